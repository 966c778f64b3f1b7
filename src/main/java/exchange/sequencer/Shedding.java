package exchange.sequencer;

import exchange.ops.DatabaseState.Mode;
import exchange.sequencer.FrontRole.Failure;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Whether a front takes what clients ask at the moment. A command that could only wait for a
 * database in trouble, and perhaps be in doubt then, is refused before it is taken. Questions go on
 * as long as there is a child who can answer. A fail-over is no trouble: its commands wait.
 */
final class Shedding {
    /** How often whoever waits for the database looks whether it works. */
    static final Duration LOOK = Duration.ofMillis(200);

    /** As long as an edge waits before it asks again; a commit takes milliseconds. */
    private static final long STUCK_MILLIS = 2_000;

    private static final long NEVER = Long.MIN_VALUE;

    private final Supplier<Mode> database;
    private long stuckSince = NEVER;

    Shedding(Supplier<Mode> database) {
        this.database = database;
    }

    /** A batch is on its way, or one has failed. */
    void waits(long now) {
        if (stuckSince == NEVER) {
            stuckSince = now;
        }
    }

    /** Something was committed. */
    void moves() {
        stuckSince = NEVER;
    }

    /** Whether a new child has a chance. */
    boolean mayBegin() {
        return database.get() == Mode.WORKS;
    }

    /**
     * Why nothing of the kind is taken now, if so.
     *
     * @param writes whether it is a command, not a question
     * @param hasChild whether a child decides
     */
    Optional<Failure> verdict(boolean writes, boolean hasChild, long now) {
        if (!writes && hasChild) {
            return Optional.empty();
        }
        return switch (database.get()) {
            case READ_ONLY -> Optional.of(Failure.READ_ONLY);
            case SILENT -> Optional.of(Failure.STALLED);
            case WORKS ->
                stuckSince != NEVER && now - stuckSince > STUCK_MILLIS
                        ? Optional.of(Failure.STALLED)
                        : Optional.empty();
        };
    }
}
