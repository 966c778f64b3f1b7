package exchange.api;

import exchange.market.RejectReason;
import exchange.wire.FieldError;
import exchange.wire.InvalidFields;
import exchange.wire.JsonWriter;

import java.util.List;
import java.util.Locale;

/**
 * What API v1 answers to mistakes and refusals: {@code {message, error, field?, detail}} with a
 * stable code. The one place where a refusal becomes a status.
 */
public final class Errors {
    private static final int RETRY_AFTER_SECONDS = 1;

    private Errors() {}

    /** The status that clients see for a refusal. */
    public static int status(RejectReason reason) {
        return switch (reason.category()) {
            case INVALID -> 422;
            case FUNDS, STATE -> 400;
            case LIMIT -> 429;
            case AUTH -> reason == RejectReason.UNAUTHENTICATED ? 401 : 403;
            case UNKNOWN -> 404;
            case DUPLICATE -> 409;
            case OVERLOAD -> 503;
            case FAULT -> 500;
        };
    }

    public static Answer refused(RejectReason reason) {
        return refused(reason, "");
    }

    /** @param field the field of the request that is wrong, "" when it is none in particular */
    public static Answer refused(RejectReason reason, String field) {
        int status = status(reason);
        if (status == 422) {
            return invalid(reason, field);
        }
        return answer(status, reason.name(), reason.text());
    }

    /** The thing asked for is not here. */
    public static Answer notFound(String message) {
        return answer(404, "NOT_FOUND", message);
    }

    /** No such open order; the caller knows whether it still may come to be. */
    static Answer unknownOrder(boolean finalAnswer) {
        RejectReason reason = RejectReason.UNKNOWN_ORDER;
        JsonWriter json = begin(reason.name(), reason.text());
        String body = json.text("detail", reason.text())
                .flag("final", finalAnswer)
                .endObject()
                .toString();
        return new Answer(404, body, 0);
    }

    /** Any other error; 429 and 503 say when to try again. */
    public static Answer answer(int status, String code, String message) {
        String body = begin(code, message).text("detail", message).endObject().toString();
        return new Answer(status, body, status == 429 || status == 503 ? RETRY_AFTER_SECONDS : 0);
    }

    /** Every wrong field, the first one in {@code message}, {@code error} and {@code field}. */
    public static Answer invalid(InvalidFields invalid) {
        FieldError first = invalid.errors().getFirst();
        JsonWriter json = begin(first.code(), first.message())
                .text("field", first.field())
                .name("detail")
                .beginArray();
        invalid.errors().forEach(error -> append(json, error));
        return new Answer(422, json.endArray().endObject().toString(), 0);
    }

    private static Answer invalid(RejectReason reason, String field) {
        List<String> place = field.isEmpty() ? List.of("body") : List.of("body", field);
        String type = reason.name().toLowerCase(Locale.ROOT);
        return invalid(new InvalidFields(
                List.of(new FieldError(place, reason.name(), type, reason.text()))));
    }

    /** Adds to an object what a refusal says. */
    static void append(JsonWriter json, RejectReason reason) {
        json.text("message", reason.text()).text("error", reason.name());
        json.text("detail", reason.text());
    }

    private static JsonWriter begin(String code, String message) {
        return new JsonWriter().beginObject().text("message", message).text("error", code);
    }

    private static void append(JsonWriter json, FieldError error) {
        json.beginObject().name("loc").beginArray();
        error.loc().forEach(json::text);
        json.endArray().text("msg", error.message()).text("type", error.type()).endObject();
    }
}
