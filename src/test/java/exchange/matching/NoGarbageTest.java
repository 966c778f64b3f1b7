package exchange.matching;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;

import exchange.market.Side;

import org.junit.jupiter.api.Test;

import java.lang.management.ManagementFactory;

/**
 * A book that has been as large before makes no garbage. The least of some rounds counts: the
 * just-in-time compiler may leave a few bytes in one of them, a book would in all.
 */
final class NoGarbageTest {
    private static final int ORDERS = 20_000;
    private static final int ROUNDS = 5;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final OrderBook book = new OrderBook();

    @Test
    void restingMovingReducingAndEndingAllocateNothing() {
        restAll();
        moveAndReduceAll();
        endAll();

        long resting = Long.MAX_VALUE;
        long moving = Long.MAX_VALUE;
        long ending = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            resting = Math.min(resting, bytes(this::restAll));
            moving = Math.min(moving, bytes(this::moveAndReduceAll));
            ending = Math.min(ending, bytes(this::endAll));
        }

        assertThat(resting).isZero();
        assertThat(moving).isZero();
        assertThat(ending).isZero();
    }

    private long bytes(Runnable work) {
        long before = threads.getCurrentThreadAllocatedBytes();
        work.run();
        return threads.getCurrentThreadAllocatedBytes() - before;
    }

    private void restAll() {
        for (int id = 1; id <= ORDERS; id++) {
            Side side = id % 2 == 0 ? Side.BUY : Side.SELL;
            book.rest(book.newOrder(id, 1, side).limit(price(id, 0), 10).funds(1, 0, 0));
        }
    }

    private void moveAndReduceAll() {
        for (int id = 1; id <= ORDERS; id++) {
            book.move(book.resting(id), price(id, 1));
            book.reduce(book.resting(id), 1, 0);
        }
    }

    private static long price(int id, int shift) {
        return 1 + (id * 7_919L + shift) % 3_000;
    }

    private void endAll() {
        for (int id = 1; id <= ORDERS; id++) {
            book.end(book.resting(id));
        }
    }
}
