package exchange.portfolio;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What an account had at the end of each five minutes in which something happened to it. Bounded:
 * when there are too many, of the older half only the last of each four hours is kept.
 */
final class Timeline {
    static final long STEP_MILLIS = 5 * 60 * 1_000;

    private static final int MOMENTS_MAX = 20_000;
    private static final long COARSE_MILLIS = 48 * STEP_MILLIS;

    private final TreeMap<Long, Moment> moments = new TreeMap<>();
    private long last;

    /** What there was at one time. */
    record Moment(Map<String, BigInteger> units, Totals totals) {
        Moment {
            units = Map.copyOf(units);
        }

        static Moment of(CostBooks books) {
            Map<String, BigInteger> units = new HashMap<>();
            books.positions().forEach((asset, position) -> units.put(asset, position.units()));
            return new Moment(units, books.totals());
        }
    }

    /** To be called before something happens, at that time. */
    void before(long time, CostBooks books) {
        long end = up(time + 1, STEP_MILLIS);
        if (last != 0 && end > last) {
            moments.put(last, Moment.of(books));
            thin();
        }
        last = Math.max(last, end);
    }

    private void thin() {
        if (moments.size() > MOMENTS_MAX) {
            long span = moments.lastKey() - moments.firstKey();
            long middle = up(moments.firstKey() + span / 2, COARSE_MILLIS);
            Map<Long, Moment> older = moments.headMap(middle, true);
            TreeMap<Long, Moment> coarse = new TreeMap<>();
            older.forEach((end, moment) -> coarse.put(up(end, COARSE_MILLIS), moment));
            older.clear();
            moments.putAll(coarse);
        }
    }

    private static long up(long time, long step) {
        return Math.ceilDiv(time, step) * step;
    }

    void forget() {
        moments.clear();
    }

    /** What there was at a whole multiple of five minutes; empty when that is too long ago. */
    Optional<Moment> at(long time, CostBooks books) {
        if (last != 0 && last <= time) {
            return Optional.of(Moment.of(books));
        }
        return Optional.ofNullable(moments.floorEntry(time)).map(Map.Entry::getValue);
    }
}
