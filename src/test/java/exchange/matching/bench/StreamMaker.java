package exchange.matching.bench;

import exchange.market.Side;
import exchange.matching.Order;

import java.util.Arrays;
import java.util.Random;

/**
 * Makes a stream of commands by a seed, and plays it on a book of its own while it does, so that it
 * knows what rests. What it makes depends on nothing else.
 */
final class StreamMaker {
    final Random random;
    private final Commands commands = new Commands();
    private final OurBook book = new OurBook();
    private long[] placed = new long[1 << 10];
    private int placedCount;
    private long lastId;

    StreamMaker(long seed) {
        random = new Random(seed);
    }

    int resting() {
        return book.resting();
    }

    Side anySide() {
        return random.nextBoolean() ? Side.BUY : Side.SELL;
    }

    /** One of the resting orders; there is one. */
    Order anyResting() {
        while (true) {
            int at = random.nextInt(placedCount);
            Order order = book.book().resting(placed[at]);
            if (order.exists()) {
                return order;
            }
            placed[at] = placed[--placedCount];
        }
    }

    void place(Side side, long priceTicks, long lots) {
        add(Commands.PLACE, ++lastId, side, priceTicks, lots);
        remember(lastId);
    }

    private void remember(long id) {
        if (placedCount == placed.length) {
            placed = Arrays.copyOf(placed, placedCount * 2);
        }
        placed[placedCount++] = id;
    }

    /** A place whose id is given, as in a recorded stream. */
    void placeAs(long id, Side side, long priceTicks, long lots) {
        add(Commands.PLACE, id, side, priceTicks, lots);
        remember(id);
    }

    void ioc(Side side, long priceTicks, long lots) {
        add(Commands.IOC, ++lastId, side, priceTicks, lots);
    }

    void move(Order order, long priceTicks) {
        add(Commands.MOVE, order.id(), order.side(), priceTicks, 0);
    }

    void reduce(Order order, long lots) {
        add(Commands.REDUCE, order.id(), order.side(), 0, lots);
    }

    void cancel(long id) {
        add(Commands.CANCEL, id, Side.BUY, 0, 0);
    }

    private void add(byte kind, long id, Side side, long priceTicks, long lots) {
        commands.add(kind, id, side, priceTicks, lots);
        book.play(commands, commands.count - 1, commands.count);
    }

    /** The stream, with a cancel of everything that still rests at its end. */
    Commands closed() {
        while (resting() > 0) {
            cancel(anyResting().id());
        }
        return commands;
    }
}
