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
import exchange.sequencer.ChildMessage.DecideFailed;
import exchange.sequencer.ChildMessage.Done;
import exchange.sequencer.ChildMessage.FromChild;
import exchange.sequencer.ChildMessage.Ready;
import exchange.sequencer.ChildMessage.ToChild;
import exchange.sequencer.FrontMessage.LinkMessage;
import exchange.sequencer.FrontRole.Failure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The front of one entity: collects what comes while a batch is being committed, keeps the links moving, pushes
 * committed batches to subscribers, and replaces its child when that ends. One per entity in the cluster; remembers
 * nothing that is not in the journal except who waits for an answer.
 */
public final class Front<C> extends AbstractBehavior<FrontMessage> {
    private static final Duration HEARTBEAT = Duration.ofMillis(200);
    private static final long ACK_ALONE_MILLIS = 1_000;
    private static final long SAY_LAST_MILLIS = 1_000;
    private static final long PEERS_WAIT_MILLIS = 2_000;
    private static final long BACKOFF_MIN_MILLIS = 100;
    private static final long BACKOFF_MAX_MILLIS = 5_000;
    private static final int SUSPICIONS_MAX = 3;

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
    private final String name;
    private final FrontRole<C> role;
    private final TimerScheduler<FrontMessage> timers;
    private final LinkBook links;
    private final Subscribers subscribers;
    private final Inbox<C> inbox;
    private final Trouble trouble = new Trouble();
    private final EntityMeters meters;
    private ActorRef<ToChild<C>> child;
    private int incarnation;
    private Phase phase = Phase.STARTING;
    private List<Input<C>> inFlight = List.of();
    private boolean deadlineReached;
    private boolean draining;
    private long factsSinceSnapshot;
    private long startedAt;
    private long lastSaid;
    private long lastCommit;
    private long backoff = BACKOFF_MIN_MILLIS;
    private int suspicions;

    /** The behavior of the entity of that name. */
    public static <C> Behavior<FrontMessage> create(
            EntityKind<C> kind, String name, FrontRole<C> role, Transport transport) {
        return Behaviors.setup(context ->
                Behaviors.withTimers(timers -> new Front<>(context, timers, kind, name, role, transport)));
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
        this.name = name;
        this.role = role;
        this.timers = timers;
        this.links = new LinkBook(name, transport);
        this.subscribers = new Subscribers(name);
        this.inbox = new Inbox<>(kind.limits());
        this.meters = Metrics.process().entity(kind.name(), name);
        timers.startTimerWithFixedDelay(Wake.HEARTBEAT, HEARTBEAT);
        spawnChild();
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
            case FrontMessage.Unsubscribe unsubscribe -> subscribers.remove(unsubscribe.subscriber());
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

    // clients

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

    // links

    private void onLink(LinkMessage message) {
        if (draining || phase != Phase.IDLE && phase != Phase.BUSY) {
            return;
        }
        LinkBook.Received received = links.received(message, now());
        switch (received.verdict()) {
            case NOTHING -> {}
            case STALE -> suspect(received.text());
            case ITEMS -> {
                suspicions = 0;
                role.itemsArrived(received.peer(), message.run(), received.firstNew());
                inbox.receive(new Input.Received<>(received.peer(), message.run()));
            }
            case RESEND -> inbox.receive(new Input.Resend<>(received.peer(), received.firstNew()));
        }
    }

    /** A peer knows of numbers that this state does not have: the journal is asked again, three times at most. */
    private void suspect(String text) {
        suspicions++;
        if (suspicions > SUSPICIONS_MAX) {
            halt("the journal has lost rows: " + text, null);
        } else {
            getContext().getLog().warn("{} {}: {}; replaying", kind.name(), name, text);
            replaceChild(Failure.UNKNOWN);
        }
    }

    // batches

    private void startBatch() {
        if (phase != Phase.IDLE || !hasWork()) {
            return;
        }
        long now = now();
        long paceMillis = kind.limits().pace().toMillis();
        if (paceMillis > 0 && now - lastCommit < paceMillis && now >= lastCommit) {
            timers.startSingleTimer(Wake.PACED, Duration.ofMillis(paceMillis - (now - lastCommit)));
            return;
        }
        boolean alone = trouble.oneByOne();
        List<Input<C>> inputs = new ArrayList<>();
        if (!alone) {
            links.acksToJournal().forEach(each -> inputs.add(new Input.Acknowledged<>(each.index, each.ackToJournal)));
            links.clearAcks();
            if (deadlineReached) {
                inputs.add(new Input.Tick<>());
                deadlineReached = false;
            }
        }
        inbox.drainTo(inputs, alone ? 1 : kind.limits().commandsMax());
        boolean snapshot = inputs.isEmpty() && snapshotWhenIdle();
        inFlight = inputs;
        phase = Phase.BUSY;
        meters.batchBegan();
        role.batchBegins();
        child.tell(new Decide<>(inputs, now, alone ? 1 : Integer.MAX_VALUE, trouble.refused(), snapshot));
    }

    private boolean hasWork() {
        return !inbox.isEmpty()
                || deadlineReached
                || snapshotWhenIdle()
                || links.ackWaitsLongerThan(ACK_ALONE_MILLIS, now());
    }

    private boolean snapshotWhenIdle() {
        return inbox.isEmpty()
                && (draining && factsSinceSnapshot > 0
                        || factsSinceSnapshot > kind.limits().snapshotIdleFacts());
    }

    private Behavior<FrontMessage> onChild(FromChild message) {
        if (message.incarnation() != incarnation) {
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
        meters.batchDone(done.consumed(), bytes(done.committed()), lastCommit);
        factsSinceSnapshot = done.factsSinceSnapshot();
        backoff = BACKOFF_MIN_MILLIS;
        trouble.committed(done.peers());
        List<Input<C>> inputs = inFlight;
        inFlight = List.of();
        answer(inputs.subList(0, done.consumed()), done.answers());
        inbox.putBack(inputs.subList(done.consumed(), inputs.size()));
        // Subscribers first: whoever hears of an outcome on this node finds its hubs up to date.
        done.committed().forEach(subscribers::committed);
        links.committed(done.peers(), lastCommit);
        for (Input<C> input : inputs.subList(0, done.consumed())) {
            if (input instanceof Input.Resend<C> resend) {
                links.resent(resend.peer());
            }
        }
        onDeadline(done.deadline());
        if (inbox.holds() && peersKnown()) {
            inbox.releaseHeld();
        }
        return draining ? stopWhenDrained() : this;
    }

    private static int bytes(List<BatchEvent> committed) {
        int bytes = 0;
        for (BatchEvent event : committed) {
            bytes += event.bytes().length;
        }
        return bytes;
    }

    private void answer(List<Input<C>> done, List<Object> answers) {
        int next = 0;
        for (Input<C> input : done) {
            if (input instanceof Input.Asked<C> asked) {
                role.answered(asked.ticket(), asked.command(), answers.get(next++));
            }
        }
    }

    private void onDeadline(long deadline) {
        if (deadline == Long.MAX_VALUE) {
            timers.cancel(Wake.DEADLINE);
        } else {
            timers.startSingleTimer(Wake.DEADLINE, Duration.ofMillis(Math.max(1, deadline - now())));
        }
    }

    // trouble

    private Behavior<FrontMessage> onDecideFailed(DecideFailed failed) {
        getContext().getLog().error("{} {}: deciding failed, nothing is written; replaying",
                kind.name(), name, failed.cause());
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
            failInFlight(Failure.UNKNOWN);
            role.moved();
            return stopped();
        }
        getContext().getLog().warn("{} {}: incarnation {} ended; a new one replays in {} ms",
                kind.name(), name, incarnation, backoff);
        replaceChild(Failure.UNKNOWN);
        return this;
    }

    private void replaceChild(Failure failure) {
        meters.failed();
        failInFlight(failure);
        inbox.forgetItems();
        getContext().stop(child);
        incarnation++;
        phase = Phase.BACKOFF;
        timers.startSingleTimer(Wake.RESPAWN, Duration.ofMillis(backoff));
        backoff = Math.min(backoff * 2, BACKOFF_MAX_MILLIS);
    }

    private void failInFlight(Failure failure) {
        for (Input<C> input : inFlight) {
            if (input instanceof Input.Asked<C> asked) {
                role.failed(asked.ticket(), asked.command(), failure);
            }
        }
        inFlight = List.of();
    }

    private void halt(String text, Throwable cause) {
        getContext().getLog().error("ALERT {} {} is HALTED: {}", kind.name(), name, text, cause);
        meters.halted();
        Metrics.process().alert("halted");
        failInFlight(Failure.UNKNOWN);
        inbox.forgetItems();
        inbox.drainAsked().forEach(asked -> role.failed(asked.ticket(), asked.command(), Failure.HALTED));
        getContext().stop(child);
        incarnation++;
        phase = Phase.HALTED;
    }

    private void spawnChild() {
        int born = incarnation;
        PersistenceId id = PersistenceId.of(kind.name(), name);
        ActorRef<FromChild> self = getContext().getSelf().narrow();
        child = getContext().spawn(
                Behaviors.setup(context -> new EntityChild<>(context, id, kind, born, self)), "child-" + born);
        getContext().watchWith(child, new ChildMessage.Ended(born));
        phase = Phase.STARTING;
    }

    // time

    private Behavior<FrontMessage> onWake(Wake wake) {
        switch (wake) {
            case HEARTBEAT -> onHeartbeat();
            case DEADLINE -> deadlineReached = true;
            case PACED -> {}
            case RESPAWN -> spawnChild();
            case DRAIN_TIMEOUT -> {
                getContext().getLog().warn("{} {}: hand-off took too long", kind.name(), name);
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
        if (now - lastSaid >= SAY_LAST_MILLIS || now < lastSaid) {
            lastSaid = now;
            subscribers.sayLast(now);
        }
    }

    private void sendAgain(long now) {
        for (PeerLink link : links.resendDue(now)) {
            inbox.receive(new Input.Resend<>(link.index, link.resendFrom()));
        }
    }

    // hand-off

    private Behavior<FrontMessage> onStop() {
        if (draining) {
            return this;
        }
        draining = true;
        sendAway();
        if (phase == Phase.BACKOFF || phase == Phase.HALTED) {
            role.moved();
            return stopped();
        }
        timers.startSingleTimer(Wake.DRAIN_TIMEOUT, kind.limits().drain());
        return phase == Phase.IDLE ? stopWhenDrained() : this;
    }

    /** What the child does not have yet goes back: clients ask again, peers send again. */
    private void sendAway() {
        inbox.drainAsked().forEach(asked -> role.failed(asked.ticket(), asked.command(), Failure.MOVED));
        inbox.forgetItems();
    }

    private Behavior<FrontMessage> stopWhenDrained() {
        sendAway();
        if (factsSinceSnapshot > 0 && phase == Phase.IDLE && !trouble.oneByOne()) {
            startBatch();
            return this;
        }
        role.moved();
        return stopped();
    }

    private Behavior<FrontMessage> stopped() {
        meters.left();
        role.flush();
        return Behaviors.stopped();
    }
}
