package exchange.identity;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/**
 * How often something may be done in an hour: by one address, and by all together, which also
 * bounds what is remembered. In the memory of one node. Safe for several threads.
 */
final class HourlyCounts {
    private static final long HOUR_MILLIS = 3_600_000;

    private final int perAddressMax;
    private final int max;
    private final InstantSource clock;
    private final Map<String, Integer> byAddress = new HashMap<>();
    private long hourEndsAt;
    private int count;

    HourlyCounts(int perAddressMax, int max, InstantSource clock) {
        this.perAddressMax = perAddressMax;
        this.max = max;
        this.clock = clock;
    }

    /** Counts once more, or says how long to wait when it is enough; zero when it is counted. */
    synchronized Duration take(InetAddress address) {
        long now = clock.millis();
        if (now >= hourEndsAt) {
            hourEndsAt = now + HOUR_MILLIS;
            count = 0;
            byAddress.clear();
        }
        int ofAddress = byAddress.getOrDefault(key(address), 0);
        if (ofAddress >= perAddressMax || count >= max) {
            return Duration.ofMillis(hourEndsAt - now);
        }
        byAddress.put(key(address), ofAddress + 1);
        count++;
        return Duration.ZERO;
    }

    /** A home has a whole /64 of IPv6, so that is what counts as one address. */
    private static String key(InetAddress address) {
        byte[] bytes = address.getAddress();
        return HexFormat.of()
                .formatHex(address instanceof Inet6Address ? Arrays.copyOf(bytes, 8) : bytes);
    }
}
