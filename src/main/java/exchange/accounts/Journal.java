package exchange.accounts;

import exchange.sequencer.Batch;

/**
 * Where deciding leaves its facts: each is written to the batch and applied to the state at once,
 * so that the next decision sees it and replay finds it.
 */
final class Journal {
    private final LedgerState state;
    private final LedgerFactWriter writer = new LedgerFactWriter();

    Journal(LedgerState state) {
        this.state = state;
    }

    void emit(LedgerFact fact, Batch batch) {
        writer.write(fact, batch);
        state.apply(fact, batch.time());
    }
}
