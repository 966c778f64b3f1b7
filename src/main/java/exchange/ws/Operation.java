package exchange.ws;

import exchange.market.Side;
import exchange.marketdata.CandleInterval;
import exchange.marketdata.Channel;
import exchange.wire.Fields;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What a client asks for on the new socket. */
sealed interface Operation {
    /** The one channel that is about the client itself. */
    String ACCOUNT = "account";

    /** What is asked of the account's ledger, so that a token is needed. */
    sealed interface OfAccount extends Operation {}

    record Auth(String token) implements Operation {
        @Override
        public String toString() {
            return "Auth[hidden]";
        }
    }

    record Place(Fields order) implements OfAccount {}

    record PlaceBatch(Fields batch) implements OfAccount {}

    /** @param orderId empty when the text is no order id, so that it names no order of ours */
    record CancelById(Optional<Long> orderId) implements OfAccount {}

    record CancelByName(String clientOrderId, boolean guard) implements OfAccount {}

    /** @param orderId empty when the order is named by its client, or is none of ours */
    record Amend(Optional<Long> orderId, String clientOrderId, Fields change)
            implements OfAccount {}

    /** @param orderId empty when the order is named by its client, or is none of ours */
    record Replace(Optional<Long> orderId, String clientOrderId, Fields replace)
            implements OfAccount {}

    record PlaceList(Fields list) implements OfAccount {}

    /** @param symbol "" for all markets */
    record CancelAll(String symbol, Optional<Side> side) implements OfAccount {}

    /**
     * @param orderId empty when the order is named by its client, or is none of ours
     * @param finalAt epoch milliseconds, 0 for none
     */
    record GetOrder(Optional<Long> orderId, String clientOrderId, long finalAt)
            implements OfAccount {}

    /** @param symbol "" for all markets */
    record GetOpenOrders(String symbol) implements OfAccount {}

    /**
     * @param symbol "" for all markets
     * @param after the number of a trade
     */
    record GetTrades(String symbol, long after, int limit) implements OfAccount {}

    record GetBalances() implements OfAccount {}

    /** @param millis 0 for never */
    record CancelAfter(long millis) implements OfAccount {}

    record CancelOnDisconnect(boolean isOn) implements Operation {}

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

    /**
     * A market's past, played.
     *
     * @param symbol "" for the default market
     * @param from epoch milliseconds
     * @param to epoch milliseconds; 0 for now
     * @param speed how much faster than it was, in thousandths; 0 for as fast as the client reads
     * @param interval of candles, when they are among the channels
     */
    record Replay(
            String symbol,
            long from,
            long to,
            long speed,
            List<Channel> channels,
            Optional<CandleInterval> interval,
            boolean paused)
            implements Operation {
        public Replay {
            channels = List.copyOf(channels);
        }
    }

    /** @param replay its number on this socket */
    record ControlReplay(long replay, ReplayControl control) implements Operation {}

    record Ping() implements Operation {}
}
