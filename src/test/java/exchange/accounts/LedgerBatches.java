package exchange.accounts;

import exchange.sequencer.Batch;
import exchange.sequencer.BatchContent;
import exchange.sequencer.BatchEvent;

import java.util.List;

/** A ledger's batches made by hand. */
public final class LedgerBatches {
    private LedgerBatches() {}

    public static BatchEvent batch(long sequence, long time, LedgerFact... facts) {
        Batch batch = new Batch();
        batch.begin(time);
        LedgerFactWriter writer = new LedgerFactWriter();
        for (LedgerFact fact : facts) {
            writer.write(fact, batch);
        }
        byte[] content = new BatchContent(
                        List.of(), facts.length, List.of(), batch.facts().toBytes())
                .pack();
        return new BatchEvent(BatchEvent.VERSION, sequence, time, new byte[32], content);
    }
}
