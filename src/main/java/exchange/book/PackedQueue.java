package exchange.book;

import exchange.matching.Order;
import exchange.sequencer.PackedReader;
import exchange.sequencer.PackedWriter;

import java.util.ArrayList;
import java.util.List;

/**
 * Resting orders of one side by priority in a few bytes each, as the public may see them: no
 * accounts, and of icebergs only what they show. Takes as many as fit one message.
 */
public final class PackedQueue {
    private static final int ORDER_BYTES_MAX = 30;

    private final PackedWriter out = new PackedWriter(4096);
    private long price;
    private long orderId;

    /** One resting order of a side. */
    public record Queued(long orderId, long priceTicks, long shownLots) {}

    void add(Order order) {
        if (out.size() > PackedDepth.BYTES_MAX - ORDER_BYTES_MAX) {
            return;
        }
        out.writeSigned(order.priceTicks() - price);
        out.writeSigned(order.id() - orderId);
        out.writeLong(order.displayedLots());
        price = order.priceTicks();
        orderId = order.id();
    }

    byte[] toBytes() {
        return out.toBytes();
    }

    public static List<Queued> unpack(byte[] packed) {
        PackedReader in = new PackedReader(packed);
        List<Queued> orders = new ArrayList<>();
        long price = 0;
        long orderId = 0;
        while (in.hasMore()) {
            price += in.readSigned();
            orderId += in.readSigned();
            orders.add(new Queued(orderId, price, in.readLong()));
        }
        return orders;
    }
}
