package exchange.audit;

import exchange.sequencer.BatchContent;
import exchange.sequencer.BatchEvent;
import exchange.sequencer.EntityLogic;
import exchange.sequencer.EntitySnapshot;
import exchange.sequencer.EntityState;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * One entity's journal, taken row by row: the chain must be whole, and every batch must follow from
 * those before it, by the entity's own replay and by the audit's own arithmetic.
 */
abstract class EntityAudit<C> {
    private final String persistenceId;
    private final EntityState<C> state;
    private final Map<Integer, Long> taken = new HashMap<>();
    private long facts;

    EntityAudit(String persistenceId, EntityLogic<C> logic) {
        this.persistenceId = persistenceId;
        this.state = new EntityState<>(logic);
    }

    final void take(BatchEvent event) {
        BadBatch.require(
                event.sequence() == state.sequence() + 1,
                "batch %d is missing, this is %d",
                state.sequence() + 1,
                event.sequence());
        BadBatch.require(
                Arrays.equals(event.previousHash(), state.hash()),
                "its hash of the batch before is not that batch's: one of them was changed");
        BadBatch.require(
                event.time() >= state.time(), "its time is before that of the batch before");
        BatchContent content = event.content();
        BadBatch.require(
                content.isStarted() || event.sequence() > 1, "the first batch is no start");
        long decoded = check(content, event.time());
        BadBatch.require(
                decoded == content.factCount(),
                "it says it has %d facts and has %d",
                content.factCount(),
                decoded);
        state.apply(event);
        facts += decoded;
        collect();
    }

    /** Checks the facts of a batch before they are applied; returns how many there are. */
    abstract long check(BatchContent content, long time);

    /** Takes note of what the batch made for its peers. */
    abstract void collect();

    /** The first item of the peer that this batch takes. */
    final long firstTaken(BatchContent.Progress progress) {
        return taken.getOrDefault(progress.peer(), 0L) + 1;
    }

    final void tookUpTo(BatchContent.Progress progress) {
        taken.put(progress.peer(), progress.taken());
    }

    /** Compares a stored snapshot with the state of the same batch. */
    final void compare(EntitySnapshot snapshot) {
        BadBatch.require(
                Arrays.equals(snapshot.hash(), state.hash()),
                "the snapshot of this batch comes from another history");
        byte[] restored = EntityState.of(snapshot, newLogic()).stateHash();
        BadBatch.require(
                Arrays.equals(restored, state.stateHash()),
                "the snapshot of this batch is not what its journal leads to");
    }

    abstract EntityLogic<C> newLogic();

    final EntityState<C> state() {
        return state;
    }

    final String persistenceId() {
        return persistenceId;
    }

    final long facts() {
        return facts;
    }
}
