package exchange.faults;

import exchange.book.BookFact;
import exchange.market.Side;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Whether every trade takes the best price, and of that the order that has been there longest; by
 * the book's facts alone, with the plainest of all books.
 */
final class PriceTimePriority {
    private static final class Known {
        Side side;
        long priceTicks;
        long leavesLots;
        long quantityLots;
        long arrival;
        boolean rests;
    }

    private final Map<Long, Known> orders = new HashMap<>();
    private long arrivals;

    /** Takes the next fact; tells what is wrong with it. */
    Optional<String> apply(BookFact fact) {
        Optional<String> wrong = Optional.empty();
        switch (fact) {
            case BookFact.Accepted accepted -> accept(accepted);
            case BookFact.Rested rested -> rest(orders.get(rested.orderId()), rested.priceTicks());
            case BookFact.Refilled refilled ->
                rest(orders.get(refilled.orderId()), refilled.priceTicks());
            case BookFact.Traded traded -> {
                wrong = check(traded);
                trade(traded.makerOrderId(), traded.quantityLots());
                trade(traded.takerOrderId(), traded.quantityLots());
            }
            case BookFact.AuctionTraded traded -> {
                trade(traded.buyOrderId(), traded.quantityLots());
                trade(traded.sellOrderId(), traded.quantityLots());
            }
            case BookFact.Decremented decremented -> {
                forgo(decremented.orderId(), decremented.quantityLots());
                forgo(decremented.takerOrderId(), decremented.quantityLots());
            }
            case BookFact.Amended amended -> amend(amended);
            case BookFact.Ended ended -> orders.remove(ended.orderId());
            case BookFact.OfOrder other -> {}
            case BookFact.OfMarket other -> {}
        }
        return wrong;
    }

    private void accept(BookFact.Accepted accepted) {
        Known order = new Known();
        order.side = accepted.side();
        order.leavesLots = accepted.quantityLots();
        order.quantityLots = accepted.quantityLots();
        orders.put(accepted.orderId(), order);
        if (accepted.rests()) {
            rest(order, accepted.priceTicks());
        }
    }

    private void rest(Known order, long priceTicks) {
        order.priceTicks = priceTicks;
        order.arrival = ++arrivals;
        order.rests = true;
    }

    private void amend(BookFact.Amended amended) {
        Known order = orders.get(amended.orderId());
        order.leavesLots += amended.quantityLots() - order.quantityLots;
        order.quantityLots = amended.quantityLots();
        if (!amended.keepsPlace()) {
            order.rests = false;
            if (amended.rests()) {
                rest(order, amended.priceTicks());
            }
        }
    }

    private void trade(long orderId, long lots) {
        Known order = orders.get(orderId);
        order.leavesLots -= lots;
        if (order.rests && order.leavesLots == 0) {
            orders.remove(orderId);
        }
    }

    /** Its quantity is so much less, and so is what is left of it. */
    private void forgo(long orderId, long lots) {
        Known order = orders.get(orderId);
        order.leavesLots -= lots;
        order.quantityLots -= lots;
    }

    private Optional<String> check(BookFact.Traded traded) {
        Known maker = orders.get(traded.makerOrderId());
        if (maker == null || !maker.rests || maker.priceTicks != traded.priceTicks()) {
            return Optional.of("a trade with an order that does not rest there: " + traded);
        }
        for (Map.Entry<Long, Known> each : orders.entrySet()) {
            Known other = each.getValue();
            if (other != maker && other.rests && other.side == maker.side && goes(other, maker)) {
                return Optional.of("order " + each.getKey() + " was before the maker of " + traded);
            }
        }
        return Optional.empty();
    }

    private static boolean goes(Known first, Known second) {
        if (first.priceTicks != second.priceTicks) {
            return first.side == Side.BUY
                    ? first.priceTicks > second.priceTicks
                    : first.priceTicks < second.priceTicks;
        }
        return first.arrival < second.arrival;
    }
}
