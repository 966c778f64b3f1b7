package exchange.http;

import akka.event.LoggingAdapter;
import akka.http.ParsingErrorHandler;
import akka.http.javadsl.model.HttpResponse;
import akka.http.scaladsl.model.ErrorInfo;
import akka.http.scaladsl.model.StatusCode;
import akka.http.scaladsl.settings.ServerSettings;

/**
 * Answers what is no HTTP at all (a broken request line, a URI or header that is too long) in the
 * same JSON as every other mistake. Such a request reaches no route, and the connection is closed.
 * The library loads it by name as a Scala object, hence its own name and the field's.
 */
public final class MalformedRequests$ extends ParsingErrorHandler {
    public static final MalformedRequests$ MODULE$ = new MalformedRequests$();

    private MalformedRequests$() {}

    @Override
    public HttpResponse handle(
            StatusCode status, ErrorInfo info, LoggingAdapter log, ServerSettings settings) {
        return HttpErrors.malformed(status.intValue());
    }
}
