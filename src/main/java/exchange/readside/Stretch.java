package exchange.readside;

import exchange.sequencer.BatchEvent;

import java.util.List;

/** Consecutive batches of one entity, projected in one transaction. Never empty. */
record Stretch(EntityName entity, List<BatchEvent> batches) {
    Stretch {
        batches = List.copyOf(batches);
    }

    long first() {
        return batches.get(0).sequence();
    }

    long last() {
        return batches.get(batches.size() - 1).sequence();
    }

    /** Epoch milliseconds of the last batch. */
    long time() {
        return batches.get(batches.size() - 1).time();
    }
}
