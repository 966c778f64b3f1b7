package exchange.http;

import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.headers.RawHeader;
import akka.http.javadsl.server.AllDirectives;
import akka.http.javadsl.server.ExceptionHandler;
import akka.http.javadsl.server.MethodRejection;
import akka.http.javadsl.server.Rejection;
import akka.http.javadsl.server.RejectionHandler;
import akka.http.javadsl.server.Route;
import akka.http.scaladsl.model.EntityStreamSizeException;
import akka.http.scaladsl.model.IllegalRequestException;

import exchange.api.Answer;
import exchange.api.Errors;
import exchange.api.HistoryUnavailable;
import exchange.identity.IdentityRefusal;
import exchange.identity.IdentityUnavailable;
import exchange.identity.KeyRefusal;
import exchange.identity.Verdict;
import exchange.market.RejectReason;
import exchange.ops.DatabaseState;
import exchange.wire.InvalidFields;
import exchange.wire.JsonWriter;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/**
 * The one place where what goes wrong becomes an HTTP answer: refusals, requests that no route
 * takes, and exceptions. Answers never hold internals; faults and bugs are logged once, without
 * the query string, which may hold a token.
 */
final class HttpErrors extends AllDirectives {
    private static final Logger log = LoggerFactory.getLogger(HttpErrors.class);

    static HttpResponse of(RejectReason reason) {
        return HttpAnswers.of(Errors.refused(reason));
    }

    static HttpResponse of(IdentityRefusal reason, Duration retryAfter) {
        Answer answer = Errors.answer(status(reason), reason.name(), reason.text());
        long seconds = retryAfter.plusMillis(999).toSeconds();
        return HttpAnswers.of(new Answer(answer.status(), answer.body(), (int) seconds));
    }

    /** What is wrong with a signed request, with the header to blame as its field. */
    static HttpResponse of(Verdict.Refused refused) {
        HttpResponse answer = ofHeader(refused.reason(), refused.reason().header(), refused.text());
        long seconds = refused.retryAfter().plusMillis(999).toSeconds();
        return seconds == 0
                ? answer
                : answer.addHeader(RawHeader.create("Retry-After", "" + seconds));
    }

    static HttpResponse ofHeader(KeyRefusal reason, String header, String text) {
        JsonWriter body = new JsonWriter()
                .beginObject()
                .text("message", text)
                .text("error", reason.name())
                .text("field", header)
                .text("detail", text)
                .endObject();
        return HttpAnswers.json(status(reason), body);
    }

    static int status(KeyRefusal reason) {
        return switch (reason) {
            case INVALID_HEADER,
                    INVALID_API_KEY,
                    EXPIRED_API_KEY,
                    INVALID_TIMESTAMP,
                    TIMESTAMP_OUT_OF_WINDOW,
                    REPLAYED,
                    INVALID_SIGNATURE,
                    UNREADABLE_SECRET -> 401;
            case ADDRESS_NOT_ALLOWED -> 403;
            case TOO_MANY_FAILURES -> 429;
            case BUSY -> 503;
        };
    }

    static HttpResponse of(int status, String code, String message) {
        return HttpAnswers.of(Errors.answer(status, code, message));
    }

    static int status(IdentityRefusal reason) {
        return switch (reason) {
            case INVALID_EMAIL, INVALID_NAME, INVALID_PASSWORD -> 422;
            case DUPLICATE_EMAIL -> 409;
            case WRONG_CREDENTIALS, INVALID_REFRESH_TOKEN -> 401;
            case WRONG_PASSWORD, TOO_MANY_KEYS, LAST_ADMIN -> 400;
            case TOO_MANY_FAILURES, TOO_MANY_ACCOUNTS -> 429;
            case TOO_MANY_LOGINS -> 503;
        };
    }

    ExceptionHandler exceptions() {
        return ExceptionHandler.newBuilder()
                .matchAny(thrown -> extractRequest(request -> complete(of(request, thrown))))
                .build();
    }

    RejectionHandler rejections() {
        return RejectionHandler.newBuilder()
                .handleAll(MethodRejection.class, this::wrongMethod)
                .handle(
                        Rejection.class,
                        rejection -> complete(
                                of(400, "BAD_REQUEST", "the request cannot be understood")))
                .handleNotFound(complete(HttpAnswers.of(Errors.notFound("there is nothing here"))))
                .build();
    }

    static HttpResponse tooLarge(long bytesMax) {
        return of(413, "BODY_TOO_LARGE", "the body must be at most " + bytesMax + " bytes");
    }

    /** What the library found to be no proper HTTP, by the status that it chose. */
    static HttpResponse malformed(int status) {
        return switch (status) {
            case 408 -> of(status, "BODY_TOO_SLOW", "the body took too long");
            case 413 -> of(status, "BODY_TOO_LARGE", "the body is too large");
            case 414 -> of(status, "URI_TOO_LONG", "the address is too long");
            case 431 -> of(status, "HEADERS_TOO_LARGE", "the headers are too large");
            case 501 -> of(status, "METHOD_NOT_KNOWN", "there is no such method");
            default -> of(status, "BAD_REQUEST", "the request is not valid HTTP");
        };
    }

    /** The request took longer than the edge waits; what it asked for may still happen. */
    static HttpResponse timeout(HttpRequest request) {
        return of(503, RejectReason.UNAVAILABLE.name(), "no answer in time, try again");
    }

    private Route wrongMethod(List<MethodRejection> rejections) {
        String allowed = rejections.stream()
                .map(rejection -> rejection.supported().value())
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
        return complete(of(405, "METHOD_NOT_ALLOWED", "the method must be " + allowed)
                .addHeader(RawHeader.create("Allow", allowed)));
    }

    /** What a request gets whose work threw this. */
    static HttpResponse of(HttpRequest request, Throwable thrown) {
        Throwable cause = cause(thrown);
        return switch (cause) {
            case InvalidFields invalid -> HttpAnswers.of(Errors.invalid(invalid));
            case EntityStreamSizeException tooLarge ->
                of(
                        413,
                        "BODY_TOO_LARGE",
                        "the body must be at most " + tooLarge.limit() + " bytes");
            case IllegalRequestException illegal -> malformed(illegal.status().intValue());
            case IdentityUnavailable away -> fault(request, away);
            case HistoryUnavailable away -> fault(request, away);
            case SQLException away -> fault(request, away);
            case TimeoutException late -> fault(request, late);
            default -> bug(request, cause);
        };
    }

    private static HttpResponse fault(HttpRequest request, Throwable thrown) {
        log.warn("{} answered 503", place(request), thrown);
        boolean readOnly = DatabaseState.takesNoWrites(thrown);
        return of(readOnly ? RejectReason.READ_ONLY : RejectReason.UNAVAILABLE);
    }

    private static HttpResponse bug(HttpRequest request, Throwable thrown) {
        log.error("{} failed", place(request), thrown);
        return of(RejectReason.INTERNAL);
    }

    private static String place(HttpRequest request) {
        return request.method().value() + " " + request.getUri().path();
    }

    private static Throwable cause(Throwable thrown) {
        Throwable found = thrown;
        while ((found instanceof CompletionException || found instanceof ExecutionException)
                && found.getCause() != null) {
            found = found.getCause();
        }
        return found;
    }
}
