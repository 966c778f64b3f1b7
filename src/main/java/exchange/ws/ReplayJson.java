package exchange.ws;

import exchange.api.Answer;
import exchange.api.Errors;
import exchange.wire.FieldError;
import exchange.wire.InvalidFields;
import exchange.wire.JsonWriter;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;

/** What is said of replays. All of it has the replay's number first. */
final class ReplayJson {
    private static final int SPEED_SCALE = 3;

    private ReplayJson() {}

    /** The message of a channel as one of this replay. */
    static String marked(long replay, String message) {
        return "{\"replay\":" + replay + "," + message.substring(1);
    }

    static Answer opened(long replay, String symbol, long from, long to, long speed) {
        return Answer.ok(new JsonWriter()
                .beginObject()
                .number("replay", replay)
                .text("symbol", symbol)
                .time("from", from)
                .time("to", to)
                .name("speed")
                .decimal(text(speed))
                .endObject()
                .toString());
    }

    static Answer acknowledged(long replay) {
        return Answer.ok(new JsonWriter()
                .beginObject()
                .number("replay", replay)
                .endObject()
                .toString());
    }

    /** How a replay is. */
    enum State {
        PLAYING,
        PAUSED,
        ENDED
    }

    /**
     * Where it is.
     *
     * @param error why it does not go on, "" when nothing is wrong
     */
    static String position(
            long replay, State state, long time, long sequence, long speed, String error) {
        JsonWriter json = new JsonWriter(160)
                .beginObject()
                .number("replay", replay)
                .text("type", state == State.ENDED ? "end" : "position")
                .text("state", state.name().toLowerCase(Locale.ROOT))
                .time("time", time)
                .number("sequence", sequence)
                .name("speed")
                .decimal(text(speed));
        if (!error.isEmpty()) {
            json.text("error", error);
        }
        return json.endObject().toString();
    }

    private static String text(long speed) {
        BigDecimal exact = BigDecimal.valueOf(speed, SPEED_SCALE).stripTrailingZeros();
        return exact.signum() == 0 ? "0" : exact.toPlainString();
    }

    static Answer unknown(long replay) {
        return Errors.answer(404, "UNKNOWN_REPLAY", "this socket has no replay " + replay);
    }

    static Answer tooMany(int replaysMax, String whose) {
        return Errors.answer(
                429, "TOO_MANY_REPLAYS", whose + " may have " + replaysMax + " replays at a time");
    }

    static Answer ended() {
        return Errors.answer(409, "REPLAY_ENDED", "the replay is at its end: seek or stop it");
    }

    static Answer wrongTime(String field, String text) {
        return Errors.invalid(new InvalidFields(List.of(new FieldError(
                List.of("body", field),
                FieldError.INVALID_FIELD,
                "out_of_range",
                field + " " + text))));
    }
}
