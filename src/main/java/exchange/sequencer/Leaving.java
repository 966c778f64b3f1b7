package exchange.sequencer;

import akka.actor.CoordinatedShutdown;
import akka.actor.typed.ActorSystem;

/**
 * Whether this node is leaving. Then nothing more is told to entities: it could only wait for a
 * shard that has gone, and hold up the stop. Whoever takes over is asked again by those who stay.
 */
public final class Leaving {
    private Leaving() {}

    public static boolean of(ActorSystem<?> system) {
        return CoordinatedShutdown.get(system).getShutdownReason().isPresent();
    }
}
