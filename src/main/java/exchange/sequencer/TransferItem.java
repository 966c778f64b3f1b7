package exchange.sequencer;

import exchange.market.RejectReason;

/**
 * What one ledger sends to another over their link: money on its way between two accounts, and what
 * became of money that came the other way. Each credit is answered by exactly one outcome.
 */
public sealed interface TransferItem {
    /** Made by the sender's ledger, the same all the way. */
    long transferId();

    /**
     * Give this to an account of yours; it is taken from the sender already.
     *
     * @param amount units of the asset
     * @param reference the sender's name for it
     * @param note what the sender has to say, "" for nothing
     * @param notAfter epoch milliseconds; a batch later than that sends it back
     */
    record Credit(
            long transferId,
            long from,
            long to,
            String asset,
            long amount,
            String reference,
            String note,
            long notAfter)
            implements TransferItem {}

    /** The receiver has it. */
    record Credited(long transferId) implements TransferItem {}

    /** The receiver does not get it: it is the sender's again. */
    record Refused(long transferId, RejectReason reason) implements TransferItem {}
}
