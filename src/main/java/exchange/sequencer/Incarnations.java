package exchange.sequencer;

import exchange.sequencer.ChildMessage.Decide;

import java.time.Duration;

/**
 * The children of one front, one after the other: each is a new incarnation with a number of its
 * own and replays the journal. After each that ended the next waits longer, until one commits or
 * the database was to blame.
 */
final class Incarnations<C> {
    private static final long WAIT_MIN_MILLIS = 100;
    private static final long WAIT_MAX_MILLIS = 5_000;

    private final FrontHost<C> host;
    private int number;
    private long waitMillis = WAIT_MIN_MILLIS;

    Incarnations(FrontHost<C> host) {
        this.host = host;
    }

    /** Starts the next one, which says Ready when it is. */
    void begin() {
        host.beginChild(number);
    }

    int number() {
        return number;
    }

    void tell(Decide<C> batch) {
        host.tellChild(batch);
    }

    /** Ends the one that lives; what it may still say is not for anybody. */
    void end() {
        host.endChild();
        number++;
    }

    /** One committed, or the database was why they ended: the next need not wait long. */
    void calm() {
        waitMillis = WAIT_MIN_MILLIS;
    }

    /** How long to wait before the next one begins; longer every time. */
    Duration nextWait() {
        Duration wait = Duration.ofMillis(waitMillis);
        waitMillis = Math.min(waitMillis * 2, WAIT_MAX_MILLIS);
        return wait;
    }
}
