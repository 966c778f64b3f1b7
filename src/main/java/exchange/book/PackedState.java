package exchange.book;

import exchange.market.SelfTradePrevention;
import exchange.market.Side;
import exchange.matching.Order;
import exchange.sequencer.PackedReader;
import exchange.sequencer.PackedWriter;

/**
 * A book's state but its links in packed form: equal states have equal bytes, orders stand by
 * priority. What snapshots hold and what state hashes are made of.
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
        out.writeLong(state.book().orderCount());
        state.book().forEach(Side.BUY, order -> writeOrder(out, order));
        state.book().forEach(Side.SELL, order -> writeOrder(out, order));
    }

    private static void writeOrder(PackedWriter out, Order order) {
        out.writeByte(order.side().code());
        out.writeLong(order.id());
        out.writeLong(order.account());
        out.writeLong(order.priceTicks());
        out.writeLong(order.quantityLots());
        out.writeLong(order.leavesLots());
        out.writeLong(order.held());
        out.writeLong(order.makerFee());
        out.writeLong(order.takerFee());
        out.writeByte(order.selfTradePrevention().code());
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
        for (int left = in.readInt(); left > 0; left--) {
            readOrder(in, state);
        }
    }

    private static void readOrder(PackedReader in, BookState state) {
        Side side = Side.of(in.readByte());
        Order order = state.book().newOrder(in.readLong(), in.readLong(), side);
        order.limit(in.readLong(), in.readLong()).leaves(in.readLong());
        order.funds(in.readLong(), in.readInt(), in.readInt());
        order.preventing(SelfTradePrevention.of(in.readByte()));
        state.book().rest(order);
    }
}
