package exchange.sequencer;

import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.TimerScheduler;

import exchange.ops.EntityMeters;
import exchange.ops.Metrics;
import exchange.sequencer.ChildMessage.Decide;
import exchange.sequencer.ChildMessage.DecideFailed;
import exchange.sequencer.ChildMessage.Done;
import exchange.sequencer.ChildMessage.FromChild;
import exchange.sequencer.ChildMessage.Ready;
import exchange.sequencer.FrontMessage.LinkMessage;
import exchange.sequencer.FrontRole.Failure;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The front of one entity: collects what comes while a batch is being committed, keeps the links
 * moving, pushes committed batches to subscribers, and replaces its child when that ends. One per
 * entity in the cluster; remembers nothing that is not in the journal except who waits for an
 * answer.
 */
public final class Front<C> extends AbstractBehavior<FrontMessage> {
    private static final Logger log = LoggerFactory.getLogger(Front.class);
    private static final Duration HEARTBEAT = Duration.ofMillis(200);
    private static final long ACK_ALONE_MILLIS = 1_000;

    /** A batch of so many inputs shows that more come: the next one waits for its time. */
    private static final int BUSY_INPUTS = 3;

    private static final long PEERS_WAIT_MILLIS = 2_000;

    private enum Phase {
        STARTING,
        IDLE,
        BUSY,
        BACKOFF,
        HALTED
    }

    private enum Wake implements FrontMessage {
        HEARTBEAT,
        DEADLINE,
        RESPAWN,
        PACED,
        DRAIN_TIMEOUT
    }

    private final EntityKind<C> kind;
    private final String self;
    private final FrontRole<C> role;
    private final TimerScheduler<FrontMessage> timers;
    private final LinkBook links;
    private final Subscribers subscribers;
    private final Inbox<C> inbox;
    private final Trouble trouble = new Trouble();
    private final EntityMeters meters;
    private final BatchInFlight<C> inFlight;
    private final Incarnations<C> child;
    private Phase phase = Phase.STARTING;
    private boolean deadlineReached;
    private boolean draining;
    private boolean isBusy;
    private boolean lastSnapshotDue;
    private boolean idleSnapshotDue;
    private long startedAt;
    private long lastCommit;

    /** The behavior of the entity of that name. */
    public static <C> Behavior<FrontMessage> create(
            EntityKind<C> kind, String name, FrontRole<C> role, Transport transport) {
        return Behaviors.setup(context -> Behaviors.withTimers(
                timers -> new Front<>(context, timers, kind, name, role, transport)));
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
        this.role = role;
        this.timers = timers;
        this.links = new LinkBook(name, transport);
        this.subscribers = new Subscribers(name);
        this.inbox = new Inbox<>(kind.limits());
        this.meters = Metrics.process().entity(kind.name(), name);
        this.inFlight = new BatchInFlight<>(role);
        this.child = new Incarnations<>(context, kind, name);
        timers.startTimerWithFixedDelay(Wake.HEARTBEAT, HEARTBEAT);
    }

    @Override
    public Receive<FrontMessage> createReceive() {
        return newReceiveBuilder().onAnyMessage(this::onMessage).build();
    }

    private Behavior<FrontMessage> onMessage(FrontMessage message) {
        Behavior<FrontMessage> next = this;
        switch (message) {
            case LinkMessage link -> onLink(link);
            case FrontMessage.FromClients clients -> role.received(clients, this::ask);
            case FrontMessage.Subscribe subscribe -> subscribers.add(subscribe.subscriber(), now());
            case FrontMessage.Unsubscribe unsubscribe ->
                subscribers.remove(unsubscribe.subscriber());
            case FrontMessage.Ping ping -> {}
            case FrontMessage.Stop stop -> next = onStop();
            case FromChild fromChild -> next = onChild(fromChild);
            case Wake wake -> next = onWake(wake);
            default -> throw new IllegalStateException("no front takes " + message.getClass());
        }
        if (next == this) {
            startBatch();
        }
        role.flush();
        return next;
    }

    private long now() {
        return kind.clock().getAsLong();
    }

    private void ask(C command, Object ticket) {
        if (draining) {
            role.failed(ticket, command, Failure.MOVED);
        } else if (phase == Phase.HALTED) {
            role.failed(ticket, command, Failure.HALTED);
        } else if (inbox.isFull()) {
            role.failed(ticket, command, Failure.OVERLOADED);
        } else if (role.waitsForPeers(command) && !peersKnown()) {
            inbox.hold(new Input.Asked<>(command, ticket));
        } else {
            inbox.ask(new Input.Asked<>(command, ticket));
        }
    }

    private boolean peersKnown() {
        boolean started = phase == Phase.IDLE || phase == Phase.BUSY;
        return started && (links.allCaughtUp() || now() - startedAt > PEERS_WAIT_MILLIS);
    }

    private void onLink(LinkMessage message) {
        if (draining || phase != Phase.IDLE && phase != Phase.BUSY) {
            return;
        }
        LinkBook.Received received = links.received(message, now());
        switch (received.verdict()) {
            case NOTHING -> {}
            case STALE -> suspect(received.text());
            case ITEMS -> {
                trouble.agreed();
                role.itemsArrived(received.peer(), message.run(), received.firstNew());
                inbox.receive(new Input.Received<>(received.peer(), message.run()));
            }
            case RESEND -> inbox.receive(new Input.Resend<>(received.peer(), received.firstNew()));
        }
    }

    /**
     * A peer knows of numbers that this state does not have: the journal is asked again, three
     * times at most.
     */
    private void suspect(String text) {
        if (trouble.contradicted()) {
            halt("the journal has lost rows: " + text, null);
        } else {
            log.warn("{}: {}; replaying", self, text);
            replaceChild(Failure.UNKNOWN);
        }
    }

    private void startBatch() {
        if (phase != Phase.IDLE || !hasWork()) {
            return;
        }
        long now = now();
        long early = isBusy ? kind.limits().earlyMillis(now - lastCommit) : 0;
        if (early > 0) {
            timers.startSingleTimer(Wake.PACED, Duration.ofMillis(early));
            return;
        }
        boolean alone = trouble.oneByOne();
        List<Input<C>> inputs = new ArrayList<>();
        if (!alone) {
            links.takeAcks((peer, last) -> inputs.add(new Input.Acknowledged<>(peer, last)));
            if (deadlineReached) {
                inputs.add(new Input.Tick<>());
                deadlineReached = false;
            }
        }
        inbox.drainTo(inputs, alone ? 1 : kind.limits().commandsMax());
        boolean last = draining && inputs.isEmpty();
        inFlight.begins(inputs);
        phase = Phase.BUSY;
        meters.batchBegan();
        role.batchBegins();
        child.tell(
                new Decide<>(inputs, now, alone ? 1 : Integer.MAX_VALUE, trouble.refused(), last));
    }

    private boolean hasWork() {
        return !inbox.isEmpty()
                || deadlineReached
                || snapshotWhenIdle()
                || links.ackWaitsLongerThan(ACK_ALONE_MILLIS, now());
    }

    private boolean snapshotWhenIdle() {
        return inbox.isEmpty() && (draining ? lastSnapshotDue : idleSnapshotDue);
    }

    private Behavior<FrontMessage> onChild(FromChild message) {
        if (message.incarnation() != child.number()) {
            return this;
        }
        return switch (message) {
            case Ready ready -> onReady(ready);
            case Done done -> onDone(done);
            case DecideFailed failed -> onDecideFailed(failed);
            case ChildMessage.Ended ended -> onEnded();
        };
    }

    private Behavior<FrontMessage> onReady(Ready ready) {
        phase = Phase.IDLE;
        startedAt = now();
        meters.heard(startedAt);
        links.restart(ready.peers(), startedAt);
        inbox.forgetItems();
        subscribers.committed(ready.event());
        onDeadline(ready.deadline());
        links.askForMissing();
        sendAgain(startedAt);
        return draining ? stopWhenDrained() : this;
    }

    private Behavior<FrontMessage> onDone(Done done) {
        phase = Phase.IDLE;
        lastCommit = now();
        isBusy = done.consumed() >= BUSY_INPUTS;
        meters.batchDone(done.consumed(), done.bytes(), lastCommit);
        lastSnapshotDue = done.lastSnapshotDue();
        idleSnapshotDue = done.idleSnapshotDue();
        child.committed();
        trouble.committed(done.peers());
        List<Input<C>> inputs = inFlight.take();
        List<Input<C>> finished = inputs.subList(0, done.consumed());
        inFlight.answer(finished, done.answers());
        inbox.putBack(inputs.subList(done.consumed(), inputs.size()));
        // Subscribers first: whoever hears of an outcome on this node finds its hubs up to date.
        done.committed().forEach(subscribers::committed);
        links.committed(done.peers(), lastCommit);
        links.resent(finished);
        onDeadline(done.deadline());
        if (inbox.holds() && peersKnown()) {
            inbox.releaseHeld();
        }
        return draining ? stopWhenDrained() : this;
    }

    private void onDeadline(long deadline) {
        if (deadline == Long.MAX_VALUE) {
            timers.cancel(Wake.DEADLINE);
        } else {
            timers.startSingleTimer(Wake.DEADLINE, Limits.untilDeadline(deadline - now()));
        }
    }

    private Behavior<FrontMessage> onDecideFailed(DecideFailed failed) {
        log.error("{}: deciding failed, nothing is written; replaying", self, failed.cause());
        if (failed.cause() instanceof UnrefusableItem) {
            halt(failed.cause().getMessage(), failed.cause());
            return this;
        }
        trouble.decideFailed(failed.culprit());
        replaceChild(Failure.INTERNAL);
        return this;
    }

    private Behavior<FrontMessage> onEnded() {
        if (draining) {
            inFlight.fail(Failure.UNKNOWN);
            return stopped();
        }
        log.warn("{}: incarnation {} ended; a new one replays", self, child.number());
        replaceChild(Failure.UNKNOWN);
        return this;
    }

    private void replaceChild(Failure failure) {
        meters.failed();
        inFlight.fail(failure);
        inbox.forgetItems();
        child.end();
        phase = Phase.BACKOFF;
        timers.startSingleTimer(Wake.RESPAWN, child.nextWait());
    }

    private void halt(String text, Throwable cause) {
        log.error("ALERT {} is HALTED: {}", self, text, cause);
        meters.halted();
        Metrics.process().alert("halted");
        inFlight.fail(Failure.UNKNOWN);
        sendAway(Failure.HALTED);
        child.end();
        phase = Phase.HALTED;
    }

    private void beginAnew() {
        child.begin();
        phase = Phase.STARTING;
    }

    private Behavior<FrontMessage> onWake(Wake wake) {
        switch (wake) {
            case HEARTBEAT -> onHeartbeat();
            case DEADLINE -> deadlineReached = true;
            case PACED -> {}
            case RESPAWN -> beginAnew();
            case DRAIN_TIMEOUT -> {
                log.warn("{}: hand-off took too long", self);
                return onEnded();
            }
        }
        return this;
    }

    private void onHeartbeat() {
        long now = now();
        meters.waiting(inbox.waiting());
        if (phase != Phase.IDLE && phase != Phase.BUSY) {
            return;
        }
        if (phase == Phase.IDLE) {
            meters.heard(now);
        }
        sendAgain(now);
        if (inbox.holds() && peersKnown()) {
            inbox.releaseHeld();
        }
        subscribers.sayLast(now);
    }

    private void sendAgain(long now) {
        for (PeerLink link : links.resendDue(now)) {
            inbox.receive(new Input.Resend<>(link.index, link.resendFrom()));
        }
    }

    private Behavior<FrontMessage> onStop() {
        if (draining) {
            return this;
        }
        draining = true;
        sendAway(Failure.MOVED);
        if (phase == Phase.BACKOFF || phase == Phase.HALTED) {
            return stopped();
        }
        timers.startSingleTimer(Wake.DRAIN_TIMEOUT, kind.limits().drain());
        return phase == Phase.IDLE ? stopWhenDrained() : this;
    }

    /** What the child does not have yet goes back: clients ask again, peers send again. */
    private void sendAway(Failure failure) {
        inbox.drainAsked().forEach(asked -> role.failed(asked.ticket(), asked.command(), failure));
        inbox.forgetItems();
    }

    private Behavior<FrontMessage> stopWhenDrained() {
        sendAway(Failure.MOVED);
        if (lastSnapshotDue && phase == Phase.IDLE && !trouble.oneByOne()) {
            startBatch();
            return this;
        }
        return stopped();
    }

    private Behavior<FrontMessage> stopped() {
        meters.left();
        role.moved();
        role.flush();
        return Behaviors.stopped();
    }
}
