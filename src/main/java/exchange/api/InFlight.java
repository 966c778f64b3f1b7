package exchange.api;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * How many orders and cancels of this node wait for an answer. Bounded, so that a slow exchange
 * says so at its edge instead of growing a queue; the last quarter is for cancels alone. Safe for
 * threads.
 */
public final class InFlight {
    private final AtomicInteger count = new AtomicInteger();
    private final int placesMax;
    private final int allMax;

    /** @param max places and cancels together */
    public InFlight(int max) {
        placesMax = Math.max(1, max - max / 4);
        allMax = max;
    }

    /** Whether one more place is taken; then leave must follow. */
    boolean enterPlace() {
        return enter(placesMax);
    }

    /** Whether one more cancel is taken; then leave must follow. */
    boolean enterCancel() {
        return enter(allMax);
    }

    private boolean enter(int max) {
        if (count.incrementAndGet() <= max) {
            return true;
        }
        count.decrementAndGet();
        return false;
    }

    void leave() {
        count.decrementAndGet();
    }

    /** How many wait now. */
    public int count() {
        return count.get();
    }
}
