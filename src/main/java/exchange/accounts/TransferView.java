package exchange.accounts;

import exchange.market.TransferStatus;

/**
 * A transfer as its sender sees it.
 *
 * @param amount units of the asset
 * @param reference the sender's name for it
 * @param reason why it came back, "" when it did not
 * @param sentAt epoch milliseconds
 */
public record TransferView(
        long transferId,
        long from,
        long to,
        String asset,
        long amount,
        String reference,
        TransferStatus status,
        String reason,
        long sentAt) {

    /** The same when the receiver's ledger has said what became of it. */
    TransferView ended(TransferStatus end, String why) {
        return new TransferView(transferId, from, to, asset, amount, reference, end, why, sentAt);
    }
}
