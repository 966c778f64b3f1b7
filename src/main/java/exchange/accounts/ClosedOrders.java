package exchange.accounts;

import exchange.sequencer.PackedReader;
import exchange.sequencer.PackedWriter;

import org.agrona.collections.Long2LongHashMap;

import java.util.function.Consumer;

/**
 * The orders that closed last, packed, so that a repeated place and a question find them. Keeps the
 * last {@code countMin} and all of the last {@code millisMin}, never more than {@code countMax};
 * what falls out is the read side's alone. They lie in a few large arrays, which a snapshot copies
 * as they are and the garbage collector need not walk.
 */
final class ClosedOrders {

    /** How much is kept. */
    record Window(int countMin, long millisMin, int countMax) {
        static final Window STANDARD = new Window(100_000, 15 * 60 * 1_000, 1_000_000);
    }

    private static final long NOWHERE = -1;

    private final Window window;
    private final OrderCodec codec;
    private final PackedQueue oldestFirst = new PackedQueue();
    private final Long2LongHashMap placeById = new Long2LongHashMap(NOWHERE);
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
        long place = placeById.get(orderId);
        return place == NOWHERE ? null : read(oldestFirst.at(place));
    }

    /**
     * Keeps an order that closed in a batch of that time; hands over what falls out, oldest first.
     */
    void add(Order order, long closedAt, Consumer<Order> fallsOut) {
        scratch.clear();
        scratch.writeLong(closedAt);
        codec.write(order, scratch);
        placeById.put(order.orderId, oldestFirst.add(scratch));
        while (size() > window.countMax
                || size() > window.countMin
                        && oldestFirst.oldest().readLong() < closedAt - window.millisMin) {
            Order oldest = read(oldestFirst.oldest());
            oldestFirst.removeOldest();
            placeById.remove(oldest.orderId);
            fallsOut.accept(oldest);
        }
    }

    void write(PackedWriter out) {
        oldestFirst.write(out);
    }

    void read(PackedReader in, Consumer<Order> each) {
        placeById.clear();
        oldestFirst.read(in, place -> {
            Order order = read(oldestFirst.at(place));
            placeById.put(order.orderId, place);
            each.accept(order);
        });
    }

    private Order read(PackedReader in) {
        in.readLong();
        return codec.read(in);
    }
}
