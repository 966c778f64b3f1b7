package exchange.drill;

import exchange.load.Latencies;

import java.net.URI;
import java.net.http.HttpClient;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Asks one market every 20 ms for something that changes nothing, never waits for an answer, and
 * measures the longest time without a good one: that is how long the market was out.
 */
final class Probe extends OrderClient {
    private static final long EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final int CATCH_UP_MAX = 50;

    private final String symbol;
    private final long everyNanos;
    private boolean running;
    private long dueNanos;
    private long goodNanos;
    private long longestNanos;
    private long lapNanos;
    private Optional<Latencies> recorded = Optional.empty();

    Probe(HttpClient http, List<URI> nodes, int first, String token, String symbol, double share) {
        super(http, nodes, first, token, "probe-" + symbol + "-");
        this.symbol = symbol;
        this.everyNanos = (long) (EVERY_NANOS / share);
    }

    String symbol() {
        return symbol;
    }

    synchronized void run(boolean wanted) {
        running = wanted;
        dueNanos = System.nanoTime();
    }

    /** Measures anew from now on. */
    synchronized void reset() {
        longestNanos = 0;
        lapNanos = 0;
        goodNanos = System.nanoTime();
    }

    /** The longest time without a good answer since this was asked last. */
    synchronized long lapMillis() {
        long now = running ? System.nanoTime() - goodNanos : 0;
        long longest = Math.max(lapNanos, now);
        lapNanos = 0;
        return TimeUnit.NANOSECONDS.toMillis(longest);
    }

    /** The longest time without a good answer since the reset. */
    synchronized long longestMillis() {
        long now = running ? System.nanoTime() - goodNanos : 0;
        return TimeUnit.NANOSECONDS.toMillis(Math.max(longestNanos, now));
    }

    /** Where it puts from now on how long good answers take, if anywhere. */
    synchronized void record(Optional<Latencies> into) {
        recorded = into;
    }

    /** How long ago the last good answer came. */
    synchronized long silentMillis() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - goodNanos);
    }

    @Override
    synchronized void tick(long now) {
        super.tick(now);
        for (int i = 0; running && now >= dueNanos && i < CATCH_UP_MAX; i++) {
            dueNanos += everyNanos;
            // Far below the market, and gone at once.
            place("\"symbol\":\"" + symbol + "\",\"side\":\"BUY\",\"order_type\":\"LIMIT\","
                    + "\"time_in_force\":\"IOC\",\"price\":6000,\"quantity\":0.001");
        }
    }

    @Override
    void answered(Asked asked, long now) {
        if (asked.state() == Asked.State.ACKNOWLEDGED) {
            if (running) {
                longestNanos = Math.max(longestNanos, now - goodNanos);
                lapNanos = Math.max(lapNanos, now - goodNanos);
            }
            goodNanos = now;
            recorded.ifPresent(each -> each.add(asked.ageNanos(now)));
        }
    }
}
