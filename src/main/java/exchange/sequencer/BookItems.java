package exchange.sequencer;

import exchange.market.OrderConditions;
import exchange.market.OrderType;
import exchange.market.SelfTradePrevention;
import exchange.market.Side;
import exchange.market.TimeInForce;

/**
 * The packed form of {@link BookItem}s in a link's runs: a header of kind and small enums, then
 * numbers, many of them as the difference to the item before in the same run. A kind's layout never
 * changes; a new layout gets a new kind.
 */
public final class BookItems {
    private static final int PLACE = 0;
    private static final int CANCEL = 1;
    private static final int AMEND = 2;
    private static final int MASS_CANCEL = 3;
    private static final int REPLACE = 4;
    private static final int PLACE_LIST = 5;

    private static final int KIND_BITS = 3;
    private static final int KIND_MASK = (1 << KIND_BITS) - 1;

    private BookItems() {}

    /** Writes items to one link. One per link end, which it is given anew with each item. */
    public static final class Writer {
        private final Before before = new Before();

        /** Appends the item to the link's outbox and returns its number. */
        public long write(LinkEnd end, BookItem item) {
            if (end.startsRun()) {
                before.reset();
            }
            switch (item) {
                case BookItem.Place place -> writePlace(end.open(), place);
                case BookItem.Cancel cancel -> writeCancel(end.open(), cancel);
                case BookItem.Amend amend -> writeAmend(end.open(), amend);
                case BookItem.MassCancel cancel -> writeMassCancel(end.open(), cancel);
                case BookItem.Replace replace -> writeReplace(end.open(), replace);
                case BookItem.PlaceList list -> writeList(end.open(), list);
            }
            return end.finishItem();
        }

        private void writePlace(PackedWriter out, BookItem.Place place) {
            out.writeLong(header(place));
            out.writeSigned(place.orderId() - before.orderId);
            out.writeLong(place.account());
            out.writeSigned(place.priceTicks() - before.priceTicks);
            out.writeLong(place.quantityLots());
            out.writeLong(place.amount());
            out.writeLong(place.held());
            out.writeSigned(place.makerFee() - before.makerFee);
            out.writeSigned(place.takerFee() - before.takerFee);
            out.writeSigned(place.notAfter() - before.notAfter);
            if (!place.conditions().isNone()) {
                PackedConditions.write(out, place.conditions());
            }
            before.keep(place);
        }

        private void writeCancel(PackedWriter out, BookItem.Cancel cancel) {
            out.writeLong(CANCEL);
            out.writeSigned(cancel.orderId() - before.orderId);
            out.writeLong(cancel.account());
            before.orderId = cancel.orderId();
        }

        private void writeAmend(PackedWriter out, BookItem.Amend amend) {
            out.writeLong(
                    AMEND | (amend.side().code() - 1) << 3 | (amend.unlimited() ? 1 : 0) << 4);
            out.writeSigned(amend.orderId() - before.orderId);
            out.writeLong(amend.account());
            out.writeSigned(amend.priceTicks() - before.priceTicks);
            out.writeLong(amend.quantityLots());
            out.writeLong(amend.added());
            out.writeSigned(amend.notAfter() - before.notAfter);
            before.keep(amend);
        }

        private void writeReplace(PackedWriter out, BookItem.Replace replace) {
            out.writeLong(REPLACE | (replace.mustCancel() ? 1 : 0) << 3);
            out.writeSigned(replace.replacedId() - before.orderId);
            out.writeLong(replace.added());
            writePlace(out, replace.place());
        }

        private void writeList(PackedWriter out, BookItem.PlaceList list) {
            out.writeLong(PLACE_LIST);
            out.writeSigned(list.listId() - before.orderId);
            writePlace(out, list.first());
            writePlace(out, list.second());
        }

        private void writeMassCancel(PackedWriter out, BookItem.MassCancel cancel) {
            int sides = (cancel.bids() ? 1 : 0) | (cancel.asks() ? 2 : 0);
            out.writeLong(MASS_CANCEL | sides << 3);
            out.writeSigned(cancel.orderId() - before.orderId);
            out.writeLong(cancel.account());
            before.orderId = cancel.orderId();
        }

        private static long header(BookItem.Place place) {
            return PLACE
                    | (place.side().code() - 1) << 3
                    | (place.timeInForce().code() - 1) << 4
                    | (place.selfTradePrevention().code() - 1) << 7
                    | (place.postOnly() ? 1 : 0) << 10
                    | (place.type().code() - 1) << 11
                    | (place.conditions().isNone() ? 0 : 1) << 15
                    | (place.unlimited() ? 1 : 0) << 16;
        }
    }

    /** Reads the items of one run in order. */
    public static final class Reader {
        private final PackedReader in;
        private final Before before = new Before();
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

        public BookItem next() {
            number++;
            int header = in.readInt();
            return switch (header & KIND_MASK) {
                case PLACE -> readPlace(header);
                case CANCEL -> readCancel();
                case AMEND -> readAmend(header);
                case MASS_CANCEL -> readMassCancel(header);
                case PLACE_LIST ->
                    new BookItem.PlaceList(
                            before.orderId + in.readSigned(),
                            readPlace(in.readInt()),
                            readPlace(in.readInt()));
                case REPLACE ->
                    new BookItem.Replace(
                            before.orderId + in.readSigned(),
                            (header >> 3 & 1) == 1,
                            in.readLong(),
                            readPlace(in.readInt()));
                default ->
                    throw new IllegalStateException(
                            "item " + number + " has an unknown kind in its header " + header);
            };
        }

        private BookItem.Place readPlace(int header) {
            BookItem.Place place = new BookItem.Place(
                    before.orderId + in.readSigned(),
                    in.readLong(),
                    Side.of((header >> 3 & 1) + 1),
                    OrderType.of((header >> 11 & 15) + 1),
                    TimeInForce.of((header >> 4 & 7) + 1),
                    (header >> 10 & 1) == 1,
                    SelfTradePrevention.of((header >> 7 & 7) + 1),
                    before.priceTicks + in.readSigned(),
                    in.readLong(),
                    in.readLong(),
                    in.readLong(),
                    (int) (before.makerFee + in.readSigned()),
                    (int) (before.takerFee + in.readSigned()),
                    before.notAfter + in.readSigned(),
                    (header >> 15 & 1) == 1 ? PackedConditions.read(in) : OrderConditions.NONE,
                    (header >> 16 & 1) == 1);
            before.keep(place);
            return place;
        }

        private BookItem readAmend(int header) {
            BookItem.Amend amend = new BookItem.Amend(
                    before.orderId + in.readSigned(),
                    in.readLong(),
                    Side.of((header >> 3 & 1) + 1),
                    before.priceTicks + in.readSigned(),
                    in.readLong(),
                    in.readLong(),
                    before.notAfter + in.readSigned(),
                    (header >> 4 & 1) == 1);
            before.keep(amend);
            return amend;
        }

        private BookItem readMassCancel(int header) {
            BookItem.MassCancel cancel = new BookItem.MassCancel(
                    before.orderId + in.readSigned(),
                    in.readLong(),
                    (header >> 3 & 1) == 1,
                    (header >> 4 & 1) == 1);
            before.orderId = cancel.orderId();
            return cancel;
        }

        private BookItem readCancel() {
            BookItem.Cancel cancel =
                    new BookItem.Cancel(before.orderId + in.readSigned(), in.readLong());
            before.orderId = cancel.orderId();
            return cancel;
        }
    }

    /** What the item before left to take differences from. */
    private static final class Before {
        private long orderId;
        private long priceTicks;
        private int makerFee;
        private int takerFee;
        private long notAfter;

        private void reset() {
            orderId = 0;
            priceTicks = 0;
            makerFee = 0;
            takerFee = 0;
            notAfter = 0;
        }

        private void keep(BookItem.Place place) {
            orderId = place.orderId();
            priceTicks = place.priceTicks();
            makerFee = place.makerFee();
            takerFee = place.takerFee();
            notAfter = place.notAfter();
        }

        private void keep(BookItem.Amend amend) {
            orderId = amend.orderId();
            priceTicks = amend.priceTicks();
            notAfter = amend.notAfter();
        }
    }
}
