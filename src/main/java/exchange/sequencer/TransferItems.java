package exchange.sequencer;

import exchange.market.RejectReason;

/**
 * The packed form of {@link TransferItem}s in the runs of a link between two ledgers: the kind,
 * then the fields. A kind's layout never changes; a new layout gets a new kind.
 */
public final class TransferItems {
    private static final int CREDIT = 0;
    private static final int CREDITED = 1;
    private static final int REFUSED = 2;

    private TransferItems() {}

    /** Appends the item to the link's outbox and returns its number. */
    public static long write(LinkEnd end, TransferItem item) {
        PackedWriter out = end.open();
        switch (item) {
            case TransferItem.Credit credit -> {
                out.writeLong(CREDIT);
                out.writeLong(credit.transferId());
                out.writeLong(credit.from());
                out.writeLong(credit.to());
                out.writeText(credit.asset());
                out.writeLong(credit.amount());
                out.writeText(credit.reference());
                out.writeText(credit.note());
                out.writeLong(credit.notAfter());
            }
            case TransferItem.Credited credited -> {
                out.writeLong(CREDITED);
                out.writeLong(credited.transferId());
            }
            case TransferItem.Refused refused -> {
                out.writeLong(REFUSED);
                out.writeLong(refused.transferId());
                out.writeByte(refused.reason().code());
            }
        }
        return end.finishItem();
    }

    /** Reads the items of one run in order. */
    public static final class Reader {
        private final PackedReader in;
        private final long last;
        private long number;

        public Reader(Run run) {
            in = new PackedReader(run.items());
            number = run.first() - 1;
            last = run.last();
        }

        public boolean hasNext() {
            return number < last;
        }

        /** The number of the item read last. */
        public long number() {
            return number;
        }

        public TransferItem next() {
            number++;
            int kind = in.readInt();
            return switch (kind) {
                case CREDIT ->
                    new TransferItem.Credit(
                            in.readLong(),
                            in.readLong(),
                            in.readLong(),
                            in.readText(),
                            in.readLong(),
                            in.readText(),
                            in.readText(),
                            in.readLong());
                case CREDITED -> new TransferItem.Credited(in.readLong());
                case REFUSED ->
                    new TransferItem.Refused(in.readLong(), RejectReason.of(in.readByte()));
                default ->
                    throw new IllegalStateException(
                            "item " + number + " has the unknown kind " + kind);
            };
        }
    }
}
