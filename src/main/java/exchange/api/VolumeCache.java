package exchange.api;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What accounts traded in thirty days, remembered for seconds: the sum is long, and some programs
 * ask all the time. Right after a trade it may be one of some moments ago. Bounded; for all
 * threads.
 */
final class VolumeCache {
    private static final int ACCOUNTS_MAX = 10_000;
    private static final long MILLIS = 3_000;
    /** While nothing happens to the account, only prices and the window move. */
    private static final long UNCHANGED_MILLIS = 30_000;

    private final Map<Long, Counted> counted = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Counted> eldest) {
            return size() > ACCOUNTS_MAX;
        }
    };

    private record Counted(BigDecimal volume, long sequence, long time) {}

    /**
     * @param sequence the last event of the account
     * @param now epoch milliseconds
     */
    synchronized Optional<BigDecimal> find(long account, long sequence, long now) {
        return Optional.ofNullable(counted.get(account))
                .filter(each -> now - each.time()
                        < (each.sequence() == sequence ? UNCHANGED_MILLIS : MILLIS))
                .map(Counted::volume);
    }

    synchronized void keep(long account, long sequence, long now, BigDecimal volume) {
        counted.put(account, new Counted(volume, sequence, now));
    }
}
