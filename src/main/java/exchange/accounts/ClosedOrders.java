package exchange.accounts;

import exchange.sequencer.PackedReader;
import exchange.sequencer.PackedWriter;

import org.agrona.collections.Long2ObjectHashMap;

import java.util.ArrayDeque;
import java.util.function.Consumer;

/**
 * The orders that closed last, packed, so that a repeated place and a question find them. Keeps the
 * last {@code countMin} and all of the last {@code millisMin}, never more than {@code countMax};
 * what falls out is the read side's alone.
 */
final class ClosedOrders {

    /** How much is kept. */
    record Window(int countMin, long millisMin, int countMax) {
        static final Window STANDARD = new Window(100_000, 15 * 60 * 1_000, 1_000_000);
    }

    private final Window window;
    private final OrderCodec codec;
    private final ArrayDeque<byte[]> oldestFirst = new ArrayDeque<>();
    private final Long2ObjectHashMap<byte[]> byId = new Long2ObjectHashMap<>();
    private final PackedWriter scratch = new PackedWriter(256);

    ClosedOrders(Window window, OrderCodec codec) {
        this.window = window;
        this.codec = codec;
    }

    int size() {
        return oldestFirst.size();
    }

    /** A copy of the closed order, null when it is not here. */
    Order find(long orderId) {
        byte[] packed = byId.get(orderId);
        return packed == null ? null : read(packed);
    }

    /**
     * Keeps an order that closed in a batch of that time; hands over what falls out, oldest first.
     */
    void add(Order order, long closedAt, Consumer<Order> fallsOut) {
        scratch.clear();
        scratch.writeLong(closedAt);
        codec.write(order, scratch);
        keep(order.orderId, scratch.toBytes());
        while (size() > window.countMax
                || size() > window.countMin
                        && closedAt(oldestFirst.peek()) < closedAt - window.millisMin) {
            Order oldest = read(oldestFirst.poll());
            byId.remove(oldest.orderId);
            fallsOut.accept(oldest);
        }
    }

    void write(PackedWriter out) {
        out.writeLong(size());
        oldestFirst.forEach(out::writeBytes);
    }

    void read(PackedReader in, Consumer<Order> each) {
        oldestFirst.clear();
        byId.clear();
        for (int left = in.readInt(); left > 0; left--) {
            byte[] packed = in.readBytes();
            Order order = read(packed);
            keep(order.orderId, packed);
            each.accept(order);
        }
    }

    private void keep(long orderId, byte[] packed) {
        oldestFirst.add(packed);
        byId.put(orderId, packed);
    }

    private Order read(byte[] packed) {
        PackedReader in = new PackedReader(packed);
        in.readLong();
        return codec.read(in);
    }

    private static long closedAt(byte[] packed) {
        return new PackedReader(packed).readLong();
    }
}
