package exchange.ws;

import akka.http.javadsl.model.HttpHeader;
import akka.http.javadsl.model.HttpRequest;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Which web pages may open a socket: those of this host and those the operator allowed. A browser
 * always names the page's origin; who names none is no browser and passes.
 */
final class OriginRule {
    private final Set<String> allowed;

    /** @param allowed such as http://localhost:5173 */
    OriginRule(List<String> allowed) {
        this.allowed = Set.copyOf(allowed);
    }

    boolean allows(HttpRequest request) {
        Optional<String> origin = request.getHeader("Origin").map(HttpHeader::value);
        return origin.isEmpty()
                || allowed.contains(origin.get())
                || host(origin.get()).equals(host(request));
    }

    private static Optional<String> host(HttpRequest request) {
        return request.getHeader("Host").map(host -> host.value().toLowerCase(Locale.ROOT));
    }

    private static Optional<String> host(String origin) {
        int scheme = origin.indexOf("://");
        return scheme < 0
                ? Optional.empty()
                : Optional.of(origin.substring(scheme + 3).toLowerCase(Locale.ROOT));
    }
}
