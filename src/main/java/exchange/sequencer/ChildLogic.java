package exchange.sequencer;

import exchange.sequencer.BatchContent.Incarnation;
import exchange.sequencer.ChildMessage.Decide;
import exchange.sequencer.ChildMessage.DecideFailed;
import exchange.sequencer.ChildMessage.Done;
import exchange.sequencer.ChildMessage.Ready;

import java.util.List;

/**
 * The rules of one incarnation: its first commit is Started, and what is decided is told only after
 * its commit. A plain object of one thread: an event-sourced actor runs it in production. Whoever
 * runs it commits the events it makes, and ends with the state when that fails.
 */
public final class ChildLogic<C> {
    private final EntityKind<C> kind;
    private final int incarnation;
    private final Decider<C> decider;

    /** What is to be done with a batch that was decided. */
    public sealed interface Step {

        /** Commit the event; then tell the front that so many inputs are done. */
        record Commit(BatchEvent event, int consumed) implements Step {}

        /** Nothing to commit; perhaps it is time for a snapshot before the front is told. */
        record Quiet(int consumed, boolean snapshotDue) implements Step {}

        /** Deciding threw: the state is spoilt, this incarnation ends. */
        record Over(DecideFailed failed) implements Step {}
    }

    public ChildLogic(EntityKind<C> kind, int incarnation) {
        this.kind = kind;
        this.incarnation = incarnation;
        this.decider = new Decider<>(kind.limits());
    }

    /** The first event of this incarnation, after the replay. */
    public BatchEvent started(EntityState<C> state) {
        Batch batch = decider.begin(Math.max(kind.clock().getAsLong(), state.time()));
        return state.sealStarted(new Incarnation(kind.node(), kind.software()), batch);
    }

    /** What the front hears when that event is committed. */
    public Ready ready(EntityState<C> state, BatchEvent started) {
        return new Ready(
                incarnation,
                state.sequence(),
                state.time(),
                decider.allPeers(state),
                deadline(state),
                started);
    }

    public Step decide(EntityState<C> state, Decide<C> decide) {
        int consumed;
        try {
            consumed = decider.decide(state, decide);
        } catch (RuntimeException | Error failure) {
            return new Step.Over(new DecideFailed(incarnation, decider.culprit(), failure));
        }
        if (decide.last()) {
            state.wantSnapshot();
        } else if (decider.isEmpty(state)) {
            boolean snapshotDue = decide.inputs().isEmpty() && isIdleSnapshotDue(state);
            return new Step.Quiet(consumed, snapshotDue);
        }
        return new Step.Commit(state.seal(decider.batch()), consumed);
    }

    /** What the front hears when the batch decided last is committed. */
    public Done committed(EntityState<C> state, Step.Commit commit) {
        return done(state, commit.consumed(), List.of(commit.event()));
    }

    /** What the front hears when there was nothing to commit. */
    public Done quiet(EntityState<C> state, Step.Quiet quiet) {
        return done(state, quiet.consumed(), List.of());
    }

    /** Whether so much happened since the last snapshot that it is time for one. */
    public boolean isSnapshotDue(EntityState<C> state) {
        return state.isSnapshotWorth(kind.limits().snapshotAfterFacts());
    }

    private Done done(EntityState<C> state, int consumed, List<BatchEvent> committed) {
        return new Done(
                incarnation,
                consumed,
                committed,
                decider.answers(state),
                decider.peers(state),
                deadline(state),
                state.isSnapshotWorth(1) || state.isSnapshotFaster(),
                isIdleSnapshotDue(state));
    }

    private boolean isIdleSnapshotDue(EntityState<C> state) {
        return state.isSnapshotWorth(kind.limits().snapshotIdleFacts());
    }

    private long deadline(EntityState<C> state) {
        return state.logic().nextDeadline();
    }
}
