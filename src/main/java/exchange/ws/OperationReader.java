package exchange.ws;

import exchange.api.ClientOrderIds;
import exchange.market.OrderIds;
import exchange.market.Side;
import exchange.marketdata.CandleInterval;
import exchange.marketdata.Channel;
import exchange.wire.FieldError;
import exchange.wire.Fields;
import exchange.wire.InvalidFields;
import exchange.wire.JsonValue;
import exchange.wire.JsonWriter;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** Reads what a client of the new socket says; mistakes inside an order are found by placing it. */
final class OperationReader {
    private static final List<String> NAMES = List.of(
            "auth",
            "place",
            "place_batch",
            "place_oco",
            "cancel",
            "cancel_all",
            "cancel_after",
            "cancel_on_disconnect",
            "amend",
            "replace",
            "get_order",
            "get_open_orders",
            "get_trades",
            "get_balances",
            "subscribe",
            "unsubscribe",
            "resume",
            "replay",
            "replay_pause",
            "replay_resume",
            "replay_speed",
            "replay_seek",
            "replay_step",
            "replay_stop",
            "ping");
    private static final List<String> CHANNELS =
            Stream.concat(Channel.TEXTS.stream(), Stream.of(Operation.ACCOUNT)).toList();
    static final long ID_MAX = (1L << 53) - 1;
    private static final int ID_LENGTH_MAX = 64;
    private static final int WHOLE_LENGTH_MAX = 17;
    private static final int TOKEN_LENGTH_MAX = 4096;
    static final int SYMBOL_LENGTH_MAX = 25;
    private static final long CANCEL_AFTER_MIN_MILLIS = 1_000;
    private static final long CANCEL_AFTER_MAX_MILLIS = 86_400_000;
    private static final int ROWS = 100;
    private static final int ROWS_MAX = 1_000;

    private OperationReader() {}

    /**
     * The id as it goes back to the client: a whole number or text as it was sent, null for none
     * and for one that is neither.
     */
    static String id(JsonValue message) {
        if (!(message instanceof JsonValue.Entries entries)) {
            return "null";
        }
        int at = entries.names().indexOf("id");
        if (at < 0) {
            return "null";
        }
        return switch (entries.values().get(at)) {
            case JsonValue.Number number -> isWhole(number.digits()) ? number.digits() : "null";
            case JsonValue.Text text ->
                text.value().length() > ID_LENGTH_MAX
                        ? "null"
                        : new JsonWriter(text.value().length() + 8)
                                .text(text.value())
                                .toString();
            case JsonValue.Flag flag -> "null";
            case JsonValue.Nothing nothing -> "null";
            case JsonValue.Array array -> "null";
            case JsonValue.Entries object -> "null";
        };
    }

    private static boolean isWhole(String digits) {
        int from = digits.startsWith("-") ? 1 : 0;
        boolean isWhole = digits.length() > from && digits.length() <= WHOLE_LENGTH_MAX;
        for (int i = from; i < digits.length(); i++) {
            isWhole &= digits.charAt(i) >= '0' && digits.charAt(i) <= '9';
        }
        return isWhole;
    }

    /**
     * @throws InvalidFields with every mistake found; those in an order are found by placing it
     */
    static Operation read(JsonValue message) {
        Fields fields = Fields.of(message, "body");
        readId(fields, message);
        String name = fields.optionalChoice("op", NAMES).orElse("");
        return switch (name) {
            case "auth" -> auth(fields);
            case "place" -> place(fields);
            case "place_batch" -> new Operation.PlaceBatch(fields);
            case "place_oco" -> placeList(fields);
            case "cancel" -> cancel(fields);
            case "cancel_all" -> cancelAll(fields);
            case "cancel_after" -> cancelAfter(fields);
            case "cancel_on_disconnect" -> cancelOnDisconnect(fields);
            case "amend" -> amend(fields);
            case "replace" -> replace(fields);
            case "get_order" -> getOrder(fields);
            case "get_open_orders" -> getOpenOrders(fields);
            case "get_trades" -> getTrades(fields);
            case "get_balances" -> {
                fields.done();
                yield new Operation.GetBalances();
            }
            case "subscribe" -> subscribe(fields);
            case "unsubscribe" ->
                switch (subscribe(fields)) {
                    case Operation.Subscribe topic ->
                        new Operation.Unsubscribe(
                                topic.channel(), topic.symbol(), topic.interval());
                    case Operation account -> new Operation.LeaveAccount();
                };
            case "resume" -> resume(fields);
            case "replay" -> ReplayReader.replay(fields);
            case "replay_pause" -> ReplayReader.control(fields, new ReplayControl.Pause());
            case "replay_resume" -> ReplayReader.control(fields, new ReplayControl.Resume());
            case "replay_speed" -> ReplayReader.speed(fields);
            case "replay_seek" -> ReplayReader.seek(fields);
            case "replay_step" -> ReplayReader.step(fields);
            case "replay_stop" -> ReplayReader.control(fields, new ReplayControl.Stop());
            case "ping" -> {
                fields.done();
                yield new Operation.Ping();
            }
            default -> {
                if (!fields.has("op")) {
                    fields.reject("op", FieldError.INVALID_FIELD, "op is required");
                }
                fields.done();
                throw new IllegalStateException("an operation without a name");
            }
        };
    }

    private static void readId(Fields fields, JsonValue message) {
        if (message instanceof JsonValue.Entries entries) {
            int at = entries.names().indexOf("id");
            if (at >= 0 && entries.values().get(at) instanceof JsonValue.Text) {
                fields.optionalText("id", ID_LENGTH_MAX);
            } else {
                fields.optionalWhole("id", -ID_MAX, ID_MAX);
            }
        }
    }

    private static Operation auth(Fields fields) {
        String token = fields.text("token", TOKEN_LENGTH_MAX);
        fields.done();
        return new Operation.Auth(token);
    }

    private static Operation place(Fields fields) {
        Optional<Fields> order = requireObject(fields, "order");
        fields.done();
        return new Operation.Place(order.orElseThrow());
    }

    private static Operation amend(Fields fields) {
        Optional<String> name = ClientOrderIds.read(fields);
        Optional<String> orderId = fields.optionalText("order_id", ID_LENGTH_MAX);
        requireOne(fields, name, orderId);
        Optional<Fields> change = requireObject(fields, "change");
        fields.done();
        return new Operation.Amend(
                orderId.flatMap(OrderIds::parse), name.orElse(""), change.orElseThrow());
    }

    private static Operation placeList(Fields fields) {
        Optional<Fields> list = requireObject(fields, "orders");
        fields.done();
        return new Operation.PlaceList(list.orElseThrow());
    }

    private static Operation replace(Fields fields) {
        Optional<String> name = ClientOrderIds.read(fields);
        Optional<String> orderId = fields.optionalText("order_id", ID_LENGTH_MAX);
        requireOne(fields, name, orderId);
        Optional<Fields> replace = requireObject(fields, "replace");
        fields.done();
        return new Operation.Replace(
                orderId.flatMap(OrderIds::parse), name.orElse(""), replace.orElseThrow());
    }

    private static Operation cancelAll(Fields fields) {
        Optional<String> symbol = fields.optionalText("symbol", SYMBOL_LENGTH_MAX);
        Optional<Side> side = fields.optionalOneOf("side", Side.class);
        fields.done();
        return new Operation.CancelAll(symbol.orElse(""), side);
    }

    private static Operation subscribe(Fields fields) {
        String name = fields.choice("channel", CHANNELS);
        if (name.equals(Operation.ACCOUNT)) {
            fields.done();
            return new Operation.FollowAccount(OptionalLong.empty());
        }
        Optional<Channel> channel = Channel.of(name);
        Optional<String> symbol = fields.optionalText("symbol", SYMBOL_LENGTH_MAX);
        Optional<CandleInterval> interval = channel.filter(Channel.CANDLES::equals)
                .flatMap(c -> CandleInterval.of(fields.choice("interval", CandleInterval.TEXTS)));
        fields.done();
        return new Operation.Subscribe(channel.orElseThrow(), symbol.orElse(""), interval);
    }

    private static Operation cancelAfter(Fields fields) {
        long millis = fields.whole("timeout_ms", 0, CANCEL_AFTER_MAX_MILLIS);
        if (millis > 0 && millis < CANCEL_AFTER_MIN_MILLIS) {
            fields.reject(
                    "timeout_ms",
                    FieldError.INVALID_FIELD,
                    "timeout_ms must be 0, or " + CANCEL_AFTER_MIN_MILLIS + " to "
                            + CANCEL_AFTER_MAX_MILLIS);
        }
        fields.done();
        return new Operation.CancelAfter(millis);
    }

    private static Operation cancelOnDisconnect(Fields fields) {
        boolean isOn = fields.optionalFlag("enabled").orElse(true);
        fields.done();
        return new Operation.CancelOnDisconnect(isOn);
    }

    private static Operation getOrder(Fields fields) {
        Optional<String> name = ClientOrderIds.read(fields);
        Optional<String> orderId = fields.optionalText("order_id", ID_LENGTH_MAX);
        long finalAt = fields.optionalTime("final_at");
        requireOne(fields, name, orderId);
        fields.done();
        return new Operation.GetOrder(orderId.flatMap(OrderIds::parse), name.orElse(""), finalAt);
    }

    private static Operation getOpenOrders(Fields fields) {
        Optional<String> symbol = fields.optionalText("symbol", SYMBOL_LENGTH_MAX);
        fields.done();
        return new Operation.GetOpenOrders(symbol.orElse(""));
    }

    private static Operation getTrades(Fields fields) {
        Optional<String> symbol = fields.optionalText("symbol", SYMBOL_LENGTH_MAX);
        long after = fields.optionalWhole("after", 0, ID_MAX).orElse(0);
        int limit = (int) fields.optionalWhole("limit", 1, ROWS_MAX).orElse(ROWS);
        fields.done();
        return new Operation.GetTrades(symbol.orElse(""), after, limit);
    }

    private static Operation resume(Fields fields) {
        long after = fields.whole("after", 0, ID_MAX);
        fields.done();
        return new Operation.FollowAccount(OptionalLong.of(after));
    }

    /** Empty, and a mistake of that field, when it is not there. */
    private static Optional<Fields> requireObject(Fields fields, String name) {
        Optional<Fields> found = fields.optionalObject(name);
        if (found.isEmpty()) {
            fields.object(name);
        }
        return found;
    }

    private static void requireOne(Fields fields, Optional<String> name, Optional<String> orderId) {
        if (name.isPresent() == orderId.isPresent()) {
            fields.reject(
                    "order_id",
                    FieldError.INVALID_FIELD,
                    "one of order_id and client_order_id is required");
        }
    }

    private static Operation cancel(Fields fields) {
        Optional<String> name = ClientOrderIds.read(fields);
        Optional<String> orderId = fields.optionalText("order_id", ID_LENGTH_MAX);
        boolean guard = fields.optionalFlag("guard").orElse(false);
        requireOne(fields, name, orderId);
        fields.done();
        return name.<Operation>map(text -> new Operation.CancelByName(text, guard))
                .orElseGet(() -> new Operation.CancelById(OrderIds.parse(orderId.orElseThrow())));
    }
}
