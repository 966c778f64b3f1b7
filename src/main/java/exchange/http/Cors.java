package exchange.http;

import akka.http.javadsl.model.HttpHeader;
import akka.http.javadsl.model.HttpMethods;
import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.StatusCodes;
import akka.http.javadsl.model.headers.RawHeader;
import akka.http.javadsl.server.AllDirectives;
import akka.http.javadsl.server.Route;

import exchange.market.RejectReason;

import java.util.List;
import java.util.Set;

/**
 * Lets the web pages of a few origins call the API. Origins match exactly and are never reflected
 * otherwise; every answer varies by origin, so that no cache gives one page's answer to another.
 */
final class Cors extends AllDirectives {
    private static final HttpHeader VARY = RawHeader.create("Vary", "Origin");
    private static final HttpHeader CREDENTIALS =
            RawHeader.create("Access-Control-Allow-Credentials", "true");
    private static final List<HttpHeader> PREFLIGHT = List.of(
            RawHeader.create("Access-Control-Allow-Methods", "GET, POST, PUT, PATCH, DELETE"),
            RawHeader.create(
                    "Access-Control-Allow-Headers",
                    "Authorization, Content-Type, Accept, X-API-Key, X-API-Timestamp,"
                            + " X-API-Signature"),
            RawHeader.create("Access-Control-Max-Age", "600"));
    private static final HttpHeader EXPOSED =
            RawHeader.create("Access-Control-Expose-Headers", "Retry-After");

    private final Set<String> origins;

    Cors(Set<String> origins) {
        this.origins = Set.copyOf(origins);
    }

    Route around(Route inner) {
        return extractRequest(request -> {
            String origin = header(request, "Origin");
            if (isPreflight(request)) {
                return complete(preflight(origin));
            }
            return mapResponse(response -> withHeaders(response, origin), () -> inner);
        });
    }

    /** The answer to a request that is of no web page. */
    static HttpResponse ofNoOrigin(HttpResponse response) {
        return response.addHeader(VARY);
    }

    private HttpResponse preflight(String origin) {
        HttpResponse answer = origins.contains(origin)
                ? HttpResponse.create().withStatus(StatusCodes.NO_CONTENT).addHeaders(PREFLIGHT)
                : HttpErrors.of(
                        403, RejectReason.FORBIDDEN.name(), "pages of this origin may not call");
        return withHeaders(answer, origin);
    }

    private HttpResponse withHeaders(HttpResponse response, String origin) {
        if (!origins.contains(origin)) {
            return ofNoOrigin(response);
        }
        return response.addHeaders(List.of(
                VARY,
                CREDENTIALS,
                EXPOSED,
                RawHeader.create("Access-Control-Allow-Origin", origin)));
    }

    private static boolean isPreflight(HttpRequest request) {
        return request.method().equals(HttpMethods.OPTIONS)
                && !header(request, "Origin").isEmpty()
                && !header(request, "Access-Control-Request-Method").isEmpty();
    }

    private static String header(HttpRequest request, String name) {
        return request.getHeader(name).map(HttpHeader::value).orElse("");
    }
}
