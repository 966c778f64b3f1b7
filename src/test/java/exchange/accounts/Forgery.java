package exchange.accounts;

import exchange.sequencer.Batch;

import java.util.function.UnaryOperator;

/** Writes facts anew with some of them changed, as somebody would who knows the codec. */
public final class Forgery {
    private Forgery() {}

    public static byte[] rewrite(byte[] facts, long time, UnaryOperator<LedgerFact> change) {
        Batch batch = new Batch();
        batch.begin(time);
        LedgerFactWriter writer = new LedgerFactWriter();
        LedgerFacts.decode(facts, time, fact -> writer.write(change.apply(fact), batch));
        return batch.facts().toBytes();
    }
}
