package exchange.http;

import akka.http.javadsl.model.HttpHeader;
import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.server.AllDirectives;
import akka.http.javadsl.server.Route;

import exchange.identity.Caller;
import exchange.identity.Identity;
import exchange.market.RejectReason;

import java.util.Optional;
import java.util.function.Function;

/**
 * Who calls, by the access token in the {@code Authorization} header. The account always comes from
 * here, never from a body or a path.
 */
final class Authentication extends AllDirectives {
    private static final String SCHEME = "bearer ";

    private final Identity identity;

    Authentication(Identity identity) {
        this.identity = identity;
    }

    /** Only for who has logged in; others get 401. */
    Route user(Function<Caller, Route> inner) {
        return optional(caller -> caller.map(inner)
                .orElseGet(() -> complete(HttpErrors.of(RejectReason.UNAUTHENTICATED))));
    }

    /** Only for admins; other users get 403, others 401. */
    Route admin(Function<Caller, Route> inner) {
        return user(caller -> caller.isAdmin()
                ? inner.apply(caller)
                : complete(HttpErrors.of(RejectReason.FORBIDDEN)));
    }

    /** For everybody; a token that is not valid counts as none. */
    Route optional(Function<Optional<Caller>, Route> inner) {
        return extractRequest(request -> inner.apply(caller(request)));
    }

    Optional<Caller> caller(HttpRequest request) {
        return request.getHeader("Authorization")
                .map(HttpHeader::value)
                .filter(value -> value.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
                .flatMap(value ->
                        identity.verify(value.substring(SCHEME.length()).strip()));
    }
}
