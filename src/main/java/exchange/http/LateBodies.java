package exchange.http;

import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.RequestEntity;
import akka.stream.Materializer;
import akka.stream.javadsl.Sink;

import java.time.Duration;
import java.util.concurrent.CompletionStage;

/**
 * Lets the rest of a request arrive before its answer goes out. Many answers are known from the
 * head alone, such as 401. The library ends a connection whose answer is earlier than the body, and
 * when the body then meets the closed port, the system throws away what the client has not read of
 * the answer. A body that is too large, or that the client holds back until it is asked for, is not
 * waited for.
 */
final class LateBodies {
    private final long bytesMax;
    private final Duration timeout;
    private final Materializer materializer;

    LateBodies(HttpSettings settings, Materializer materializer) {
        bytesMax = settings.bodyBytesMax();
        timeout = settings.bodyTimeout();
        this.materializer = materializer;
    }

    /** The same answer, when nothing of the request is left that somebody would have to read. */
    CompletionStage<HttpResponse> before(
            HttpRequest request, CompletionStage<HttpResponse> answer) {
        RequestEntity body = request.entity();
        if (body.isStrict()
                || body.getContentLengthOption().orElse(0) > bytesMax
                || request.getHeader("Expect").isPresent()) {
            return answer;
        }
        return answer.thenCompose(response -> arrived(body).handle((done, failure) -> response));
    }

    /** Fails at once when a route has read it. */
    private CompletionStage<?> arrived(RequestEntity body) {
        return body.withSizeLimit(bytesMax)
                .getDataBytes()
                .completionTimeout(timeout)
                .runWith(Sink.ignore(), materializer);
    }
}
