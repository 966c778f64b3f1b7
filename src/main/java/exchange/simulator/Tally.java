package exchange.simulator;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** What bots have said and what was refused. Safe for threads. */
final class Tally {
    private final AtomicLong said = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private volatile String firstRefusal = "";

    void said() {
        said.incrementAndGet();
    }

    void refused(int status, Supplier<String> text) {
        if (refused.getAndIncrement() == 0) {
            firstRefusal = status + " " + text.get();
        }
    }

    long saidCount() {
        return said.get();
    }

    long refusedCount() {
        return refused.get();
    }

    String firstRefusal() {
        return firstRefusal;
    }
}
