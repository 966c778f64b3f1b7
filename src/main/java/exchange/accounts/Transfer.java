package exchange.accounts;

import exchange.market.RejectReason;
import exchange.market.TransferStatus;
import exchange.sequencer.PackedReader;
import exchange.sequencer.PackedWriter;

/**
 * A transfer as its sender's ledger keeps it.
 *
 * @param asset its index
 * @param reason why it came back, {@link Reasons#NONE} otherwise
 */
record Transfer(
        long transferId,
        long from,
        long to,
        int asset,
        long amount,
        long sentAt,
        TransferStatus status,
        int reason) {

    Transfer completed() {
        return new Transfer(
                transferId, from, to, asset, amount, sentAt, TransferStatus.COMPLETED, reason);
    }

    Transfer returned(RejectReason why) {
        return new Transfer(
                transferId,
                from,
                to,
                asset,
                amount,
                sentAt,
                TransferStatus.RETURNED,
                Reasons.of(why));
    }

    boolean isPending() {
        return status == TransferStatus.PENDING;
    }

    void write(PackedWriter out) {
        out.writeLong(transferId);
        out.writeLong(from);
        out.writeLong(to);
        out.writeLong(asset);
        out.writeLong(amount);
        out.writeLong(sentAt);
        out.writeByte(status.code());
        out.writeByte(reason);
    }

    static Transfer read(PackedReader in) {
        return new Transfer(
                in.readLong(),
                in.readLong(),
                in.readLong(),
                in.readInt(),
                in.readLong(),
                in.readLong(),
                TransferStatus.of(in.readByte()),
                in.readByte());
    }
}
