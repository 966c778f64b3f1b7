package exchange.sequencer;

import akka.actor.typed.ActorRef;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.persistence.typed.PersistenceId;

import exchange.sequencer.ChildMessage.FromChild;
import exchange.sequencer.ChildMessage.ToChild;

import java.time.Duration;

/**
 * The children of one front, one after the other: each is a new incarnation with a number of its
 * own and replays the journal. After each that ended the next waits longer, until one commits.
 */
final class Incarnations<C> {
    private static final long WAIT_MIN_MILLIS = 100;
    private static final long WAIT_MAX_MILLIS = 5_000;

    private final ActorContext<FrontMessage> context;
    private final EntityKind<C> kind;
    private final PersistenceId id;
    private ActorRef<ToChild<C>> child;
    private int number;
    private long waitMillis = WAIT_MIN_MILLIS;

    Incarnations(ActorContext<FrontMessage> context, EntityKind<C> kind, String name) {
        this.context = context;
        this.kind = kind;
        this.id = PersistenceId.of(kind.name(), name);
        begin();
    }

    /** Starts the next one, which says Ready when it is. */
    void begin() {
        int born = number;
        ActorRef<FromChild> front = context.getSelf().narrow();
        child = context.spawn(
                Behaviors.setup(own -> new EntityChild<>(own, id, kind, born, front)),
                "child-" + born);
        context.watchWith(child, new ChildMessage.Ended(born));
    }

    int number() {
        return number;
    }

    void tell(ToChild<C> message) {
        child.tell(message);
    }

    /** Ends the one that lives; what it may still say is not for anybody. */
    void end() {
        context.stop(child);
        number++;
    }

    void committed() {
        waitMillis = WAIT_MIN_MILLIS;
    }

    /** How long to wait before the next one begins; longer every time. */
    Duration nextWait() {
        Duration wait = Duration.ofMillis(waitMillis);
        waitMillis = Math.min(waitMillis * 2, WAIT_MAX_MILLIS);
        return wait;
    }
}
