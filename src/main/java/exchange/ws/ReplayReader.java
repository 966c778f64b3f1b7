package exchange.ws;

import exchange.marketdata.CandleInterval;
import exchange.marketdata.Channel;
import exchange.wire.FieldError;
import exchange.wire.Fields;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** Reads what a client of the new socket says about replays. */
final class ReplayReader {
    static final int STEPS_MAX = 1_000;

    private static final List<Channel> CHANNELS =
            List.of(Channel.TICKER, Channel.TRADES, Channel.DEPTH, Channel.STATUS);
    private static final BigDecimal SPEED_MIN = new BigDecimal("0.01");
    private static final BigDecimal SPEED_MAX = new BigDecimal("10000");
    private static final int SPEED_SCALE = 3;
    private static final long SPEED_ONE = 1_000;
    private static final int CHANNEL_LENGTH_MAX = 20;

    private ReplayReader() {}

    static Operation replay(Fields fields) {
        Optional<String> symbol = fields.optionalText("symbol", OperationReader.SYMBOL_LENGTH_MAX);
        long from = requireTime(fields, "from");
        long to = fields.optionalTime("to");
        if (to != 0 && to <= from) {
            fields.reject("to", FieldError.INVALID_FIELD, "to must be later than from");
        }
        long speed = fields.has("speed") ? readSpeed(fields) : SPEED_ONE;
        List<Channel> channels = channels(fields);
        Optional<CandleInterval> interval = channels.contains(Channel.CANDLES)
                ? CandleInterval.of(fields.choice("interval", CandleInterval.TEXTS))
                : Optional.empty();
        boolean isPaused = fields.optionalFlag("paused").orElse(false);
        fields.done();
        return new Operation.Replay(
                symbol.orElse(""), from, to, speed, channels, interval, isPaused);
    }

    private static long requireTime(Fields fields, String name) {
        if (!fields.has(name)) {
            fields.text(name, 1);
        }
        return fields.optionalTime(name);
    }

    private static List<Channel> channels(Fields fields) {
        if (!fields.has("channels")) {
            return CHANNELS;
        }
        List<String> names =
                fields.texts("channels", Channel.TEXTS.size(), CHANNEL_LENGTH_MAX).stream()
                        .distinct()
                        .toList();
        List<Channel> channels =
                names.stream().flatMap(name -> Channel.of(name).stream()).toList();
        if (channels.isEmpty() || channels.size() < names.size()) {
            fields.reject(
                    "channels",
                    FieldError.INVALID_FIELD,
                    "channels must be some of " + Channel.TEXTS);
        }
        return channels;
    }

    private static long readSpeed(Fields fields) {
        BigDecimal speed = new BigDecimal(fields.decimal("speed"));
        boolean isFast = speed.signum() == 0;
        boolean isExact = speed.stripTrailingZeros().scale() <= SPEED_SCALE;
        boolean isBounded = speed.compareTo(SPEED_MIN) >= 0 && speed.compareTo(SPEED_MAX) <= 0;
        if (!isExact || !isFast && !isBounded) {
            fields.reject(
                    "speed",
                    FieldError.INVALID_FIELD,
                    "speed must be 0, or " + SPEED_MIN + " to " + SPEED_MAX
                            + " with at most three decimals");
            return SPEED_ONE;
        }
        return speed.movePointRight(SPEED_SCALE).longValueExact();
    }

    static Operation control(Fields fields, ReplayControl control) {
        long replay = fields.whole("replay", 1, OperationReader.ID_MAX);
        fields.done();
        return new Operation.ControlReplay(replay, control);
    }

    static Operation speed(Fields fields) {
        long speed = readSpeed(fields);
        return control(fields, new ReplayControl.Speed(speed));
    }

    static Operation seek(Fields fields) {
        long time = requireTime(fields, "at");
        return control(fields, new ReplayControl.Seek(time));
    }

    static Operation step(Fields fields) {
        long changes = fields.optionalWhole("changes", 1, STEPS_MAX).orElse(1);
        return control(fields, new ReplayControl.Step((int) changes));
    }
}
