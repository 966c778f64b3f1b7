package exchange.sequencer;

import java.time.Duration;

/**
 * The bounds of an entity's batches, queue and patience.
 *
 * @param commandsMax inputs given to one batch; more wait for the next
 * @param factsMax a batch closes at so many facts
 * @param bytesMax a batch closes at so many bytes
 * @param queueMax commands that may wait; more are shed at once
 * @param pace least time between two commits of an entity, zero for none
 * @param snapshotAfterFacts a snapshot at the latest after so many facts
 * @param snapshotIdleFacts a snapshot when idle after so many facts
 * @param drain longest hand-off
 */
public record Limits(
        int commandsMax,
        int factsMax,
        int bytesMax,
        int queueMax,
        Duration pace,
        long snapshotAfterFacts,
        long snapshotIdleFacts,
        Duration drain) {

    public static final Limits DEFAULT = new Limits(
            2_000,
            4_000,
            512 * 1024,
            20_000,
            Duration.ZERO,
            1_000_000,
            50_000,
            Duration.ofSeconds(4));

    private static final long DEADLINE_WAIT_MAX_MILLIS = 3_600_000;

    /** How many milliseconds too early a commit would be that long after the last one. */
    long earlyMillis(long sinceLastMillis) {
        // A clock that was set back must not stop the entity.
        return sinceLastMillis < 0 ? 0 : Math.max(0, pace.toMillis() - sinceLastMillis);
    }

    /**
     * How long a timer waits for a deadline that is so far away: an hour at most, because the
     * scheduler takes no more than 24 days, and a tick before its time changes nothing.
     */
    static Duration untilDeadline(long millis) {
        return Duration.ofMillis(Math.clamp(millis, 1, DEADLINE_WAIT_MAX_MILLIS));
    }
}
