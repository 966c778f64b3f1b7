package exchange.http;

import akka.http.javadsl.model.HttpHeader;
import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.server.AllDirectives;
import akka.http.javadsl.server.Route;

import exchange.identity.Caller;
import exchange.identity.Identity;
import exchange.identity.Scope;
import exchange.market.RejectReason;

import java.util.Optional;
import java.util.function.Function;

/**
 * Who calls: by the access token in the {@code Authorization} header, or by the API key that the
 * request is signed with, which also must be made for such requests. The account always comes from
 * here, never from a body or a path.
 */
final class Authentication extends AllDirectives {
    private static final String SCHEME = "bearer ";

    private final Identity identity;

    Authentication(Identity identity) {
        this.identity = identity;
    }

    /** Only for whom we know; others get 401. */
    Route user(Function<Caller, Route> inner) {
        return optional(caller -> caller.map(inner)
                .orElseGet(() -> complete(HttpErrors.of(RejectReason.UNAUTHENTICATED))));
    }

    /** Only for admins who have logged in; other users get 403, others 401. */
    Route admin(Function<Caller, Route> inner) {
        return user(caller -> caller.isAdmin()
                ? inner.apply(caller)
                : complete(HttpErrors.of(RejectReason.FORBIDDEN)));
    }

    /** For everybody; a token that is not valid counts as none. */
    Route optional(Function<Optional<Caller>, Route> inner) {
        return extractRequest(request -> {
            Optional<Caller> caller = anyCaller(request);
            Optional<HttpResponse> refusal = caller.flatMap(found -> refusal(request, found));
            return refusal.isPresent() ? complete(refusal.get()) : inner.apply(caller);
        });
    }

    /** Who calls and may do what this request asks for. */
    Optional<Caller> caller(HttpRequest request) {
        return anyCaller(request).filter(caller -> refusal(request, caller).isEmpty());
    }

    /** A request that was signed and is not accepted speaks for nobody, whatever else it has. */
    private Optional<Caller> anyCaller(HttpRequest request) {
        return SignedRequests.isChecked(request)
                ? SignedRequests.caller(request)
                : request.getHeader("Authorization")
                        .map(HttpHeader::value)
                        .filter(value -> value.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
                        .flatMap(value ->
                                identity.verify(value.substring(SCHEME.length()).strip()));
    }

    /** Why a key must not do it; nothing for who has logged in. */
    private static Optional<HttpResponse> refusal(HttpRequest request, Caller caller) {
        if (caller.key().isEmpty()) {
            return Optional.empty();
        }
        Optional<Scope> needed =
                KeyScopes.needed(request.method().value(), request.getUri().path());
        if (needed.isEmpty()) {
            return Optional.of(HttpErrors.of(
                    403, "LOGIN_REQUIRED", "no API key can do this, it needs an access token"));
        }
        return caller.may(needed.get())
                ? Optional.empty()
                : Optional.of(HttpErrors.of(
                        403,
                        "MISSING_SCOPE",
                        "the API key was made without the scope " + needed.get().shown()));
    }
}
