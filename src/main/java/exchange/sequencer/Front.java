package exchange.sequencer;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.TimerScheduler;
import akka.persistence.typed.PersistenceId;

import exchange.ops.EntityMeters;
import exchange.ops.Metrics;
import exchange.sequencer.ChildMessage.Decide;
import exchange.sequencer.ChildMessage.FromChild;
import exchange.sequencer.ChildMessage.ToChild;
import exchange.sequencer.FrontMessage.LinkMessage;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;

/**
 * The front of one entity as an actor: gives {@link FrontLogic} its messages, timers and children,
 * and pushes committed batches to subscribers. One per entity in the cluster; decides nothing.
 */
public final class Front<C> extends AbstractBehavior<FrontMessage> implements FrontHost<C> {
    private static final Logger log = LoggerFactory.getLogger(Front.class);
    private static final Duration HEARTBEAT = Duration.ofMillis(200);

    private record Wake(Timer timer) implements FrontMessage {}

    private final EntityKind<C> kind;
    private final String self;
    private final PersistenceId id;
    private final TimerScheduler<FrontMessage> timers;
    private final Subscribers subscribers;
    private final EntityMeters meters;
    private final FrontLogic<C> logic;
    private ActorRef<ToChild<C>> child;
    private boolean stopped;

    /** The behavior of the entity of that name. */
    public static <C> Behavior<FrontMessage> create(
            EntityKind<C> kind, String name, FrontRole<C> role, Transport transport) {
        return Behaviors.setup(context -> Behaviors.withTimers(timers -> {
            Front<C> front = new Front<>(context, timers, kind, name, role, transport);
            front.logic.begin();
            return front;
        }));
    }

    private Front(
            ActorContext<FrontMessage> context,
            TimerScheduler<FrontMessage> timers,
            EntityKind<C> kind,
            String name,
            FrontRole<C> role,
            Transport transport) {
        super(context);
        this.kind = kind;
        this.self = kind.name() + " " + name;
        this.id = PersistenceId.of(kind.name(), name);
        this.timers = timers;
        this.subscribers = new Subscribers(name);
        this.meters = Metrics.process().entity(kind.name(), name);
        this.logic = new FrontLogic<>(kind, name, role, transport, this);
        timers.startTimerWithFixedDelay(new Wake(Timer.HEARTBEAT), HEARTBEAT);
    }

    @Override
    public Receive<FrontMessage> createReceive() {
        return newReceiveBuilder().onAnyMessage(this::onMessage).build();
    }

    private Behavior<FrontMessage> onMessage(FrontMessage message) {
        switch (message) {
            case LinkMessage link -> logic.onLink(link);
            case FrontMessage.FromClients clients -> logic.onClients(clients);
            case FrontMessage.Subscribe subscribe ->
                subscribers.add(subscribe.subscriber(), kind.ownClock().getAsLong());
            case FrontMessage.Unsubscribe unsubscribe ->
                subscribers.remove(unsubscribe.subscriber());
            case FrontMessage.Ping ping -> {}
            case FrontMessage.Stop stop -> logic.onStop();
            case FromChild fromChild -> logic.onChild(fromChild);
            case Wake wake -> logic.onTimer(wake.timer());
            default -> throw new IllegalStateException("no front takes " + message.getClass());
        }
        return stopped ? Behaviors.stopped() : this;
    }

    @Override
    public void beginChild(int incarnation) {
        ActorRef<FromChild> front = getContext().getSelf().narrow();
        child = getContext()
                .spawn(
                        Behaviors.setup(
                                own -> new EntityChild<>(own, id, kind, incarnation, front)),
                        "child-" + incarnation);
        getContext().watchWith(child, new ChildMessage.Ended(incarnation));
    }

    @Override
    public void tellChild(Decide<C> batch) {
        child.tell(batch);
    }

    @Override
    public void endChild() {
        getContext().stop(child);
    }

    @Override
    public void startTimer(Timer timer, Duration after) {
        timers.startSingleTimer(new Wake(timer), after);
    }

    @Override
    public void cancelTimer(Timer timer) {
        timers.cancel(new Wake(timer));
    }

    @Override
    public void committed(BatchEvent event) {
        subscribers.committed(event);
    }

    @Override
    public void sayLast(long now) {
        subscribers.sayLast(now);
    }

    @Override
    public EntityMeters meters() {
        return meters;
    }

    @Override
    public void warn(String what, Throwable cause) {
        if (cause == null) {
            log.warn("{}: {}", self, what);
        } else {
            log.error("{}: {}", self, what, cause);
        }
    }

    @Override
    public void halted(String why, Throwable cause) {
        log.error("ALERT {} is HALTED: {}", self, why, cause);
        Metrics.process().alert("halted");
    }

    @Override
    public void stop() {
        stopped = true;
    }
}
