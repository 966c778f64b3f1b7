package exchange.http;

import akka.http.javadsl.model.AttributeKey;
import akka.http.javadsl.model.HttpEntity;
import akka.http.javadsl.model.HttpHeader;
import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.headers.RawRequestURI;
import akka.http.javadsl.server.AllDirectives;
import akka.http.javadsl.server.Route;
import akka.stream.Materializer;

import exchange.identity.ApiKeys;
import exchange.identity.Caller;
import exchange.identity.KeyRefusal;
import exchange.identity.SignedRequest;
import exchange.identity.Verdict;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Requests that are signed with an API key. They are checked before any route sees them, with their
 * whole body, once; who they speak for goes along as an attribute, which only this class can set.
 * One that is not accepted is answered by the API as soon as it meets it.
 */
final class SignedRequests extends AllDirectives {
    private static final String KEY = "x-api-key";
    private static final String TIMESTAMP = "x-api-timestamp";
    private static final String SIGNATURE = "x-api-signature";
    private static final String PREFIX = "x-api-";
    private static final AttributeKey<Admission> ADMISSION =
            AttributeKey.create("admission", Admission.class);

    private final ApiKeys keys;
    private final ClientAddress addresses;
    private final long bodyBytesMax;
    private final long bodyTimeoutMillis;

    private sealed interface Admission {
        record Accepted(Caller caller) implements Admission {}

        record Refused(HttpResponse answer) implements Admission {}
    }

    SignedRequests(ApiKeys keys, ClientAddress addresses, HttpSettings settings) {
        this.keys = keys;
        this.addresses = addresses;
        bodyBytesMax = settings.bodyBytesMax();
        bodyTimeoutMillis = settings.bodyTimeout().toMillis();
    }

    /** Whether it has any of the headers of a signed request. */
    static boolean isSigned(HttpRequest request) {
        for (HttpHeader header : request.getHeaders()) {
            if (header.lowercaseName().startsWith(PREFIX)) {
                return header.is(KEY) || header.is(TIMESTAMP) || header.is(SIGNATURE);
            }
        }
        return false;
    }

    static boolean isChecked(HttpRequest request) {
        return request.getAttribute(ADMISSION).isPresent();
    }

    /** Whom a request that was checked speaks for. */
    static Optional<Caller> caller(HttpRequest request) {
        return request.getAttribute(ADMISSION).flatMap(admission -> switch (admission) {
            case Admission.Accepted accepted -> Optional.of(accepted.caller());
            case Admission.Refused refused -> Optional.empty();
        });
    }

    /** The request with what came of it, and with its whole body. Never fails. */
    CompletionStage<HttpRequest> checked(HttpRequest request, Materializer materializer) {
        Optional<HttpResponse> wrong = wrongHeaders(request);
        if (wrong.isPresent()) {
            return CompletableFuture.completedFuture(refused(request, wrong.get()));
        }
        return body(request, materializer)
                .thenCompose(body -> keys.check(signed(request, body))
                        .thenApply(verdict -> with(request.withEntity(body), verdict)))
                .exceptionally(failure -> refused(request, HttpErrors.of(request, failure)));
    }

    /** Answers those that were not accepted, and lets all others in. */
    Route around(Route inner) {
        return extractRequest(request -> request.getAttribute(ADMISSION)
                .map(admission -> switch (admission) {
                    case Admission.Accepted accepted -> inner;
                    case Admission.Refused refused -> complete(refused.answer());
                })
                .orElse(inner));
    }

    private CompletionStage<HttpEntity.Strict> body(
            HttpRequest request, Materializer materializer) {
        if (request.entity() instanceof HttpEntity.Strict body
                && body.getData().size() <= bodyBytesMax) {
            return CompletableFuture.completedFuture(body);
        }
        return request.entity().toStrict(bodyTimeoutMillis, bodyBytesMax, materializer);
    }

    private SignedRequest signed(HttpRequest request, HttpEntity.Strict body) {
        return new SignedRequest(
                header(request, KEY),
                header(request, TIMESTAMP),
                header(request, SIGNATURE),
                request.method().value(),
                target(request),
                body.getData().toArray(),
                addresses.of(request));
    }

    /** As it was sent; a client that names the whole address means path and query as well. */
    private static String target(HttpRequest request) {
        String sent = request.getHeader(RawRequestURI.class)
                .map(RawRequestURI::uri)
                .orElseThrow(() -> new IllegalStateException("raw-request-uri-header is off"));
        int scheme = sent.startsWith("/") ? -1 : sent.indexOf("://");
        if (scheme < 0) {
            return sent;
        }
        int path = sent.indexOf('/', scheme + 3);
        return path < 0 ? "/" : sent.substring(path);
    }

    private static Optional<HttpResponse> wrongHeaders(HttpRequest request) {
        for (String name : new String[] {"X-API-KEY", "X-API-TIMESTAMP", "X-API-SIGNATURE"}) {
            int count = 0;
            for (HttpHeader header : request.getHeaders()) {
                count += header.is(name.toLowerCase(java.util.Locale.ROOT)) ? 1 : 0;
            }
            if (count != 1) {
                String mistake = count == 0 ? " is missing" : " is there more than once";
                return Optional.of(
                        HttpErrors.ofHeader(KeyRefusal.INVALID_HEADER, name, name + mistake));
            }
        }
        return request.getHeader("Authorization").isEmpty()
                ? Optional.empty()
                : Optional.of(HttpErrors.ofHeader(
                        KeyRefusal.INVALID_HEADER,
                        "Authorization",
                        "Authorization and X-API-KEY both say who calls, send one of them"));
    }

    private static String header(HttpRequest request, String name) {
        return request.getHeader(name).orElseThrow().value();
    }

    private static HttpRequest with(HttpRequest request, Verdict verdict) {
        return switch (verdict) {
            case Verdict.Accepted accepted ->
                request.addAttribute(ADMISSION, new Admission.Accepted(accepted.caller()));
            case Verdict.Refused no -> refused(request, HttpErrors.of(no));
        };
    }

    private static HttpRequest refused(HttpRequest request, HttpResponse answer) {
        return request.addAttribute(ADMISSION, new Admission.Refused(answer));
    }
}
