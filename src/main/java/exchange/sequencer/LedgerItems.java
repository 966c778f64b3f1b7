package exchange.sequencer;

import exchange.market.EndReason;
import exchange.market.RejectReason;
import exchange.market.Side;

/**
 * The packed form of {@link LedgerItem}s in a link's runs and in a ledger's facts: a header of kind
 * and flags, then numbers, many of them as the difference to the item before. A kind's layout never
 * changes; a new layout gets a new kind.
 */
public final class LedgerItems {
    private static final int ACCEPTED = 0;
    private static final int ACCEPTED_RESTS = 1;
    private static final int REFUSED = 2;
    private static final int FILL_TAKER = 3;
    private static final int FILL_MAKER = 4;
    private static final int RESTED = 5;
    private static final int ENDED = 6;
    private static final int CANCEL_REFUSED = 7;
    private static final int TRIGGERED = 8;
    private static final int DECREMENTED = 9;
    private static final int AMENDED = 10;
    private static final int AMENDED_RESTS = 11;
    private static final int AMEND_REFUSED = 12;
    private static final int MASS_CANCELED = 13;

    private static final int KIND_MASK = 15;
    /** The time is that of the item before. */
    private static final int SAME_TIME = 1 << 4;
    /** A fill that gives back some of the hold; an end that does. */
    private static final int RELEASES = 1 << 5;
    /** A fill with another order of the same account; an end or refusal that somebody waits for. */
    private static final int HAS_OTHER = 1 << 6;
    /** An end of an order in whose place another stands. */
    private static final int MOVES = 1 << 7;

    private LedgerItems() {}

    /** Writes items to one link, or to any packed bytes. One per stream of items. */
    public static final class Writer {
        private final Before before = new Before();

        /** Appends the item to the link's outbox and returns its number. */
        public long write(LinkEnd end, LedgerItem item) {
            if (end.startsRun()) {
                before.reset();
            }
            write(end.open(), item);
            return end.finishItem();
        }

        /** Starts a new stream: the next item is not told as a difference. */
        public void restart() {
            before.reset();
        }

        /** Appends the item to bytes that are no link's. */
        public void write(PackedWriter out, LedgerItem item) {
            switch (item) {
                case LedgerItem.Accepted accepted -> {
                    start(out, accepted.rests() ? ACCEPTED_RESTS : ACCEPTED, item);
                    writeNumber(out, accepted.number());
                }
                case LedgerItem.Refused refused -> {
                    start(out, REFUSED, item);
                    writeNumber(out, refused.number());
                    out.writeByte(refused.reason().code());
                    out.writeLong(refused.released());
                }
                case LedgerItem.Fill fill -> writeFill(out, fill);
                case LedgerItem.Rested rested -> start(out, RESTED, item);
                case LedgerItem.Triggered triggered -> start(out, TRIGGERED, item);
                case LedgerItem.Decremented decremented -> {
                    start(out, DECREMENTED, item);
                    out.writeLong(decremented.quantityLots());
                    out.writeLong(decremented.released());
                }
                case LedgerItem.Amended amended -> writeAmended(out, amended);
                case LedgerItem.AmendRefused refused -> {
                    start(out, AMEND_REFUSED, item);
                    writeNumber(out, refused.number());
                    out.writeLong(refused.account());
                    out.writeByte(refused.side().code());
                    out.writeByte(refused.reason().code());
                    out.writeLong(refused.released());
                }
                case LedgerItem.MassCanceled canceled -> {
                    start(out, MASS_CANCELED, item);
                    writeNumber(out, canceled.number());
                    out.writeLong(canceled.orders());
                }
                case LedgerItem.Ended ended -> writeEnded(out, ended);
                case LedgerItem.CancelRefused refused -> {
                    start(out, CANCEL_REFUSED, item);
                    writeNumber(out, refused.number());
                    out.writeByte(refused.reason().code());
                }
            }
        }

        private void start(PackedWriter out, int header, LedgerItem item) {
            long elapsed = item.time() - before.time;
            out.writeLong(elapsed == 0 ? header | SAME_TIME : header);
            if (elapsed != 0) {
                out.writeSigned(elapsed);
                before.time = item.time();
            }
            out.writeSigned(item.orderId() - before.orderId);
            before.orderId = item.orderId();
        }

        private void writeNumber(PackedWriter out, long number) {
            out.writeSigned(number - before.number);
            before.number = number;
        }

        private void writeFill(PackedWriter out, LedgerItem.Fill fill) {
            int kind = fill.maker() ? FILL_MAKER : FILL_TAKER;
            int releases = fill.released() != 0 ? RELEASES : 0;
            int other = fill.otherOrderId() != 0 ? HAS_OTHER : 0;
            start(out, kind | releases | other, fill);
            out.writeSigned(fill.tradeNumber() - before.tradeNumber);
            out.writeSigned(fill.priceTicks() - before.priceTicks);
            out.writeLong(fill.quantityLots());
            out.writeLong(fill.used());
            out.writeLong(fill.received());
            out.writeLong(fill.fee());
            out.writeLong(fill.leavesLots());
            if (releases != 0) {
                out.writeLong(fill.released());
            }
            if (other != 0) {
                out.writeSigned(fill.otherOrderId() - fill.orderId());
            }
            before.tradeNumber = fill.tradeNumber();
            before.priceTicks = fill.priceTicks();
        }

        private void writeAmended(PackedWriter out, LedgerItem.Amended amended) {
            start(out, amended.rests() ? AMENDED_RESTS : AMENDED, amended);
            writeNumber(out, amended.number());
            out.writeSigned(amended.priceTicks() - before.priceTicks);
            before.priceTicks = amended.priceTicks();
            out.writeLong(amended.quantityLots());
            out.writeLong(amended.added());
            out.writeLong(amended.released());
        }

        private void writeEnded(PackedWriter out, LedgerItem.Ended ended) {
            int releases = ended.released() != 0 ? RELEASES : 0;
            int waited = ended.number() != 0 ? HAS_OTHER : 0;
            int moves = ended.movedTo() != 0 ? MOVES : 0;
            start(out, ENDED | releases | waited | moves, ended);
            out.writeByte(ended.reason().code());
            if (releases != 0) {
                out.writeLong(ended.released());
            }
            if (waited != 0) {
                writeNumber(out, ended.number());
            }
            if (moves != 0) {
                out.writeLong(ended.moved());
                out.writeSigned(ended.movedTo() - ended.orderId());
            }
        }
    }

    /** Reads items in the order they were written. */
    public static final class Reader {
        private final PackedReader in;
        private final Before before = new Before();
        private final long last;
        private long number;

        /** Reads the items of one run. */
        public Reader(Run run) {
            in = new PackedReader(run.items());
            number = run.first() - 1;
            last = run.last();
        }

        /** Reads items out of bytes that are no link's; the caller knows how many there are. */
        public Reader(PackedReader in) {
            this.in = in;
            last = Long.MAX_VALUE;
        }

        public boolean hasNext() {
            return number < last;
        }

        /** The number of the item read last. */
        public long number() {
            return number;
        }

        public LedgerItem next() {
            number++;
            int header = in.readInt();
            if ((header & SAME_TIME) == 0) {
                before.time += in.readSigned();
            }
            before.orderId += in.readSigned();
            return switch (header & KIND_MASK) {
                case ACCEPTED -> accepted(false);
                case ACCEPTED_RESTS -> accepted(true);
                case REFUSED ->
                    new LedgerItem.Refused(
                            readNumber(),
                            before.orderId,
                            RejectReason.of(in.readByte()),
                            in.readLong(),
                            before.time);
                case FILL_TAKER -> readFill(header, false);
                case FILL_MAKER -> readFill(header, true);
                case RESTED -> new LedgerItem.Rested(before.orderId, before.time);
                case TRIGGERED -> new LedgerItem.Triggered(before.orderId, before.time);
                case DECREMENTED ->
                    new LedgerItem.Decremented(
                            before.orderId, in.readLong(), in.readLong(), before.time);
                case ENDED -> readEnded(header);
                case AMENDED -> readAmended(false);
                case AMENDED_RESTS -> readAmended(true);
                case AMEND_REFUSED ->
                    new LedgerItem.AmendRefused(
                            readNumber(),
                            before.orderId,
                            in.readLong(),
                            Side.of(in.readByte()),
                            RejectReason.of(in.readByte()),
                            in.readLong(),
                            before.time);
                case MASS_CANCELED ->
                    new LedgerItem.MassCanceled(
                            readNumber(), before.orderId, in.readLong(), before.time);
                case CANCEL_REFUSED ->
                    new LedgerItem.CancelRefused(
                            readNumber(),
                            before.orderId,
                            RejectReason.of(in.readByte()),
                            before.time);
                default ->
                    throw new IllegalStateException(
                            "item " + number + " has an unknown kind in its header " + header);
            };
        }

        private LedgerItem accepted(boolean rests) {
            return new LedgerItem.Accepted(readNumber(), before.orderId, rests, before.time);
        }

        private long readNumber() {
            before.number += in.readSigned();
            return before.number;
        }

        private LedgerItem readFill(int header, boolean maker) {
            before.tradeNumber += in.readSigned();
            before.priceTicks += in.readSigned();
            long quantityLots = in.readLong();
            long used = in.readLong();
            long received = in.readLong();
            long fee = in.readLong();
            long leavesLots = in.readLong();
            long released = (header & RELEASES) != 0 ? in.readLong() : 0;
            long other = (header & HAS_OTHER) != 0 ? before.orderId + in.readSigned() : 0;
            return new LedgerItem.Fill(
                    before.orderId,
                    before.tradeNumber,
                    maker,
                    before.priceTicks,
                    quantityLots,
                    used,
                    received,
                    fee,
                    released,
                    leavesLots,
                    other,
                    before.time);
        }

        private LedgerItem readAmended(boolean rests) {
            long number = readNumber();
            before.priceTicks += in.readSigned();
            return new LedgerItem.Amended(
                    number,
                    before.orderId,
                    before.priceTicks,
                    in.readLong(),
                    in.readLong(),
                    in.readLong(),
                    rests,
                    before.time);
        }

        private LedgerItem readEnded(int header) {
            EndReason reason = EndReason.of(in.readByte());
            long released = (header & RELEASES) != 0 ? in.readLong() : 0;
            long waiting = (header & HAS_OTHER) != 0 ? readNumber() : 0;
            boolean moves = (header & MOVES) != 0;
            long moved = moves ? in.readLong() : 0;
            long movedTo = moves ? before.orderId + in.readSigned() : 0;
            return new LedgerItem.Ended(
                    waiting, before.orderId, reason, released, moved, movedTo, before.time);
        }
    }

    /** What the item before left to take differences from. */
    private static final class Before {
        private long orderId;
        private long time;
        private long number;
        private long tradeNumber;
        private long priceTicks;

        private void reset() {
            orderId = 0;
            time = 0;
            number = 0;
            tradeNumber = 0;
            priceTicks = 0;
        }
    }
}
