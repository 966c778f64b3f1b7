package exchange.sequencer;

import exchange.ops.EntityMeters;
import exchange.sequencer.ChildMessage.Decide;

import java.time.Duration;

/**
 * What surrounds the plain rules of a front: children, timers, followers and somebody who listens
 * to its troubles. An actor in production; a simulator has its own, so that it decides when and
 * whether each of these comes.
 */
public interface FrontHost<C> {

    /** A front's timers; each is started anew when it is started again. */
    enum Timer {
        /** Five times a second, for as long as the front lives. */
        HEARTBEAT,
        DEADLINE,
        RESPAWN,
        PACED,
        DRAIN_TIMEOUT
    }

    /** Starts the child of that number, which replays and says Ready, or else Ended. */
    void beginChild(int incarnation);

    void tellChild(Decide<C> batch);

    /** Ends the child that lives. */
    void endChild();

    void startTimer(Timer timer, Duration after);

    void cancelTimer(Timer timer);

    /** A batch is committed: followers may see it. */
    void committed(BatchEvent event);

    /** Followers may hear once more how far the entity is. */
    void sayLast(long now);

    EntityMeters meters();

    /** Something failed and is mended by itself. */
    void warn(String what, Throwable cause);

    /** The entity stops until somebody has looked. */
    void halted(String why, Throwable cause);

    /** The front is done: nothing of it is left but to forget it. */
    void stop();
}
