package exchange.accounts;

import exchange.sequencer.PackedReader;

import java.util.function.Consumer;

/** Reads the facts of a ledger's batches as the journal has them, in every version ever stored. */
public final class LedgerFacts {
    /** The first byte of a batch with facts. */
    static final int VERSION = 1;

    static final int ASSET_DEFINED = 1;
    static final int MARKET_KNOWN = 2;
    static final int DEPOSITED = 3;
    static final int ORDER_HELD = 4;
    static final int CANCEL_SENT = 5;
    static final int SETTLED = 6;
    static final int TOMBSTONE_SET = 7;
    static final int AMEND_SENT = 8;
    static final int MASS_CANCEL_SENT = 9;
    static final int SELF_TRADE_PREVENTION_SET = 10;
    static final int TIER_SET = 11;
    static final int REPLACE_HELD = 12;
    static final int CANCEL_TIMER_SET = 13;
    static final int CANCEL_TIMER_REACHED = 14;
    static final int FUNDS_REQUESTED = 16;
    static final int FUNDS_DECIDED = 17;
    static final int FREEZE_SET = 18;
    static final int ACCOUNT_RESET = 19;
    static final int LEDGERS_MET = 20;
    static final int TRANSFER_SENT = 21;
    static final int TRANSFER_RECEIVED = 22;
    static final int TRANSFER_REFUSED = 23;
    static final int TRANSFER_COMPLETED = 24;
    static final int TRANSFER_RETURNED = 25;
    static final int FEE_LEVEL_SET = 26;
    static final int FEES_OVERRIDDEN = 27;
    static final int FEE_OVERRIDE_ENDED = 28;

    /** The kind of a fact is in the lowest bits of its header, flags are above. */
    static final int KIND_BITS = 5;

    private LedgerFacts() {}

    /**
     * Hands over the facts of one batch in order.
     *
     * @param facts the batch's bytes; empty for a batch without facts
     * @param time the batch's time, epoch milliseconds
     */
    public static void decode(byte[] facts, long time, Consumer<LedgerFact> consumer) {
        if (facts.length == 0) {
            return;
        }
        PackedReader in = new PackedReader(facts);
        int version = in.readByte();
        if (version != VERSION) {
            throw new IllegalStateException(
                    "facts of version " + version + ", this software knows " + VERSION);
        }
        LedgerFactReader reader = new LedgerFactReader(in, time);
        while (in.hasMore()) {
            consumer.accept(reader.next());
        }
    }
}
