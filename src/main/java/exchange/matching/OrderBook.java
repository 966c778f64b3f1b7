package exchange.matching;

import exchange.market.SelfTradePrevention;
import exchange.market.Side;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The resting orders of one market by price, then time. Best price O(1), lookup and cancel O(1)
 * (O(log levels) when a level becomes empty), no allocation once it has been as large before. Every
 * change is one of {@link #rest}, {@link #fill}, {@link #reduce}, {@link #move}, {@link #withdraw}
 * and {@link #end}; who trades is {@link Matcher}'s business. Not thread safe.
 */
public final class OrderBook {
    private final PriceLevels bids = new PriceLevels(Side.BUY);
    private final PriceLevels asks = new PriceLevels(Side.SELL);
    private final OrdersById restingById = new OrdersById();
    private Order free;

    /** An order that is not in the book yet; its terms and funds are to be set. */
    public Order newOrder(long id, long account, Side side) {
        Order order = free;
        if (order == null) {
            order = new Order();
        } else {
            free = order.after;
            order.after = null;
        }
        order.id = id;
        order.account = account;
        order.side = side;
        return order;
    }

    /** Puts the order behind all others of its price. */
    public void rest(Order order) {
        if (!restingById.add(order)) {
            throw new IllegalStateException("order " + order.id + " rests already");
        }
        levels(order.side).at(order.priceTicks).append(order);
    }

    /**
     * Takes a trade off what is left of an order, resting or incoming. A resting order that has
     * nothing left leaves the book and must not be touched again.
     *
     * @param quote the trade in quote units
     * @param unheld what leaves the hold: used and released
     */
    public void fill(Order order, long lots, long quote, long unheld) {
        order.held -= unheld;
        if (order.isByAmount()) {
            order.leavesAmount -= quote;
            return;
        }
        order.leavesLots -= lots;
        if (order.isResting()) {
            order.level.subtract(lots);
            if (order.leavesLots == 0) {
                end(order);
            }
        }
    }

    /**
     * Makes a resting order smaller by less than what is left of it. It keeps its place.
     *
     * @param unheld what leaves its hold
     */
    public void reduce(Order order, long lots, long unheld) {
        if (lots <= 0 || lots >= order.leavesLots) {
            throw new IllegalStateException("order " + order.id + " with " + order.leavesLots
                    + " lots left is not reduced by " + lots);
        }
        order.quantityLots -= lots;
        order.leavesLots -= lots;
        order.held -= unheld;
        order.level.subtract(lots);
    }

    /** Puts a resting order behind all others of another price, at which it meets nobody. */
    public void move(Order order, long priceTicks) {
        leaveLevel(order);
        order.priceTicks = priceTicks;
        levels(order.side).at(priceTicks).append(order);
    }

    /** Takes a resting order out to match it; it lives on, to rest again or to end. */
    public void withdraw(Order order) {
        leaveLevel(order);
        restingById.remove(order);
    }

    private void leaveLevel(Order order) {
        PriceLevel level = order.level;
        level.unlink(order);
        if (level.isEmpty()) {
            levels(order.side).remove(level);
        }
    }

    /** Takes an order out, resting or incoming. It must not be touched again. */
    public void end(Order order) {
        if (order.isResting()) {
            withdraw(order);
        }
        order.selfTradePrevention = SelfTradePrevention.NONE;
        order.after = free;
        free = order;
    }

    /** The resting order of this id, or {@link Order#NONE}. */
    public Order resting(long orderId) {
        return restingById.get(orderId);
    }

    /** The first order of the best level, or {@link Order#NONE}. */
    public Order best(Side side) {
        PriceLevel level = levels(side).best();
        return level == null ? Order.NONE : level.first;
    }

    /** The best price in ticks, 0 when the side is empty. */
    public long bestPriceTicks(Side side) {
        PriceLevel level = levels(side).best();
        return level == null ? 0 : level.priceTicks;
    }

    /** What the best price offers together, 0 when the side is empty. */
    public long bestQuantityLots(Side side) {
        PriceLevel level = levels(side).best();
        return level == null ? 0 : level.totalLots();
    }

    /** The best levels of a side, best first, copied; at most so many. */
    public List<DepthLevel> levels(Side side, int max) {
        List<DepthLevel> depth = new ArrayList<>(Math.min(max, levelCount(side)));
        PriceLevel level = levels(side).best();
        for (; level != null && depth.size() < max; level = level.worse) {
            depth.add(new DepthLevel(level.priceTicks, level.totalLots()));
        }
        return depth;
    }

    public int levelCount(Side side) {
        return levels(side).size();
    }

    public int orderCount() {
        return restingById.size();
    }

    /** Shows every resting order of a side by priority. The visitor changes nothing. */
    public void forEach(Side side, Consumer<Order> visitor) {
        for (PriceLevel level = levels(side).best(); level != null; level = level.worse) {
            for (Order order = level.first; order != null; order = order.after) {
                visitor.accept(order);
            }
        }
    }

    PriceLevel bestLevel(Side side) {
        return levels(side).best();
    }

    private PriceLevels levels(Side side) {
        return side == Side.BUY ? bids : asks;
    }
}
