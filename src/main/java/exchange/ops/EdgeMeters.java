package exchange.ops;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

import java.util.concurrent.TimeUnit;

/**
 * How long orders take at one way in, from the request to the answer, by how they ended. Times are
 * nanoseconds between two readings of {@link System#nanoTime()}.
 */
public final class EdgeMeters {
    private final Timer accepted;
    private final Timer refused;
    private final Timer unknown;

    EdgeMeters(MeterRegistry registry, String edge) {
        accepted = timer(registry, edge, "accepted");
        refused = timer(registry, edge, "refused");
        unknown = timer(registry, edge, "unknown");
    }

    /** A place or cancel that took effect; both commits are in it. */
    public void accepted(long nanos) {
        accepted.record(nanos, TimeUnit.NANOSECONDS);
    }

    public void refused(long nanos) {
        refused.record(nanos, TimeUnit.NANOSECONDS);
    }

    /** The client was told that the outcome is not known yet. */
    public void unknown(long nanos) {
        unknown.record(nanos, TimeUnit.NANOSECONDS);
    }

    private static Timer timer(MeterRegistry registry, String edge, String outcome) {
        return Timer.builder("order_ack")
                .description("From a place or cancel to its answer")
                .tag("edge", edge)
                .tag("outcome", outcome)
                .serviceLevelObjectives(Buckets.answers())
                .register(registry);
    }
}
