package exchange.identity;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Learns every few seconds which logins and API keys were ended on other nodes, or before this one
 * started, writes down which keys were used here, and once an hour deletes what has expired. While
 * the database is away, it says so once and goes on with what it knows: access tokens end by
 * themselves.
 */
final class RevocationWatch implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(RevocationWatch.class);
    private static final Duration PRUNE_INTERVAL = Duration.ofHours(1);
    private static final Duration CLOCK_DIFFERENCE_MAX = Duration.ofMinutes(1);

    private final Logins logins;
    private final AccessTokens accessTokens;
    private final ApiKeys apiKeys;
    private final InstantSource clock;
    private final Duration interval;
    private final ScheduledExecutorService thread;
    private final Duration accessLife;
    private Instant lookedAt = Instant.EPOCH;
    private Instant nextPrune = Instant.EPOCH;
    private boolean isAway;

    RevocationWatch(
            Logins logins,
            AccessTokens accessTokens,
            ApiKeys apiKeys,
            InstantSource clock,
            IdentitySettings settings) {
        this.logins = logins;
        this.accessTokens = accessTokens;
        this.apiKeys = apiKeys;
        this.clock = clock;
        interval = settings.revocationsInterval();
        accessLife = settings.accessTokenLife();
        thread = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread made = new Thread(work, "identity-revocations");
            made.setDaemon(true);
            return made;
        });
    }

    void start() {
        tick();
        long millis = interval.toMillis();
        thread.scheduleWithFixedDelay(this::tick, millis, millis, TimeUnit.MILLISECONDS);
    }

    /** Learns what is in the table now, or says that it cannot. Never throws. */
    synchronized void tick() {
        try {
            Instant now = clock.instant();
            Instant since = lookedAt.minus(CLOCK_DIFFERENCE_MAX);
            Instant oldest = now.minus(accessLife).minus(CLOCK_DIFFERENCE_MAX);
            logins.revokedSince(since.isAfter(oldest) ? since : oldest)
                    .forEach(accessTokens::revoke);
            accessTokens.forgetRevocationsBefore(oldest);
            // This node knows no keys yet when it looks for the first time.
            boolean isFirst = lookedAt.equals(Instant.EPOCH);
            apiKeys.learnRevoked(isFirst ? now.minus(CLOCK_DIFFERENCE_MAX) : since);
            lookedAt = now;
            apiKeys.keepUses();
            if (!now.isBefore(nextPrune)) {
                logins.prune(now);
                nextPrune = now.plus(PRUNE_INTERVAL);
            }
            isAway = false;
        } catch (RuntimeException e) {
            if (!isAway) {
                log.warn("cannot read which logins were ended, will try again", e);
            }
            isAway = true;
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
