package exchange.load;

import org.HdrHistogram.Histogram;

/** Times in nanoseconds, told as percentiles in milliseconds. Safe for threads. */
public final class Latencies {
    private final Histogram histogram = new Histogram(3_600_000_000_000L, 3);

    public synchronized void add(long nanos) {
        histogram.recordValue(Math.max(0, Math.min(nanos, histogram.getHighestTrackableValue())));
    }

    public synchronized double millis(double percentile) {
        return histogram.getValueAtPercentile(percentile) / 1e6;
    }

    public synchronized long count() {
        return histogram.getTotalCount();
    }

    public String text() {
        return "p50 %.1f ms, p99 %.1f ms, p99.9 %.1f ms"
                .formatted(millis(50), millis(99), millis(99.9));
    }
}
