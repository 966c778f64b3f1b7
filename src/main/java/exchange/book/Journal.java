package exchange.book;

import exchange.sequencer.Batch;

/**
 * Where deciding leaves its facts: each is applied to the state at once and written to the batch,
 * so that the next decision sees it and replay finds it.
 */
final class Journal {
    private final BookState state;
    private final FactWriter writer = new FactWriter();
    private Batch batch = new Batch();

    Journal(BookState state) {
        this.state = state;
    }

    /** What is decided from now on belongs to this batch. */
    void into(Batch newBatch) {
        batch = newBatch;
    }

    Batch batch() {
        return batch;
    }

    /** The batch's time. */
    long time() {
        return batch.time();
    }

    void emit(BookFact fact) {
        if (batch.factCount() == 0) {
            writer.begin(batch.facts(), batch.time(), state.sequence() + 1);
        }
        writer.write(batch.facts(), fact);
        batch.countFact();
        state.apply(fact, batch.time());
    }
}
