package exchange.faults;

import exchange.sequencer.BatchEvent;
import exchange.sequencer.ChildLogic;
import exchange.sequencer.ChildLogic.Step;
import exchange.sequencer.ChildMessage;
import exchange.sequencer.ChildMessage.Decide;
import exchange.sequencer.ChildMessage.FromChild;
import exchange.sequencer.EntityKind;
import exchange.sequencer.EntityState;

import java.util.List;
import java.util.function.Supplier;

/**
 * One incarnation of an entity over the simulated journal: the real rules of a child, replayed,
 * fenced by Started, and over with its first failed commit.
 */
final class SimulatedChild<C> {
    private final Instance<C> owner;
    private final World world;
    private final Cluster cluster;
    private final EntityKind<C> kind;
    private final ChildLogic<C> logic;
    private final int incarnation;
    private EntityState<C> state;
    private FaultyJournal.Write writing;
    private long row;
    private boolean ended;

    SimulatedChild(
            Instance<C> owner, World world, Cluster cluster, EntityKind<C> kind, int incarnation) {
        this.owner = owner;
        this.world = world;
        this.cluster = cluster;
        this.kind = kind;
        this.incarnation = incarnation;
        this.logic = new ChildLogic<>(kind, incarnation);
    }

    boolean isWriting() {
        return !ended && writing != null && !writing.isDone();
    }

    boolean hasUntoldCommit() {
        return !ended && writing != null && writing.isDone();
    }

    void begin(SimulatedChild<C> before) {
        owner.actAfter(world.between(1, 10), () -> recover(before));
    }

    void end() {
        ended = true;
    }

    private void recover(SimulatedChild<C> before) {
        if (ended) {
            return;
        }
        if (cluster.journal.isOut()) {
            fail();
            return;
        }
        state = world.bug == PlantedBug.RESTARTED_MUTATED_STATE
                        && before != null
                        && before.state != null
                ? before.state
                : begun();
        List<BatchEvent> rows = cluster.journal.rows(owner.id);
        for (BatchEvent event :
                rows.subList((int) Math.min(state.sequence(), rows.size()), rows.size())) {
            state.apply(event);
        }
        row = rows.size();
        cluster.checks.sameState(owner.id, state);
        if (world.bug == PlantedBug.SKIPPED_STARTED && row > 0) {
            say(logic.ready(state, rows.getLast()));
            return;
        }
        BatchEvent started = logic.started(state);
        write(started, () -> logic.ready(state, started));
    }

    private EntityState<C> begun() {
        return cluster.journal
                .snapshot(owner.id)
                .filter(snapshot -> world.happens(70))
                .map(snapshot -> EntityState.of(snapshot, kind.logics().apply(owner.name)))
                .orElseGet(() -> new EntityState<>(kind.logics().apply(owner.name)));
    }

    void decide(Decide<C> decide) {
        if (ended) {
            return;
        }
        switch (logic.decide(state, decide)) {
            case Step.Over over -> {
                ended = true;
                say(over.failed());
            }
            case Step.Quiet quiet -> {
                if (quiet.snapshotDue()) {
                    store();
                }
                say(logic.quiet(state, quiet));
            }
            case Step.Commit commit -> commit(commit, decide.last());
        }
    }

    private void commit(Step.Commit commit, boolean last) {
        if (world.bug == PlantedBug.ACKNOWLEDGED_BEFORE_COMMIT) {
            FromChild early = logic.committed(state, commit);
            say(early);
            write(commit.event(), () -> new ChildMessage.Ended(-1));
            return;
        }
        write(commit.event(), () -> {
            FromChild done = logic.committed(state, commit);
            if (last || logic.isSnapshotDue(state)) {
                store();
            }
            return done;
        });
    }

    private void store() {
        if (!world.fails(200)) {
            cluster.journal.store(owner.id, state.snapshot());
        }
    }

    private void write(BatchEvent event, Supplier<FromChild> told) {
        row++;
        writing = cluster.journal.write(
                owner.id,
                row,
                event,
                this,
                done -> owner.act(() -> {
                    if (ended) {
                        return;
                    }
                    writing = null;
                    if (done) {
                        cluster.checks.sameState(owner.id, state);
                        owner.tellFront(told.get());
                    } else {
                        fail();
                    }
                }));
    }

    private void fail() {
        ended = true;
        say(new ChildMessage.Ended(incarnation));
    }

    private void say(FromChild message) {
        owner.actAfter(0, () -> owner.tellFront(message));
    }
}
