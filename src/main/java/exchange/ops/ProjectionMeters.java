package exchange.ops;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How far one projection of the read side is behind the journal: in rows it has not taken, and in
 * time between a row's commit and its tables' commit.
 */
public final class ProjectionMeters {
    private final AtomicLong lagMillis = new AtomicLong();
    private final AtomicLong lagRows = new AtomicLong();
    private final Counter failures;

    ProjectionMeters(MeterRegistry registry, String projection) {
        TimeGauge.builder("read_side_lag", lagMillis, TimeUnit.MILLISECONDS, AtomicLong::get)
                .description("Age of the row that was taken last, when it was taken")
                .tag("projection", projection)
                .register(registry);
        Gauge.builder("read_side_lag_rows", lagRows, AtomicLong::get)
                .description("Committed journal rows that are not in the tables yet")
                .tag("projection", projection)
                .register(registry);
        failures = Counter.builder("read_side_failures")
                .description("Times a projection failed and began again at its last offset")
                .tag("projection", projection)
                .register(registry);
    }

    /** Rows were taken: the last of them was so old, and so many are still to come. */
    public void took(long ageMillis, long rowsLeft) {
        lagMillis.set(ageMillis);
        lagRows.set(rowsLeft);
    }

    public void failed() {
        failures.increment();
    }
}
