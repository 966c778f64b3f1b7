package exchange.ops;

import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.distribution.CountAtBucket;

import java.util.Collection;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * How many times were at most so long, over several timers with the same bounds.
 *
 * @param upTo by the bound in microseconds
 * @param all those above the last bound, too
 */
record Histogram(SortedMap<Long, Long> upTo, long all) {

    static Histogram of(Collection<Timer> timers) {
        SortedMap<Long, Long> upTo = new TreeMap<>();
        long all = 0;
        for (Timer timer : timers) {
            var snapshot = timer.takeSnapshot();
            all += snapshot.count();
            for (CountAtBucket each : snapshot.histogramCounts()) {
                long micros = Math.round(each.bucket(TimeUnit.MICROSECONDS));
                upTo.merge(micros, Math.round(each.count()), Long::sum);
            }
        }
        return new Histogram(upTo, all);
    }

    /** What was added since the earlier one. */
    Histogram since(Histogram earlier) {
        SortedMap<Long, Long> added = new TreeMap<>();
        upTo.forEach((bound, count) ->
                added.put(bound, Math.max(0, count - earlier.upTo.getOrDefault(bound, 0L))));
        return new Histogram(added, Math.max(0, all - earlier.all));
    }

    Sample.Times times() {
        return new Sample.Times(quantile(50), quantile(99));
    }

    /** As if the times within a bucket were spread evenly; at most the last bound. */
    private OptionalLong quantile(int percent) {
        if (all == 0 || upTo.isEmpty()) {
            return OptionalLong.empty();
        }
        long wanted = Math.max(1, (all * percent + 99) / 100);
        long bound = 0;
        long count = 0;
        for (Map.Entry<Long, Long> each : upTo.entrySet()) {
            if (each.getValue() >= wanted) {
                long width = each.getKey() - bound;
                return OptionalLong.of(
                        bound + width * (wanted - count) / (each.getValue() - count));
            }
            bound = each.getKey();
            count = each.getValue();
        }
        return OptionalLong.of(bound);
    }
}
