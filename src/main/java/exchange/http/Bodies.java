package exchange.http;

import akka.http.javadsl.model.HttpEntity;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.MediaTypes;
import akka.http.javadsl.server.AllDirectives;
import akka.http.javadsl.server.Route;

import exchange.wire.Fields;
import exchange.wire.Json;

import scala.concurrent.duration.FiniteDuration;

import java.util.function.Function;

/**
 * Reads request bodies: JSON objects, and CSV where that is said, of bounded size, within bounded
 * time. What is wrong in one is an {@link exchange.wire.InvalidFields} that {@link HttpErrors}
 * answers.
 */
final class Bodies extends AllDirectives {
    private static final String ROOT = "body";

    private final long bytesMax;
    private final FiniteDuration timeout;

    Bodies(HttpSettings settings) {
        bytesMax = settings.bodyBytesMax();
        timeout = FiniteDuration.fromNanos(settings.bodyTimeout().toNanos());
    }

    /** Hands the fields of the body to the inner route, which calls their done before using any. */
    Route object(Function<Fields, Route> inner) {
        return bounded(extractStrictEntity(timeout, bytesMax, body -> read(body, inner)));
    }

    /** Hands the text of a body that is CSV to the inner route. */
    Route csv(Function<String, Route> inner) {
        Route reading = extractStrictEntity(
                timeout,
                bytesMax,
                body -> body.getContentType().mediaType().equals(MediaTypes.TEXT_CSV)
                        ? inner.apply(body.getData().utf8String())
                        : complete(notOfType("text/csv")));
        return bounded(reading);
    }

    private Route bounded(Route reading) {
        // Said before the body has come, when the client says so itself.
        return extractRequestEntity(entity -> entity.getContentLengthOption().orElse(0) > bytesMax
                ? complete(HttpErrors.tooLarge(bytesMax))
                : reading);
    }

    private Route read(HttpEntity.Strict body, Function<Fields, Route> inner) {
        return isJson(body) ? inner.apply(fields(body)) : complete(notOfType("application/json"));
    }

    private static HttpResponse notOfType(String type) {
        return HttpErrors.of(
                415, "UNSUPPORTED_MEDIA_TYPE", "the body must be of Content-Type: " + type);
    }

    /** The fields of a body that came whole; throws InvalidFields when it is no JSON object. */
    Fields fields(HttpEntity.Strict body) {
        return Json.object(body.getData().toArray(), ROOT);
    }

    /** Whether a body that came whole is small enough and of the right type. */
    boolean isTaken(HttpEntity.Strict body) {
        return body.getData().size() <= bytesMax && isJson(body);
    }

    /** An empty body has no type; that it is empty is the better answer. */
    private static boolean isJson(HttpEntity.Strict body) {
        return body.getData().isEmpty()
                || body.getContentType().mediaType().equals(MediaTypes.APPLICATION_JSON);
    }
}
