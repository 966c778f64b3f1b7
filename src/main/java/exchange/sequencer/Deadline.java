package exchange.sequencer;

import exchange.sequencer.FrontHost.Timer;

import java.util.Optional;

/** The moment at which an entity's state has something to do by itself. */
final class Deadline<C> {
    private final EntityKind<C> kind;
    private final FrontHost<C> host;
    private boolean isReached;

    Deadline(EntityKind<C> kind, FrontHost<C> host) {
        this.kind = kind;
        this.host = host;
    }

    /** @param millis epoch milliseconds, or the greatest number for never */
    void set(long millis) {
        if (millis == Long.MAX_VALUE) {
            host.cancelTimer(Timer.DEADLINE);
        } else {
            long left = millis - kind.clock().getAsLong();
            host.startTimer(Timer.DEADLINE, Limits.untilDeadline(left));
        }
    }

    void reached() {
        isReached = true;
    }

    boolean isReached() {
        return isReached;
    }

    /** What the next batch takes of it, once. */
    Optional<Input<C>> tick() {
        boolean due = isReached;
        isReached = false;
        return due ? Optional.of(new Input.Tick<>()) : Optional.empty();
    }
}
