package exchange.ops;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * How far one projection of the read side is behind its journal. A projection that stands still
 * shows it too: what is committed is told from outside, and the lag grows with the clock.
 */
public final class ProjectionMeters {
    private final LongSupplier clock;
    private final Counter failures;
    private long committed;
    private long taken;
    private long behindSinceMillis;

    /** The clock is in epoch milliseconds. */
    ProjectionMeters(MeterRegistry registry, String projection, LongSupplier clock) {
        this.clock = clock;
        TimeGauge.builder("read_side_lag", this, TimeUnit.MILLISECONDS, ProjectionMeters::lagMillis)
                .description("How long the oldest row waits that is not in the tables yet")
                .tag("projection", projection)
                .register(registry);
        Gauge.builder("read_side_lag_rows", this, ProjectionMeters::lagRows)
                .description("Committed journal rows that are not in the tables yet")
                .tag("projection", projection)
                .register(registry);
        failures = Counter.builder("read_side_failures")
                .description("Times a projection failed and began again at its last offset")
                .tag("projection", projection)
                .register(registry);
    }

    /** A reader of the journal begins: nothing is known of either side yet. */
    public synchronized void began() {
        committed = 0;
        taken = 0;
        behindSinceMillis = 0;
    }

    /** The rows up to this one were in the tables before. */
    public synchronized void resumedAfter(long row) {
        taken = row;
        if (committed <= taken) {
            behindSinceMillis = 0;
        }
    }

    /** The entity says that its rows up to this one are committed. */
    public synchronized void committed(long row) {
        committed = Math.max(committed, row);
        if (behindSinceMillis == 0 && committed > taken) {
            behindSinceMillis = clock.getAsLong();
        }
    }

    /** The rows up to this one, which was committed then, are in the tables. */
    public synchronized void took(long row, long rowMillis) {
        taken = row;
        behindSinceMillis = committed > taken ? rowMillis : 0;
    }

    public void failed() {
        failures.increment();
    }

    private synchronized long lagMillis() {
        return behindSinceMillis == 0 ? 0 : Math.max(0, clock.getAsLong() - behindSinceMillis);
    }

    private synchronized long lagRows() {
        return Math.max(0, committed - taken);
    }
}
