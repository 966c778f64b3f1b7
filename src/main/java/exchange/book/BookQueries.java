package exchange.book;

import exchange.market.MarketState;
import exchange.market.RejectReason;
import exchange.market.Side;
import exchange.matching.CallAuction;
import exchange.matching.DepthLevel;
import exchange.matching.Order;
import exchange.sequencer.PackedWriter;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;

/** Answers queries with copies of a book's state. */
final class BookQueries {
    static final int LEVELS_MAX = 1_000;
    static final int ORDERS_MAX = 1_000;

    /** More levels than fit a packed side: each takes at least two bytes. */
    private static final int SNAPSHOT_LEVELS_MAX = PackedDepth.BYTES_MAX / 2;

    private final String symbol;
    private final BookState state;

    BookQueries(String symbol, BookState state) {
        this.symbol = symbol;
        this.state = state;
    }

    BookReply answer(BookCommand.Query query, long time) {
        return switch (query) {
            case BookCommand.GetRules rules -> rules();
            case BookCommand.GetDepth depth -> depth(depth.levelsMax());
            case BookCommand.GetAuction auction -> auction();
            case BookCommand.GetSnapshot snapshot -> snapshot(time);
            case BookCommand.GetOrders orders -> orders(orders.afterOrderId(), orders.ordersMax());
            case BookCommand.GetQueues queues ->
                new BookReply.Queues(queue(Side.BUY), queue(Side.SELL), state.sequence());
            case BookCommand.GetHealth health -> health();
            case BookCommand.GetStateHash hash -> new BookReply.StateHash(stateHash());
        };
    }

    private BookReply rules() {
        return state.rules().<BookReply>map(BookReply.Rules::new).orElseGet(this::undefined);
    }

    private BookReply undefined() {
        return new BookReply.Refused(RejectReason.UNKNOWN_MARKET, symbol + " is not defined yet");
    }

    private BookReply depth(int levelsMax) {
        int max = Math.clamp(levelsMax, 0, LEVELS_MAX);
        return new BookReply.Depth(
                state.book().levels(Side.BUY, max),
                state.book().levels(Side.SELL, max),
                state.lastPriceTicks(),
                state.sequence());
    }

    private BookReply auction() {
        CallAuction auction = state.auction();
        return new BookReply.Auction(
                auction.priceTicks(), auction.volumeLots(), auction.surplusLots());
    }

    private BookReply snapshot(long time) {
        if (state.rules().isEmpty()) {
            return undefined();
        }
        List<DepthLevel> bids = state.book().levels(Side.BUY, SNAPSHOT_LEVELS_MAX);
        List<DepthLevel> asks = state.book().levels(Side.SELL, SNAPSHOT_LEVELS_MAX);
        byte[] packedBids = PackedDepth.pack(bids);
        byte[] packedAsks = PackedDepth.pack(asks);
        return new BookReply.Snapshot(
                state.definedRules(),
                packedBids,
                isComplete(packedBids, Side.BUY),
                packedAsks,
                isComplete(packedAsks, Side.SELL),
                state.lastPriceTicks(),
                state.tradeNumber(),
                state.sequence(),
                time);
    }

    private boolean isComplete(byte[] packed, Side side) {
        return PackedDepth.unpack(packed).size() == state.book().levelCount(side);
    }

    private BookReply orders(long afterOrderId, int ordersMax) {
        List<BookReply.RestingOrder> orders = new ArrayList<>();
        Consumer<Order> collect = order -> {
            if (order.id() > afterOrderId) {
                orders.add(new BookReply.RestingOrder(order.id(), order.account(), order.held()));
            }
        };
        state.book().forEach(Side.BUY, collect);
        state.book().forEach(Side.SELL, collect);
        state.book().forEachWaiting(collect);
        state.triggered().forEach(collect);
        orders.sort(Comparator.comparingLong(BookReply.RestingOrder::orderId));
        int max = Math.clamp(ordersMax, 1, ORDERS_MAX);
        boolean more = orders.size() > max;
        return new BookReply.Orders(more ? orders.subList(0, max) : orders, more);
    }

    private byte[] queue(Side side) {
        PackedQueue queue = new PackedQueue();
        state.book().forEach(side, queue::add);
        return queue.toBytes();
    }

    private BookReply health() {
        List<Long> unsettled = new ArrayList<>();
        for (int peer = 0; peer < state.links().size(); peer++) {
            unsettled.add(state.links().to(peer).unacknowledged());
        }
        return new BookReply.Health(
                state.rules().isPresent(),
                state.rules().filter(rules -> rules.state() == MarketState.OPEN).isPresent(),
                state.book().orderCount(),
                state.book().levelCount(Side.BUY),
                state.book().levelCount(Side.SELL),
                state.book().bestPriceTicks(Side.BUY),
                state.book().bestPriceTicks(Side.SELL),
                state.tradeNumber(),
                state.sequence(),
                unsettled);
    }

    private String stateHash() {
        PackedWriter out = new PackedWriter(1 << 16);
        PackedState.write(out, state);
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(out.toBytes());
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
