package exchange.sequencer;

import exchange.ops.EntityMeters;
import exchange.sequencer.ChildMessage.Decide;
import exchange.sequencer.ChildMessage.DecideFailed;
import exchange.sequencer.ChildMessage.Done;
import exchange.sequencer.ChildMessage.FromChild;
import exchange.sequencer.ChildMessage.Ready;
import exchange.sequencer.FrontHost.Timer;
import exchange.sequencer.FrontMessage.LinkMessage;
import exchange.sequencer.FrontRole.Failure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The rules of one entity's front: collects what comes while a batch is being committed, keeps the
 * links moving, and replaces its child when that ends. Remembers nothing that is not in the journal
 * except who waits for an answer. A plain object of one thread: an actor runs it in production.
 */
public final class FrontLogic<C> {

    private enum Phase {
        STARTING,
        IDLE,
        BUSY,
        BACKOFF,
        HALTED
    }

    private final EntityKind<C> kind;
    private final FrontRole<C> role;
    private final FrontHost<C> host;
    private final LinkBook links;
    private final Inbox<C> inbox;
    private final Trouble trouble = new Trouble();
    private final Shedding shedding;
    private final EntityMeters meters;
    private final BatchInFlight<C> inFlight;
    private final Incarnations<C> child;
    private final Pace pace;
    private final Deadline<C> deadline;
    private Phase phase = Phase.STARTING;
    private boolean draining;
    private boolean stopped;
    private boolean lastSnapshotDue;
    private boolean idleSnapshotDue;
    private long lastSequence;

    /** The front of the entity of that name; its first child begins with {@link #begin()}. */
    public FrontLogic(
            EntityKind<C> kind,
            String name,
            FrontRole<C> role,
            Transport transport,
            FrontHost<C> host) {
        this.kind = kind;
        this.role = role;
        this.host = host;
        this.links = new LinkBook(name, transport);
        this.inbox = new Inbox<>(kind.limits());
        this.meters = host.meters();
        this.inFlight = new BatchInFlight<>(role);
        this.child = new Incarnations<>(host);
        this.pace = new Pace(kind.limits());
        this.deadline = new Deadline<>(kind, host);
        this.shedding = new Shedding(kind.database());
    }

    public void begin() {
        child.begin();
    }

    /** What a peer tells. */
    public void onLink(LinkMessage message) {
        link(message);
        handled();
    }

    /** What clients ask. */
    public void onClients(FrontMessage.FromClients message) {
        role.received(message, this::ask);
        handled();
    }

    /** What a child says, be it still the one that lives or not. */
    public void onChild(FromChild message) {
        if (message.incarnation() == child.number()) {
            heard(message);
        }
        handled();
    }

    public void onTimer(Timer timer) {
        switch (timer) {
            case HEARTBEAT -> heartbeat();
            case DEADLINE -> deadline.reached();
            case PACED -> {}
            case RESPAWN -> beginAnew();
            case DRAIN_TIMEOUT -> {
                host.warn("hand-off took too long", null);
                ended();
            }
        }
        handled();
    }

    /** The entity leaves: what is in flight is committed and answered first. */
    public void onStop() {
        leave();
        handled();
    }

    private void handled() {
        if (inbox.holds() && peersKnown()) {
            inbox.releaseHeld();
        }
        if (!stopped) {
            startBatch();
        }
        role.flush();
    }

    private long now() {
        return kind.ownClock().getAsLong();
    }

    private void ask(C command, Object ticket) {
        Optional<Failure> refusal = refusal(command);
        if (refusal.isPresent()) {
            role.failed(ticket, command, refusal.get());
        } else if (role.waitsForPeers(command) && !peersKnown()) {
            inbox.hold(new Input.Asked<>(command, ticket));
        } else {
            inbox.ask(new Input.Asked<>(command, ticket));
        }
    }

    private Optional<Failure> refusal(C command) {
        if (draining) {
            return Optional.of(Failure.MOVED);
        }
        if (phase == Phase.HALTED) {
            return Optional.of(Failure.HALTED);
        }
        if (inbox.isFull()) {
            return Optional.of(Failure.OVERLOADED);
        }
        return shedding.verdict(role.writes(command), hasChild(), now());
    }

    /** What waits for a child that may not come for long is not in doubt: nobody has it. */
    private void shed() {
        shedding.verdict(true, false, now()).ifPresent(this::sendAway);
    }

    private boolean hasChild() {
        return phase == Phase.IDLE || phase == Phase.BUSY;
    }

    private boolean peersKnown() {
        return hasChild() && links.areKnown(now());
    }

    private void link(LinkMessage message) {
        if (draining || !hasChild()) {
            return;
        }
        LinkBook.Received received = links.received(message, now());
        switch (received.verdict()) {
            case NOTHING -> {}
            case STALE -> suspect(received.text());
            case ITEMS -> {
                trouble.agreed();
                role.itemsArrived(
                        received.peer(), message.from(), message.run(), received.firstNew());
                inbox.receive(new Input.Received<>(received.peer(), message.run()));
            }
            case RESEND -> inbox.receive(new Input.Resend<>(received.peer(), received.firstNew()));
        }
    }

    /** A peer knows numbers that this state does not have: the journal is asked, thrice at most. */
    private void suspect(String text) {
        if (trouble.contradicted()) {
            halt("the journal has lost rows: " + text, null);
        } else {
            host.warn(text + "; replaying", null);
            replaceChild(Failure.UNKNOWN);
        }
    }

    private void startBatch() {
        if (phase != Phase.IDLE || !hasWork()) {
            return;
        }
        long now = now();
        long early = pace.earlyMillis(now);
        if (early > 0) {
            host.startTimer(Timer.PACED, Duration.ofMillis(early));
            return;
        }
        boolean alone = trouble.oneByOne();
        List<Input<C>> inputs = new ArrayList<>();
        if (!alone) {
            links.takeAcks((peer, last) -> inputs.add(new Input.Acknowledged<>(peer, last)));
            deadline.tick().ifPresent(inputs::add);
        }
        inbox.drainTo(inputs, alone ? 1 : kind.limits().commandsMax());
        boolean last = draining && inputs.isEmpty();
        inFlight.begins(inputs);
        phase = Phase.BUSY;
        shedding.waits(now);
        meters.batchBegan();
        role.batchBegins();
        long stamp = kind.clock().getAsLong();
        child.tell(new Decide<>(
                inputs, stamp, alone ? 1 : Integer.MAX_VALUE, trouble.refused(), last));
    }

    private boolean hasWork() {
        return !inbox.isEmpty()
                || deadline.isReached()
                || snapshotWhenIdle()
                || links.ackWaitsAlone(now());
    }

    private boolean snapshotWhenIdle() {
        return inbox.isEmpty() && (draining ? lastSnapshotDue : idleSnapshotDue);
    }

    private void heard(FromChild message) {
        switch (message) {
            case Ready ready -> ready(ready);
            case Done done -> done(done);
            case DecideFailed failed -> decideFailed(failed);
            case ChildMessage.Ended ended -> ended();
        }
    }

    private void ready(Ready ready) {
        phase = Phase.IDLE;
        long startedAt = now();
        shedding.moves();
        meters.heard(startedAt);
        if (ready.sequence() > lastSequence + 1) {
            // Another writer was at work, perhaps since this front began, and may have told those
            // who wait here something else.
            sendAway(Failure.MOVED);
        }
        lastSequence = ready.sequence();
        links.restart(ready.peers(), startedAt);
        inbox.forgetItems();
        host.committed(ready.event());
        deadline.set(ready.deadline());
        sendAgain(startedAt);
        if (draining) {
            stopWhenDrained();
        }
    }

    private void done(Done done) {
        phase = Phase.IDLE;
        long now = now();
        shedding.moves();
        pace.done(done.consumed(), now);
        meters.batchDone(done.consumed(), done.bytes(), now);
        lastSnapshotDue = done.lastSnapshotDue();
        idleSnapshotDue = done.idleSnapshotDue();
        child.calm();
        trouble.committed(done.peers());
        List<Input<C>> inputs = inFlight.take();
        List<Input<C>> finished = inputs.subList(0, done.consumed());
        inFlight.answer(finished, done.answers());
        inbox.putBack(inputs.subList(done.consumed(), inputs.size()));
        // Subscribers first: whoever hears of an outcome on this node finds its hubs up to date.
        for (BatchEvent event : done.committed()) {
            lastSequence = event.sequence();
            host.committed(event);
        }
        links.committed(done.peers(), now);
        links.resent(finished);
        deadline.set(done.deadline());
        if (draining) {
            stopWhenDrained();
        }
    }

    private void decideFailed(DecideFailed failed) {
        host.warn("deciding failed, nothing is written; replaying", failed.cause());
        if (failed.cause() instanceof UnrefusableItem) {
            halt(failed.cause().getMessage(), failed.cause());
            return;
        }
        trouble.decideFailed(failed.culprit());
        replaceChild(Failure.INTERNAL);
    }

    private void ended() {
        if (draining) {
            inFlight.fail(Failure.UNKNOWN);
            stopped();
            return;
        }
        host.warn("incarnation " + child.number() + " ended; a new one replays", null);
        replaceChild(Failure.UNKNOWN);
    }

    private void replaceChild(Failure failure) {
        meters.failed(now());
        shedding.waits(now());
        inFlight.fail(failure);
        shed();
        inbox.forgetItems();
        child.end();
        phase = Phase.BACKOFF;
        host.startTimer(Timer.RESPAWN, shedding.mayBegin() ? child.nextWait() : Shedding.LOOK);
    }

    private void halt(String text, Throwable cause) {
        host.halted(text, cause);
        meters.halted();
        inFlight.fail(Failure.UNKNOWN);
        sendAway(Failure.HALTED);
        child.end();
        phase = Phase.HALTED;
    }

    private void beginAnew() {
        if (shedding.mayBegin()) {
            child.begin();
            phase = Phase.STARTING;
        } else {
            child.calm();
            host.startTimer(Timer.RESPAWN, Shedding.LOOK);
        }
    }

    private void heartbeat() {
        long now = now();
        meters.waiting(inbox.waiting());
        if (!hasChild()) {
            shed();
            return;
        }
        if (phase == Phase.IDLE) {
            meters.heard(now);
        }
        sendAgain(now);
        host.sayLast(now);
    }

    private void sendAgain(long now) {
        links.askForMissing(now);
        for (PeerLink link : links.resendDue(now)) {
            inbox.receive(new Input.Resend<>(link.index, link.resendFrom()));
        }
    }

    private void leave() {
        if (draining) {
            return;
        }
        draining = true;
        sendAway(Failure.MOVED);
        if (phase == Phase.BACKOFF || phase == Phase.HALTED) {
            stopped();
            return;
        }
        host.startTimer(Timer.DRAIN_TIMEOUT, kind.limits().drain());
        if (phase == Phase.IDLE) {
            stopWhenDrained();
        }
    }

    /** What the child does not have yet goes back: clients ask again, peers send again. */
    private void sendAway(Failure failure) {
        inbox.drainAsked().forEach(asked -> role.failed(asked.ticket(), asked.command(), failure));
        inbox.forgetItems();
    }

    private void stopWhenDrained() {
        sendAway(Failure.MOVED);
        if (lastSnapshotDue && phase == Phase.IDLE && !trouble.oneByOne()) {
            startBatch();
            return;
        }
        stopped();
    }

    private void stopped() {
        stopped = true;
        meters.left();
        role.moved();
        role.flush();
        host.stop();
    }
}
