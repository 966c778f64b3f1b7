package exchange.http;

import akka.http.javadsl.model.ContentTypes;
import akka.http.javadsl.model.HttpEntities;
import akka.http.javadsl.model.HttpHeader;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.StatusCodes;
import akka.http.javadsl.model.headers.RawHeader;
import akka.util.ByteString;

import exchange.api.Answer;
import exchange.wire.JsonWriter;

import java.util.ArrayList;
import java.util.List;

/** Puts answers on the wire as JSON, with the headers that belong to their status. */
final class HttpAnswers {
    private static final HttpHeader NOT_STORED = RawHeader.create("Cache-Control", "no-store");
    private static final HttpHeader NOT_SNIFFED =
            RawHeader.create("X-Content-Type-Options", "nosniff");
    private static final HttpHeader BEARER = RawHeader.create("WWW-Authenticate", "Bearer");

    private static final HttpResponse OK =
            HttpResponse.create().withStatus(200).withHeaders(List.of(NOT_STORED, NOT_SNIFFED));

    private HttpAnswers() {}

    static HttpResponse of(Answer answer) {
        var body = HttpEntities.create(
                ContentTypes.APPLICATION_JSON, ByteString.fromString(answer.body()));
        if (answer.status() == 200 && answer.retryAfterSeconds() == 0) {
            return OK.withEntity(body);
        }
        List<HttpHeader> headers = new ArrayList<>(4);
        headers.add(NOT_STORED);
        headers.add(NOT_SNIFFED);
        if (answer.status() == 401) {
            headers.add(BEARER);
        }
        if (answer.retryAfterSeconds() > 0) {
            headers.add(RawHeader.create("Retry-After", "" + answer.retryAfterSeconds()));
        }
        return HttpResponse.create()
                .withStatus(StatusCodes.get(answer.status()))
                .withHeaders(headers)
                .withEntity(body);
    }

    /** The body of what went well is CSV when that was wanted; errors are always JSON. */
    static HttpResponse of(Answer answer, boolean isCsv) {
        HttpResponse response = of(answer);
        return isCsv && answer.status() == 200
                ? response.withEntity(HttpEntities.create(
                        ContentTypes.TEXT_CSV_UTF8, ByteString.fromString(answer.body())))
                : response;
    }

    static HttpResponse json(int status, JsonWriter body) {
        return of(new Answer(status, body.toString(), 0));
    }
}
