package exchange.faults;

import exchange.ops.EntityMeters;
import exchange.ops.Metrics;
import exchange.sequencer.BatchEvent;
import exchange.sequencer.ChildMessage.Decide;
import exchange.sequencer.ChildMessage.FromChild;
import exchange.sequencer.ChildMessage.Ready;
import exchange.sequencer.EntityKind;
import exchange.sequencer.FrontHost;
import exchange.sequencer.FrontLogic;
import exchange.sequencer.FrontMessage.FromClients;
import exchange.sequencer.FrontMessage.LinkMessage;
import exchange.sequencer.FrontRole;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One entity on one node, until it dies or moves: the real front, with children, timers and a
 * mailbox that the simulated world controls. May be paused, and then goes on as if nothing had
 * happened, beside its successor.
 */
final class Instance<C> implements FrontHost<C> {
    private static final ThreadLocal<Metrics> METRICS = ThreadLocal.withInitial(Metrics::new);
    private static final long HEARTBEAT_MILLIS = 200;

    final Node node;
    final String name;
    final String id;
    private final World world;
    private final Cluster cluster;
    private final EntityKind<C> kind;
    private final FrontLogic<C> front;
    private final String self;
    private final List<Runnable> mailbox = new ArrayList<>();
    private final Map<Timer, Integer> timers = new EnumMap<>(Timer.class);
    private final Map<String, Long> madeBefore = new HashMap<>();
    private final Map<String, Long> received = new HashMap<>();
    private SimulatedChild<C> child;
    private boolean dead;
    private boolean paused;
    private boolean ready;

    Instance(Cluster cluster, Node node, EntityKind<C> kind, String name, FrontRole<C> role) {
        this.world = cluster.world;
        this.cluster = cluster;
        this.node = node;
        this.kind = kind;
        this.name = name;
        this.id = kind.name() + "|" + name;
        this.self = id + "@" + node.name();
        this.front = new FrontLogic<>(kind, name, role, this::send, this);
    }

    void begin() {
        world.history.note(self, () -> "begins");
        front.begin();
        heartbeat();
    }

    private void heartbeat() {
        world.agenda.after(HEARTBEAT_MILLIS, () -> {
            if (!dead) {
                act(() -> front.onTimer(Timer.HEARTBEAT));
                heartbeat();
            }
        });
    }

    boolean isLedger() {
        return !name.contains("-");
    }

    boolean isDead() {
        return dead;
    }

    /** Whether it has begun to work. */
    boolean isReady() {
        return ready;
    }

    boolean isPaused() {
        return paused;
    }

    /** Whether a batch is on its way to the journal, and whether it is there already. */
    boolean isWriting() {
        return child != null && child.isWriting();
    }

    boolean hasUntoldCommit() {
        return child != null && child.hasUntoldCommit();
    }

    /** Everything that this instance does goes through here, so that it may end at any step. */
    void act(Runnable action) {
        if (dead) {
            return;
        }
        if (paused) {
            mailbox.add(action);
            return;
        }
        action.run();
        cluster.mayEnd(this);
    }

    /** The same, after a while. */
    void actAfter(long millis, Runnable action) {
        world.agenda.after(millis, () -> act(action));
    }

    void die() {
        dead = true;
        mailbox.clear();
    }

    void pause() {
        paused = true;
    }

    void resume() {
        paused = false;
        List<Runnable> waiting = new ArrayList<>(mailbox);
        mailbox.clear();
        if (!dead) {
            world.history.note(self, () -> "goes on with " + waiting.size() + " things to do");
        }
        waiting.forEach(this::act);
    }

    // what comes

    void deliver(LinkMessage message) {
        act(() -> {
            LinkMessage seen = world.bug == PlantedBug.SKIPPED_WATERMARK ? next(message) : message;
            front.onLink(seen);
        });
    }

    void deliver(FromClients message) {
        act(() -> front.onClients(message));
    }

    void leave() {
        act(front::onStop);
    }

    /** What a receiver without a watermark sees: items that always come next. */
    private LinkMessage next(LinkMessage message) {
        if (message.count() == 0) {
            return message;
        }
        long last = received.getOrDefault(message.from(), 0L);
        long first = message.first() <= last ? last + 1 : message.first();
        if (first == last + 1) {
            received.put(message.from(), first + message.count() - 1);
        }
        return new LinkMessage(
                message.from(),
                message.acknowledged(),
                message.expected(),
                message.made(),
                message.oldest(),
                first,
                message.count(),
                message.items());
    }

    private void send(String peer, LinkMessage message) {
        boolean forgotten = message.count() > 0
                && message.first() + message.count() - 1 <= madeBefore.getOrDefault(peer, 0L);
        if (!forgotten) {
            cluster.network.send(peer, message);
        }
    }

    // what a child says

    void tellFront(FromChild message) {
        if (message instanceof Ready first) {
            ready = true;
            first.peers().forEach(peer -> {
                received.put(peer.name(), peer.taken());
                if (world.bug == PlantedBug.FORGOTTEN_OUTBOX) {
                    madeBefore.put(peer.name(), peer.made());
                }
            });
        }
        front.onChild(message);
    }

    // the front's host

    @Override
    public void beginChild(int incarnation) {
        SimulatedChild<C> before = child;
        child = new SimulatedChild<>(this, world, cluster, kind, incarnation);
        child.begin(before);
    }

    @Override
    public void tellChild(Decide<C> batch) {
        SimulatedChild<C> addressee = child;
        actAfter(0, () -> addressee.decide(batch));
    }

    @Override
    public void endChild() {
        child.end();
    }

    @Override
    public void startTimer(Timer timer, Duration after) {
        int started = timers.merge(timer, 1, Integer::sum);
        actAfter(after.toMillis(), () -> {
            if (timers.get(timer) == started) {
                front.onTimer(timer);
            }
        });
    }

    @Override
    public void cancelTimer(Timer timer) {
        timers.merge(timer, 1, Integer::sum);
    }

    @Override
    public void committed(BatchEvent event) {
        cluster.push(name, event);
    }

    @Override
    public void sayLast(long now) {}

    @Override
    public EntityMeters meters() {
        return METRICS.get().entity(kind.name(), name);
    }

    @Override
    public void warn(String what, Throwable cause) {
        world.history.note(self, () -> what + (cause == null ? "" : " (" + cause + ")"));
    }

    @Override
    public void halted(String why, Throwable cause) {
        world.history.note(self, () -> "HALTED: " + why);
        cluster.halted(this, why);
    }

    @Override
    public void stop() {
        world.history.note(self, () -> "has left");
        cluster.left(this);
    }

    @Override
    public String toString() {
        return self;
    }
}
