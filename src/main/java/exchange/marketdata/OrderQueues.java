package exchange.marketdata;

import exchange.book.BookFact;
import exchange.book.BookReply;
import exchange.book.PackedQueue;
import exchange.market.Side;
import exchange.marketdata.MarketUpdate.OrderChange;
import exchange.marketdata.MarketUpdate.OrderChange.What;
import exchange.marketdata.MarketUpdate.RestingOrder;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * A market's resting orders by priority, kept up to date from the book's facts. Of a very long
 * queue the book tells only the best part; what happens to the others is left out. Not safe for
 * several threads.
 */
final class OrderQueues {
    private final Map<Long, Place> places = new HashMap<>();
    private final TreeMap<Long, LinkedHashMap<Long, Place>> bids =
            new TreeMap<>(Collections.reverseOrder());
    private final TreeMap<Long, LinkedHashMap<Long, Place>> asks = new TreeMap<>();
    private final Consumer<OrderChange> changes;
    private final long sequence;

    /** A resting order and what it shows. */
    private static final class Place {
        private final long orderId;
        private final Side side;
        private final long priceTicks;
        private long lots;

        private Place(long orderId, Side side, long priceTicks, long lots) {
            this.orderId = orderId;
            this.side = side;
            this.priceTicks = priceTicks;
            this.lots = lots;
        }
    }

    /** @param changes is told every change that comes after these queues */
    OrderQueues(BookReply.Queues queues, Consumer<OrderChange> changes) {
        this.changes = changes;
        this.sequence = queues.sequence();
        PackedQueue.unpack(queues.bids()).forEach(each -> load(Side.BUY, each));
        PackedQueue.unpack(queues.asks()).forEach(each -> load(Side.SELL, each));
    }

    /**
     * @param bids by priority
     * @param asks by priority
     * @param sequence of the book that they are of
     * @param changes is told every change that comes after these queues
     */
    OrderQueues(
            List<RestingOrder> bids,
            List<RestingOrder> asks,
            long sequence,
            Consumer<OrderChange> changes) {
        this.changes = changes;
        this.sequence = sequence;
        bids.forEach(each -> load(Side.BUY, each));
        asks.forEach(each -> load(Side.SELL, each));
    }

    private void load(Side side, RestingOrder order) {
        put(new Place(order.orderId(), side, order.priceTicks(), order.quantityLots()));
    }

    private void load(Side side, PackedQueue.Queued order) {
        put(new Place(order.orderId(), side, order.priceTicks(), order.shownLots()));
    }

    /** The book's sequence that these queues began with. */
    long sequence() {
        return sequence;
    }

    /** Applies the next fact that changes the book. */
    void apply(BookFact fact, long now) {
        switch (fact) {
            case BookFact.Accepted accepted ->
                add(
                        now,
                        accepted.orderId(),
                        accepted.side(),
                        accepted.priceTicks(),
                        accepted.shownLots());
            case BookFact.Rested rested ->
                add(now, rested.orderId(), rested.side(), rested.priceTicks(), rested.shownLots());
            case BookFact.Refilled refilled ->
                add(
                        now,
                        refilled.orderId(),
                        refilled.side(),
                        refilled.priceTicks(),
                        refilled.shownLots());
            case BookFact.Decremented less -> reduce(now, less.orderId(), less.quantityLots(), 0);
            case BookFact.Amended amended -> amend(now, amended);
            case BookFact.Ended ended -> remove(now, ended.orderId(), 0);
            case BookFact.Traded traded ->
                reduce(now, traded.makerOrderId(), traded.quantityLots(), traded.tradeNumber());
            case BookFact.AuctionTraded traded -> {
                reduce(now, traded.buyOrderId(), traded.buyShownLots(), traded.tradeNumber());
                reduce(now, traded.sellOrderId(), traded.sellShownLots(), traded.tradeNumber());
            }
            case BookFact.OfMarket other -> {}
            case BookFact.Unseen other -> {}
        }
    }

    private void add(long now, long orderId, Side side, long priceTicks, long lots) {
        remove(now, orderId, 0);
        Place place = new Place(orderId, side, priceTicks, lots);
        put(place);
        tell(now, What.ADDED, place, 0);
    }

    private void amend(long now, BookFact.Amended amended) {
        Place place = places.get(amended.orderId());
        if (amended.keepsPlace() && place != null) {
            place.lots = amended.shownLots();
            tell(now, What.CHANGED, place, 0);
        } else if (amended.rests() && !amended.keepsPlace()) {
            add(now, amended.orderId(), amended.side(), amended.priceTicks(), amended.shownLots());
        } else if (!amended.rests()) {
            remove(now, amended.orderId(), 0);
        }
    }

    private void reduce(long now, long orderId, long lots, long tradeNumber) {
        Place place = places.get(orderId);
        if (place == null) {
            return;
        }
        place.lots -= lots;
        if (place.lots > 0) {
            tell(now, What.CHANGED, place, tradeNumber);
        } else {
            remove(now, orderId, tradeNumber);
        }
    }

    private void remove(long now, long orderId, long tradeNumber) {
        Place place = places.remove(orderId);
        if (place == null) {
            return;
        }
        place.lots = 0;
        var levels = side(place.side);
        LinkedHashMap<Long, Place> level = levels.get(place.priceTicks);
        level.remove(orderId);
        if (level.isEmpty()) {
            levels.remove(place.priceTicks);
        }
        tell(now, What.REMOVED, place, tradeNumber);
    }

    private void put(Place place) {
        places.put(place.orderId, place);
        side(place.side)
                .computeIfAbsent(place.priceTicks, price -> new LinkedHashMap<>())
                .put(place.orderId, place);
    }

    private TreeMap<Long, LinkedHashMap<Long, Place>> side(Side side) {
        return side == Side.BUY ? bids : asks;
    }

    private void tell(long now, What what, Place place, long tradeNumber) {
        changes.accept(new OrderChange(
                now, what, place.orderId, place.side, place.priceTicks, place.lots, tradeNumber));
    }

    /** All orders of a side by priority. */
    List<RestingOrder> orders(Side side) {
        List<RestingOrder> all = new ArrayList<>();
        side(side)
                .values()
                .forEach(level -> level.values()
                        .forEach(place -> all.add(
                                new RestingOrder(place.orderId, place.priceTicks, place.lots))));
        return all;
    }
}
