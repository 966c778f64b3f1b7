package exchange.book;

import exchange.sequencer.Batch;

/**
 * Where deciding leaves its facts: each is applied to the state at once and written to the batch,
 * so that the next decision sees it and replay finds it.
 */
final class Journal {
    private final BookState state;
    private final FactWriter writer = new FactWriter();

    Journal(BookState state) {
        this.state = state;
    }

    void emit(BookFact fact, Batch batch) {
        if (batch.factCount() == 0) {
            writer.begin(batch.facts(), batch.time(), state.sequence() + 1);
        }
        writer.write(batch.facts(), fact);
        batch.countFact();
        state.apply(fact, batch.time());
    }
}
