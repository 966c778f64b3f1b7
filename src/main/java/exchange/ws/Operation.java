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

/** What a client asks for on the new socket. */
sealed interface Operation {
    List<String> NAMES = List.of(
            "auth",
            "place",
            "cancel",
            "amend",
            "replace",
            "place_oco",
            "cancel_all",
            "subscribe",
            "unsubscribe",
            "resume",
            "ping");
    /** The one channel that is about the client itself. */
    String ACCOUNT = "account";
    List<String> CHANNELS =
            Stream.concat(Channel.TEXTS.stream(), Stream.of(ACCOUNT)).toList();
    long ID_MAX = (1L << 53) - 1;
    int ID_LENGTH_MAX = 64;
    int WHOLE_LENGTH_MAX = 17;
    int TOKEN_LENGTH_MAX = 4096;
    int SYMBOL_LENGTH_MAX = 25;

    record Auth(String token) implements Operation {
        @Override
        public String toString() {
            return "Auth[hidden]";
        }
    }

    record Place(Fields order) implements Operation {}

    /** @param orderId empty when the text is no order id, so that it names no order of ours */
    record CancelById(Optional<Long> orderId) implements Operation {}

    record CancelByName(String clientOrderId, boolean guard) implements Operation {}

    /** @param orderId empty when the order is named by its client, or is none of ours */
    record Amend(Optional<Long> orderId, String clientOrderId, Fields change)
            implements Operation {}

    /** @param orderId empty when the order is named by its client, or is none of ours */
    record Replace(Optional<Long> orderId, String clientOrderId, Fields replace)
            implements Operation {}

    record PlaceList(Fields list) implements Operation {}

    /** @param symbol "" for all markets */
    record CancelAll(String symbol, Optional<Side> side) implements Operation {}

    /**
     * @param symbol "" for the default market
     * @param interval of candles, else empty
     */
    record Subscribe(Channel channel, String symbol, Optional<CandleInterval> interval)
            implements Operation {}

    /** The same topic as one subscribed to. */
    record Unsubscribe(Channel channel, String symbol, Optional<CandleInterval> interval)
            implements Operation {}

    /**
     * The account's own events.
     *
     * @param after the number after which they begin; empty: with what the account has now
     */
    record FollowAccount(OptionalLong after) implements Operation {}

    record LeaveAccount() implements Operation {}

    record Ping() implements Operation {}

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
     * @throws InvalidFields with every mistake found; those inside an order are found by placing it
     */
    static Operation read(JsonValue message) {
        Fields fields = Fields.of(message, "body");
        readId(fields, message);
        String name = fields.optionalChoice("op", NAMES).orElse("");
        return switch (name) {
            case "auth" -> auth(fields);
            case "place" -> place(fields);
            case "cancel" -> cancel(fields);
            case "amend" -> amend(fields);
            case "replace" -> replace(fields);
            case "place_oco" -> placeList(fields);
            case "cancel_all" -> cancelAll(fields);
            case "subscribe" -> subscribe(fields);
            case "unsubscribe" ->
                switch (subscribe(fields)) {
                    case Subscribe topic ->
                        new Unsubscribe(topic.channel(), topic.symbol(), topic.interval());
                    case Operation account -> new LeaveAccount();
                };
            case "resume" -> resume(fields);
            case "ping" -> {
                fields.done();
                yield new Ping();
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
        return new Auth(token);
    }

    private static Operation place(Fields fields) {
        Optional<Fields> order = fields.optionalObject("order");
        if (order.isEmpty()) {
            fields.object("order");
        }
        fields.done();
        return new Place(order.orElseThrow());
    }

    private static Operation amend(Fields fields) {
        Optional<String> name = ClientOrderIds.read(fields);
        Optional<String> orderId = fields.optionalText("order_id", ID_LENGTH_MAX);
        requireOne(fields, name, orderId);
        Optional<Fields> change = fields.optionalObject("change");
        if (change.isEmpty()) {
            fields.object("change");
        }
        fields.done();
        return new Amend(orderId.flatMap(OrderIds::parse), name.orElse(""), change.orElseThrow());
    }

    private static Operation placeList(Fields fields) {
        Optional<Fields> list = fields.optionalObject("orders");
        if (list.isEmpty()) {
            fields.object("orders");
        }
        fields.done();
        return new PlaceList(list.orElseThrow());
    }

    private static Operation replace(Fields fields) {
        Optional<String> name = ClientOrderIds.read(fields);
        Optional<String> orderId = fields.optionalText("order_id", ID_LENGTH_MAX);
        requireOne(fields, name, orderId);
        Optional<Fields> replace = fields.optionalObject("replace");
        if (replace.isEmpty()) {
            fields.object("replace");
        }
        fields.done();
        return new Replace(
                orderId.flatMap(OrderIds::parse), name.orElse(""), replace.orElseThrow());
    }

    private static Operation cancelAll(Fields fields) {
        Optional<String> symbol = fields.optionalText("symbol", SYMBOL_LENGTH_MAX);
        Optional<Side> side = fields.optionalOneOf("side", Side.class);
        fields.done();
        return new CancelAll(symbol.orElse(""), side);
    }

    private static Operation subscribe(Fields fields) {
        String name = fields.choice("channel", CHANNELS);
        if (name.equals(ACCOUNT)) {
            fields.done();
            return new FollowAccount(OptionalLong.empty());
        }
        Optional<Channel> channel = Channel.of(name);
        Optional<String> symbol = fields.optionalText("symbol", SYMBOL_LENGTH_MAX);
        Optional<CandleInterval> interval = channel.filter(Channel.CANDLES::equals)
                .flatMap(c -> CandleInterval.of(fields.choice("interval", CandleInterval.TEXTS)));
        fields.done();
        return new Subscribe(channel.orElseThrow(), symbol.orElse(""), interval);
    }

    private static Operation resume(Fields fields) {
        long after = fields.whole("after", 0, ID_MAX);
        fields.done();
        return new FollowAccount(OptionalLong.of(after));
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
        return name.<Operation>map(text -> new CancelByName(text, guard))
                .orElseGet(() -> new CancelById(OrderIds.parse(orderId.orElseThrow())));
    }
}
