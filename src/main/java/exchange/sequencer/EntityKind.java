package exchange.sequencer;

import exchange.ops.DatabaseState.Mode;

import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * What all entities of one type share: how their state begins, where it is journaled, their bounds
 * and their clock.
 *
 * @param name the entity type, as in persistence ids: "OrderBook", "Ledger"
 * @param logics a fresh state for the entity of that name
 * @param clock what batches are stamped with, epoch milliseconds; may stand still or leap ahead
 * @param ownClock milliseconds that only pass: how long others have been silent
 * @param database what the journal's database takes now
 */
public record EntityKind<C>(
        String name,
        Function<String, EntityLogic<C>> logics,
        String journalPlugin,
        String snapshotPlugin,
        Limits limits,
        LongSupplier clock,
        LongSupplier ownClock,
        String node,
        String software,
        Supplier<Mode> database) {
    /** The role of the nodes where entities live. */
    public static final String ROLE = "core";

    /** The usual: one clock for both, and a database that works. */
    public EntityKind(
            String name,
            Function<String, EntityLogic<C>> logics,
            String journalPlugin,
            String snapshotPlugin,
            Limits limits,
            LongSupplier clock,
            String node,
            String software) {
        this(
                name,
                logics,
                journalPlugin,
                snapshotPlugin,
                limits,
                clock,
                clock,
                node,
                software,
                () -> Mode.WORKS);
    }

    EntityLogic<C> logic(String entityId) {
        return logics.apply(entityId);
    }
}
