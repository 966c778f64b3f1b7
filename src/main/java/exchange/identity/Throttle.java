package exchange.identity;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Slows down guessing. Counts failed logins only, per account and per address; once there were too
 * many in a minute, each further failure doubles the wait, up to a maximum, and ten quiet minutes
 * forgive. In the memory of one node and bounded: when full, the oldest are forgotten. Safe for
 * several threads.
 */
final class Throttle {
    private static final long WINDOW_MILLIS = 60_000;
    private static final long FORGIVEN_MILLIS = 600_000;
    private static final int FIRST_DELAY_MILLIS = 2_000;
    private static final int DOUBLINGS_MAX = 20;

    private final IdentitySettings.Throttle settings;
    private final InstantSource clock;
    private final Map<String, Failures> failuresByKey;

    Throttle(IdentitySettings.Throttle settings, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
        failuresByKey = new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Failures> eldest) {
                return size() > settings.rememberedMax();
            }
        };
    }

    /** How long this account and this address still have to wait; zero when they need not. */
    synchronized Duration delay(String emailKey, InetAddress address) {
        long until =
                Math.max(blockedUntil(accountKey(emailKey)), blockedUntil(addressKey(address)));
        return Duration.ofMillis(Math.max(0, until - clock.millis()));
    }

    synchronized void failed(String emailKey, InetAddress address) {
        record(accountKey(emailKey), settings.failuresPerAccount());
        record(addressKey(address), settings.failuresPerAddress());
    }

    /** The same for one name of any kind, and for one address. */
    synchronized Duration delayOf(String name) {
        return Duration.ofMillis(Math.max(0, blockedUntil(accountKey(name)) - clock.millis()));
    }

    synchronized Duration delayOf(InetAddress address) {
        return Duration.ofMillis(Math.max(0, blockedUntil(addressKey(address)) - clock.millis()));
    }

    synchronized void failed(String name) {
        record(accountKey(name), settings.failuresPerAccount());
    }

    synchronized void failed(InetAddress address) {
        record(addressKey(address), settings.failuresPerAddress());
    }

    /** Clears the account only: an own account must not help to guess others from one address. */
    synchronized void succeeded(String emailKey) {
        failuresByKey.remove(accountKey(emailKey));
    }

    private long blockedUntil(String key) {
        Failures failures = failuresByKey.get(key);
        return failures == null ? 0 : failures.blockedUntil;
    }

    private void record(String key, int allowed) {
        // Taken out and put back, so that the order of entries is the order of last failures.
        Failures failures = failuresByKey.remove(key);
        if (failures == null) {
            failures = new Failures(allowed);
        }
        failures.add(clock.millis(), settings.delayMax().toMillis());
        failuresByKey.put(key, failures);
    }

    private static String accountKey(String emailKey) {
        return "@"
                + emailKey.substring(0, Math.min(emailKey.length(), SignUpRules.EMAIL_LENGTH_MAX));
    }

    /** A home has a whole /64 of IPv6, so that is what counts as one address. */
    private static String addressKey(InetAddress address) {
        byte[] bytes = address.getAddress();
        byte[] counted = address instanceof Inet6Address ? Arrays.copyOf(bytes, 8) : bytes;
        return HexFormat.of().formatHex(counted);
    }

    /** The times of the last failures of one key, as a ring, and the wait they led to. */
    private static final class Failures {
        private final long[] times;
        private int next;
        private int strikes;
        private long lastAt;
        private long blockedUntil;

        Failures(int allowed) {
            times = new long[allowed];
            Arrays.fill(times, Long.MIN_VALUE / 2);
        }

        void add(long now, long delayMax) {
            if (now - lastAt > FORGIVEN_MILLIS) {
                strikes = 0;
            }
            lastAt = now;
            times[next] = now;
            next = (next + 1) % times.length;
            boolean isTooMany = now - times[next] < WINDOW_MILLIS;
            if (isTooMany || strikes > 0) {
                long delay = (long) FIRST_DELAY_MILLIS << Math.min(strikes, DOUBLINGS_MAX);
                blockedUntil = now + Math.min(delay, delayMax);
                strikes++;
            }
        }
    }
}
