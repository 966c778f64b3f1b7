package exchange.history;

import exchange.book.BookFact;
import exchange.market.MarketState;
import exchange.market.MarketStatus;
import exchange.market.Side;
import exchange.marketdata.MarketUpdate;
import exchange.marketdata.PastMarket;
import exchange.marketdata.PublicTrade;
import exchange.matching.DepthLevel;
import exchange.sequencer.BatchEvent;
import exchange.sequencer.PackedReader;
import exchange.sequencer.PackedWriter;

import org.agrona.collections.Long2ObjectHashMap;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.zip.CRC32C;

/**
 * The public book of one market at one moment of its past, made of its facts from the first on or
 * from a packed copy: every order that rested, by priority, and where the book's counters stood.
 * Belongs to whoever travels; not safe for several threads.
 */
public final class PastBook {
    private static final int VERSION = 2;

    private final Long2ObjectHashMap<Place> places = new Long2ObjectHashMap<>();
    private final TreeMap<Long, Queue> bids = new TreeMap<>(Collections.reverseOrder());
    private final TreeMap<Long, Queue> asks = new TreeMap<>();
    private long batch;
    private long time;
    private long sequence;
    private long tradeNumber;
    private long lastPriceTicks;
    private MarketStatus status = new MarketStatus(MarketState.OPEN, "", 0, 0);

    /** A resting order, with its neighbours of the same price. */
    private static final class Place {
        private final long orderId;
        private final Side side;
        private final Queue queue;
        private long lots;
        /** Null at the end of the queue. */
        private Place before;

        private Place after;

        private Place(long orderId, Side side, Queue queue, long lots) {
            this.orderId = orderId;
            this.side = side;
            this.queue = queue;
            this.lots = lots;
        }

        private RestingOrder told() {
            return new RestingOrder(orderId, side, queue.priceTicks, lots);
        }
    }

    /** The orders of one price, the oldest first. */
    private static final class Queue {
        private final long priceTicks;
        /** Null when the queue is empty. */
        private Place first;

        private Place last;

        private Queue(long priceTicks) {
            this.priceTicks = priceTicks;
        }

        private void add(Place place) {
            place.before = last;
            if (last == null) {
                first = place;
            } else {
                last.after = place;
            }
            last = place;
        }

        private void remove(Place place) {
            if (place.before == null) {
                first = place.after;
            } else {
                place.before.after = place.after;
            }
            if (place.after == null) {
                last = place.before;
            } else {
                place.after.before = place.before;
            }
        }
    }

    /** Applies the next fact; the batch that it is part of ends with {@link #ended}. */
    void apply(BookFact fact, long factSequence, long factTime) {
        sequence = factSequence;
        time = factTime;
        PublicTrade.of(fact, factTime).ifPresent(trade -> {
            tradeNumber = trade.number();
            lastPriceTicks = trade.priceTicks();
        });
        switch (fact) {
            case BookFact.MarketDefined defined ->
                status = new MarketStatus(defined.rules().state(), "", factTime, 0);
            case BookFact.MarketStateChanged to ->
                status = new MarketStatus(to.state(), to.reason(), factTime, to.endsAt());
            case BookFact.RulesChanged changed -> {}
            case BookFact.Accepted accepted -> accept(accepted);
            case BookFact.Rested rested ->
                add(rested.orderId(), rested.side(), rested.priceTicks(), rested.shownLots());
            case BookFact.Refilled filled ->
                add(filled.orderId(), filled.side(), filled.priceTicks(), filled.shownLots());
            case BookFact.Traded traded -> reduce(traded.makerOrderId(), traded.quantityLots());
            case BookFact.AuctionTraded traded -> {
                reduce(traded.buyOrderId(), traded.buyShownLots());
                reduce(traded.sellOrderId(), traded.sellShownLots());
            }
            case BookFact.Decremented less -> reduce(less.orderId(), less.quantityLots());
            case BookFact.Amended amended -> amend(amended);
            case BookFact.Ended ended -> remove(ended.orderId());
            case BookFact.Unseen unseen -> {}
        }
    }

    private void accept(BookFact.Accepted accepted) {
        if (accepted.rests()) {
            add(accepted.orderId(), accepted.side(), accepted.priceTicks(), accepted.shownLots());
        }
    }

    private void amend(BookFact.Amended amended) {
        Place place = places.get(amended.orderId());
        if (amended.keepsPlace() && place != null) {
            place.lots = amended.shownLots();
            return;
        }
        remove(amended.orderId());
        if (amended.rests()) {
            add(amended.orderId(), amended.side(), amended.priceTicks(), amended.shownLots());
        }
    }

    private void add(long orderId, Side side, long priceTicks, long lots) {
        remove(orderId);
        Queue queue = side(side).computeIfAbsent(priceTicks, Queue::new);
        Place place = new Place(orderId, side, queue, lots);
        queue.add(place);
        places.put(orderId, place);
    }

    private void reduce(long orderId, long lots) {
        if (lots == 0) {
            return;
        }
        Place place = places.get(orderId);
        if (place == null || place.lots < lots) {
            throw new IllegalStateException("after " + sequence + " " + lots + " lots of order "
                    + orderId + " are gone, but the book shows "
                    + (place == null ? "none" : "" + place.lots));
        }
        place.lots -= lots;
        if (place.lots == 0) {
            remove(orderId);
        }
    }

    private void remove(long orderId) {
        Place place = places.remove(orderId);
        if (place == null) {
            return;
        }
        place.queue.remove(place);
        if (place.queue.first == null) {
            side(place.side).remove(place.queue.priceTicks);
        }
    }

    /** All facts of this batch were applied. */
    void ended(BatchEvent event) {
        batch = event.sequence();
        time = event.time();
    }

    private TreeMap<Long, Queue> side(Side side) {
        return side == Side.BUY ? bids : asks;
    }

    // what it tells

    /** The journal's batch of the last fact, when that batch is whole; else the one before it. */
    public long batch() {
        return batch;
    }

    /** Of the last batch, epoch milliseconds; 0 before the first. */
    public long time() {
        return time;
    }

    /** The last public sequence number. */
    public long sequence() {
        return sequence;
    }

    /** Of the last trade; 0 before the first. */
    public long tradeNumber() {
        return tradeNumber;
    }

    /** Of the last trade; 0 before the first. */
    public long lastPriceTicks() {
        return lastPriceTicks;
    }

    public MarketState state() {
        return status.state();
    }

    MarketStatus status() {
        return status;
    }

    /** The market as a whole, as its channels begin from here. */
    PastMarket market(String symbol) {
        return new PastMarket(
                symbol,
                levels(Side.BUY, Integer.MAX_VALUE),
                levels(Side.SELL, Integer.MAX_VALUE),
                orders(Side.BUY),
                orders(Side.SELL),
                lastPriceTicks,
                tradeNumber,
                sequence,
                time,
                status);
    }

    private List<MarketUpdate.RestingOrder> orders(Side side) {
        List<MarketUpdate.RestingOrder> orders = new ArrayList<>();
        forEach(
                side,
                order -> orders.add(new MarketUpdate.RestingOrder(
                        order.orderId(), order.priceTicks(), order.lots())));
        return orders;
    }

    /** How many orders rest. */
    public int orderCount() {
        return places.size();
    }

    Optional<RestingOrder> find(long orderId) {
        return Optional.ofNullable(places.get(orderId)).map(Place::told);
    }

    /** 0 when the side is empty. */
    public long bestTicks(Side side) {
        return side(side).isEmpty() ? 0 : side(side).firstKey();
    }

    /** The best levels of a side; one whose sum no long can say shows the largest. */
    public List<DepthLevel> levels(Side side, int levelsMax) {
        List<DepthLevel> levels = new ArrayList<>();
        for (Map.Entry<Long, Queue> each : side(side).entrySet()) {
            if (levels.size() == levelsMax) {
                break;
            }
            long[] lots = new long[1];
            forEach(each.getValue(), order -> lots[0] = capped(lots[0] + order.lots()));
            levels.add(new DepthLevel(each.getKey(), lots[0]));
        }
        return levels;
    }

    private static long capped(long sum) {
        return sum < 0 ? Long.MAX_VALUE : sum;
    }

    /** Every order of a side by priority. */
    void forEach(Side side, Consumer<RestingOrder> consumer) {
        side(side).values().forEach(queue -> forEach(queue, consumer));
    }

    /** Every order of one price that is older than this one; all of them if it is not there. */
    void forEachBefore(long orderId, Side side, long priceTicks, Consumer<RestingOrder> consumer) {
        Queue queue = side(side).get(priceTicks);
        if (queue == null) {
            return;
        }
        for (Place at = queue.first; at != null && at.orderId != orderId; at = at.after) {
            consumer.accept(at.told());
        }
    }

    private static void forEach(Queue queue, Consumer<RestingOrder> consumer) {
        for (Place at = queue.first; at != null; at = at.after) {
            consumer.accept(at.told());
        }
    }

    // packed

    /** Everything, for {@link #of}. Only between two batches. */
    byte[] packed() {
        PackedWriter out = new PackedWriter(64 + 12 * places.size());
        out.writeByte(VERSION);
        out.writeLong(batch);
        out.writeLong(time);
        out.writeLong(sequence);
        out.writeLong(tradeNumber);
        out.writeLong(lastPriceTicks);
        out.writeByte(status.state().code());
        out.writeText(status.reason());
        out.writeLong(status.since());
        out.writeLong(status.endsAt());
        pack(out, Side.BUY);
        pack(out, Side.SELL);
        byte[] content = out.toBytes();
        return ByteBuffer.allocate(content.length + Integer.BYTES)
                .put(content)
                .putInt(crc(content, content.length))
                .array();
    }

    private static int crc(byte[] bytes, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, length);
        return (int) crc.getValue();
    }

    private void pack(PackedWriter out, Side side) {
        long[] last = new long[2];
        out.writeLong(places.values().stream().filter(each -> each.side == side).count());
        forEach(side, order -> {
            out.writeSigned(order.priceTicks() - last[0]);
            out.writeSigned(order.orderId() - last[1]);
            out.writeLong(order.lots());
            last[0] = order.priceTicks();
            last[1] = order.orderId();
        });
    }

    /** @throws IllegalStateException when it is damaged, or of other software */
    static PastBook of(byte[] packed) {
        int length = packed.length - Integer.BYTES;
        if (length < 0 || ByteBuffer.wrap(packed).getInt(length) != crc(packed, length)) {
            throw new IllegalStateException(
                    "a copy of a book of " + packed.length + " bytes is damaged");
        }
        PackedReader in = new PackedReader(Arrays.copyOf(packed, length));
        int version = in.readByte();
        if (version != VERSION) {
            throw new IllegalStateException(
                    "a copy of a book has version " + version + ", this software reads " + VERSION);
        }
        PastBook book = new PastBook();
        book.batch = in.readLong();
        book.time = in.readLong();
        book.sequence = in.readLong();
        book.tradeNumber = in.readLong();
        book.lastPriceTicks = in.readLong();
        book.status = new MarketStatus(
                MarketState.of(in.readByte()), in.readText(), in.readLong(), in.readLong());
        book.unpack(in, Side.BUY);
        book.unpack(in, Side.SELL);
        return book;
    }

    private void unpack(PackedReader in, Side side) {
        long price = 0;
        long orderId = 0;
        for (long left = in.readLong(); left > 0; left--) {
            price += in.readSigned();
            orderId += in.readSigned();
            add(orderId, side, price, in.readLong());
        }
    }
}
