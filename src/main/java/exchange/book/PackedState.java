package exchange.book;

import exchange.market.OrderConditions;
import exchange.market.OrderType;
import exchange.market.SelfTradePrevention;
import exchange.market.Side;
import exchange.market.TimeInForce;
import exchange.matching.Order;
import exchange.matching.RecentPrices;
import exchange.sequencer.PackedConditions;
import exchange.sequencer.PackedReader;
import exchange.sequencer.PackedWriter;

/**
 * A book's state but its links in packed form: equal states have equal bytes, orders stand by
 * priority, stops in the order they would be triggered, then those that were and have not had
 * their turn. What snapshots hold and what state hashes are made of.
 */
final class PackedState {
    private static final int VERSION = 1;

    private PackedState() {}

    static void write(PackedWriter out, BookState state) {
        out.writeByte(VERSION);
        out.writeBoolean(state.rules().isPresent());
        if (state.rules().isEmpty()) {
            return;
        }
        PackedRules.write(out, state.definedRules());
        out.writeLong(state.stateEndsAt());
        out.writeLong(state.sequence());
        out.writeLong(state.tradeNumber());
        out.writeLong(state.lastPriceTicks());
        if (state.definedRules().breaker().isOn()) {
            writePrices(out, state.recentPrices());
        }
        out.writeLong(state.book().orderCount());
        state.book().forEach(Side.BUY, order -> writeOrder(out, order));
        state.book().forEach(Side.SELL, order -> writeOrder(out, order));
        state.book().forEachWaiting(order -> writeOrder(out, order));
        out.writeLong(state.triggered().size());
        state.triggered().forEach(order -> writeOrder(out, order));
    }

    private static void writePrices(PackedWriter out, RecentPrices prices) {
        out.writeLong(prices.standing());
        out.writeLong(prices.slotCount());
        prices.forEach((slot, low, high, last) -> {
            out.writeLong(slot);
            out.writeLong(low);
            out.writeLong(high);
            out.writeLong(last);
        });
    }

    private static void readPrices(PackedReader in, BookState state) {
        RecentPrices prices = state.recentPrices();
        prices.begin(state.definedRules().breaker().windowMillis(), in.readLong());
        for (int left = in.readInt(); left > 0; left--) {
            prices.restore(in.readLong(), in.readLong(), in.readLong(), in.readLong());
        }
    }

    private static void writeOrder(PackedWriter out, Order order) {
        OrderConditions conditions = order.conditions();
        out.writeLong(order.side().code()
                | order.type().code() << 2
                | order.timeInForce().code() << 6
                | (order.isWaiting() ? 1 : 0) << 10
                | (conditions.isNone() ? 0 : 1) << 11
                | (order.isPostOnly() ? 1 : 0) << 12
                | (order.isFollowing() ? 1 : 0) << 13);
        out.writeLong(order.id());
        out.writeLong(order.account());
        out.writeLong(order.priceTicks());
        out.writeLong(order.quantityLots());
        out.writeLong(order.leavesLots());
        out.writeLong(order.held());
        out.writeLong(order.makerFee());
        out.writeLong(order.takerFee());
        out.writeByte(order.selfTradePrevention().code());
        if (!conditions.isNone()) {
            PackedConditions.write(out, conditions);
            out.writeLong(order.shownLots());
            if (order.isTrailing()) {
                out.writeLong(order.stopTicks());
            }
        }
    }

    /** Reads into a state that is as new. */
    static void read(PackedReader in, BookState state) {
        int version = in.readByte();
        if (version != VERSION) {
            throw new IllegalStateException("the snapshot has codec version " + version
                    + ", this software reads " + VERSION + ": run a newer release");
        }
        if (!in.readBoolean()) {
            return;
        }
        state.restore(
                PackedRules.read(in), in.readLong(), in.readLong(), in.readLong(), in.readLong());
        if (state.definedRules().breaker().isOn()) {
            readPrices(in, state);
        }
        for (int left = in.readInt(); left > 0; left--) {
            readOrder(in, state);
        }
        for (int left = in.readInt(); left > 0; left--) {
            state.triggered().add(readTerms(in, state, in.readInt()));
        }
    }

    private static void readOrder(PackedReader in, BookState state) {
        int header = in.readInt();
        Order order = readTerms(in, state, header);
        if ((header >> 10 & 1) == 1) {
            state.book().await(order);
        } else {
            state.book().rest(order, order.shownLots());
        }
    }

    private static Order readTerms(PackedReader in, BookState state, int header) {
        Side side = Side.of(header & 3);
        Order order = state.book().newOrder(in.readLong(), in.readLong(), side);
        order.limit(in.readLong(), in.readLong()).leaves(in.readLong());
        order.funds(in.readLong(), in.readInt(), in.readInt());
        order.preventing(SelfTradePrevention.of(in.readByte()));
        boolean conditional = (header >> 11 & 1) == 1;
        order.asking(
                OrderType.of(header >> 2 & 15),
                TimeInForce.of(header >> 6 & 15),
                conditional ? PackedConditions.read(in) : OrderConditions.NONE);
        order.postingOnly((header >> 12 & 1) == 1);
        if (conditional) {
            order.shows(in.readLong());
        }
        if (order.isTrailing()) {
            order.stoppingAt(in.readLong(), (header >> 13 & 1) == 1);
        }
        return order;
    }
}
