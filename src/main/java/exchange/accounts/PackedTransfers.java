package exchange.accounts;

import exchange.market.RejectReason;
import exchange.sequencer.PackedReader;
import exchange.sequencer.PackedWriter;

/** Facts about transfers in a ledger's batches: the code of the kind, then the fields. */
final class PackedTransfers {
    private PackedTransfers() {}

    /** @param time of the batch */
    static void write(PackedWriter out, TransferFact fact, long time) {
        switch (fact) {
            case TransferFact.LedgersMet met -> {
                out.writeLong(LedgerFacts.LEDGERS_MET);
                out.writeLong(met.partitions());
            }
            case TransferFact.TransferSent sent -> {
                out.writeLong(LedgerFacts.TRANSFER_SENT);
                writeHead(out, sent, sent.transferId());
                out.writeLong(sent.to());
                out.writeText(sent.asset());
                out.writeLong(sent.amount());
                out.writeText(sent.reference());
                out.writeText(sent.note());
                out.writeSigned(sent.notAfter() - time);
                out.writeText(sent.by());
            }
            case TransferFact.TransferReceived received -> {
                out.writeLong(LedgerFacts.TRANSFER_RECEIVED);
                writeHead(out, received, received.transferId());
                out.writeLong(received.from());
                out.writeText(received.asset());
                out.writeLong(received.amount());
                out.writeText(received.reference());
                out.writeText(received.note());
            }
            case TransferFact.TransferRefused refused -> {
                out.writeLong(LedgerFacts.TRANSFER_REFUSED);
                out.writeLong(refused.transferId());
                out.writeLong(refused.from());
                out.writeByte(refused.reason().code());
            }
            case TransferFact.TransferCompleted completed -> {
                out.writeLong(LedgerFacts.TRANSFER_COMPLETED);
                writeHead(out, completed, completed.transferId());
            }
            case TransferFact.TransferReturned returned -> {
                out.writeLong(LedgerFacts.TRANSFER_RETURNED);
                writeHead(out, returned, returned.transferId());
                out.writeText(returned.asset());
                out.writeLong(returned.amount());
                out.writeLong(returned.overflowed());
                out.writeByte(returned.reason().code());
            }
        }
    }

    private static void writeHead(PackedWriter out, TransferFact.OfAccount fact, long transferId) {
        out.writeLong(fact.account());
        out.writeLong(fact.accountSequence());
        out.writeLong(transferId);
    }

    /** @param kind one of the codes of {@link LedgerFacts} that are about transfers */
    static TransferFact read(int kind, PackedReader in, long time) {
        return switch (kind) {
            case LedgerFacts.LEDGERS_MET -> new TransferFact.LedgersMet(in.readInt());
            case LedgerFacts.TRANSFER_SENT ->
                new TransferFact.TransferSent(
                        in.readLong(),
                        in.readLong(),
                        in.readLong(),
                        in.readLong(),
                        in.readText(),
                        in.readLong(),
                        in.readText(),
                        in.readText(),
                        time + in.readSigned(),
                        in.readText());
            case LedgerFacts.TRANSFER_RECEIVED ->
                new TransferFact.TransferReceived(
                        in.readLong(),
                        in.readLong(),
                        in.readLong(),
                        in.readLong(),
                        in.readText(),
                        in.readLong(),
                        in.readText(),
                        in.readText());
            case LedgerFacts.TRANSFER_REFUSED ->
                new TransferFact.TransferRefused(
                        in.readLong(), in.readLong(), RejectReason.of(in.readByte()));
            case LedgerFacts.TRANSFER_COMPLETED ->
                new TransferFact.TransferCompleted(in.readLong(), in.readLong(), in.readLong());
            case LedgerFacts.TRANSFER_RETURNED ->
                new TransferFact.TransferReturned(
                        in.readLong(),
                        in.readLong(),
                        in.readLong(),
                        in.readText(),
                        in.readLong(),
                        in.readLong(),
                        RejectReason.of(in.readByte()));
            default -> throw new IllegalStateException("no fact of a transfer has code " + kind);
        };
    }
}
