package exchange.accounts;

import exchange.market.RejectReason;

/**
 * What happened to money between two accounts. It leaves the sender in one fact and reaches the
 * receiver in another, mostly of another ledger; in between it is in the system account
 * clearing/transfers.
 */
public sealed interface TransferFact extends LedgerFact.OfTransfer {

    /** One that an account can notice. */
    sealed interface OfAccount extends TransferFact {
        long account();

        long accountSequence();
    }

    /** From now on there are links with all the other partitions. */
    record LedgersMet(int partitions) implements TransferFact {}

    /**
     * Money left its account and is on its way.
     *
     * @param amount units of the asset
     * @param reference the sender's name for it
     * @param note what the sender has to say, "" for nothing
     * @param notAfter epoch milliseconds; whoever takes it later sends it back
     * @param by who asked for it
     */
    record TransferSent(
            long account,
            long accountSequence,
            long transferId,
            long to,
            String asset,
            long amount,
            String reference,
            String note,
            long notAfter,
            String by)
            implements OfAccount {}

    /** Money has come from another account. */
    record TransferReceived(
            long account,
            long accountSequence,
            long transferId,
            long from,
            String asset,
            long amount,
            String reference,
            String note)
            implements OfAccount {}

    /** Money that came is not taken: it is on its way back. */
    record TransferRefused(long transferId, long from, RejectReason reason)
            implements TransferFact {}

    /** The receiver has what this account sent. */
    record TransferCompleted(long account, long accountSequence, long transferId)
            implements OfAccount {}

    /**
     * What this account sent was not taken; it is available here again.
     *
     * @param overflowed what of it the account cannot take; it is kept for the account in the
     *     system account overflow
     */
    record TransferReturned(
            long account,
            long accountSequence,
            long transferId,
            String asset,
            long amount,
            long overflowed,
            RejectReason reason)
            implements OfAccount {}
}
