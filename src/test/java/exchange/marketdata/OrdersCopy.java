package exchange.marketdata;

import static org.assertj.core.api.Assertions.assertThat;

import exchange.market.Side;
import exchange.marketdata.MarketUpdate.Kind;
import exchange.marketdata.MarketUpdate.OrderChange;
import exchange.marketdata.MarketUpdate.RestingOrder;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A follower's copy of the resting orders, from snapshots and changes. */
final class OrdersCopy {
    private final Map<Long, RestingOrder> bids = new LinkedHashMap<>();
    private final Map<Long, RestingOrder> asks = new LinkedHashMap<>();
    private long sequence;

    void take(MarketUpdate update) {
        if (update instanceof MarketUpdate.OrderQueues queues) {
            bids.clear();
            asks.clear();
            queues.bids().forEach(order -> bids.put(order.orderId(), order));
            queues.asks().forEach(order -> asks.put(order.orderId(), order));
        } else {
            MarketUpdate.Orders orders = (MarketUpdate.Orders) update;
            assertThat(orders.kind()).isEqualTo(Kind.CHANGE);
            assertThat(orders.previousSequence()).isEqualTo(sequence);
            orders.changes().forEach(this::change);
        }
        sequence = update.sequence();
    }

    private void change(OrderChange change) {
        Map<Long, RestingOrder> side = change.side() == Side.BUY ? bids : asks;
        RestingOrder now =
                new RestingOrder(change.orderId(), change.priceTicks(), change.quantityLots());
        switch (change.what()) {
            case ADDED -> {
                assertThat(side).doesNotContainKey(change.orderId());
                side.put(change.orderId(), now);
            }
            case CHANGED -> assertThat(side.put(change.orderId(), now)).isNotNull();
            case REMOVED -> assertThat(side.remove(change.orderId())).isNotNull();
        }
    }

    long sequence() {
        return sequence;
    }

    /** By priority: the map has them in the order in which they came. */
    List<RestingOrder> orders(Side side) {
        Comparator<RestingOrder> best = Comparator.comparingLong(RestingOrder::priceTicks);
        List<RestingOrder> all = new ArrayList<>((side == Side.BUY ? bids : asks).values());
        all.sort(side == Side.BUY ? best.reversed() : best);
        return all;
    }
}
