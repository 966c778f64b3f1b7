package exchange.matching;

import exchange.market.SelfTradePrevention;
import exchange.market.Side;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The resting orders of one market by price, then time, and the stops that wait behind them. Best
 * price O(1), lookup and cancel O(1) (O(log levels) when a level becomes empty), no allocation once
 * it has been as large before. Every change is one of {@link #rest}, {@link #await}, {@link #fill},
 * {@link #refill}, {@link #forgo}, {@link #reduce}, {@link #move}, {@link #withdraw} and
 * {@link #end}; who trades is {@link Matcher}'s business. Not thread safe.
 */
public final class OrderBook {
    private final PriceLevels bids = new PriceLevels(Side.BUY);
    private final PriceLevels asks = new PriceLevels(Side.SELL);
    private final OrdersById ordersById = new OrdersById();
    private final StopOrders stops = new StopOrders();
    private final Expiries expiries = new Expiries();
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
        rest(order, order.displayedLots());
    }

    /** The same for an order that comes back from a snapshot. */
    public void rest(Order order, long shownLots) {
        enter(order);
        order.shownLots = shownLots;
        levels(order.side).at(order.priceTicks).append(order);
    }

    /** Lets a stop wait, behind all others of its stop price. */
    public void await(Order order) {
        enter(order);
        stops.add(order);
    }

    private void enter(Order order) {
        if (!ordersById.add(order)) {
            throw new IllegalStateException("order " + order.id + " is in the book already");
        }
        if (order.expiresAt != 0) {
            expiries.add(order);
        }
    }

    /**
     * Takes a trade off what is left of an order, resting or incoming, and first off what it shows.
     * A resting order that has nothing left leaves the book and must not be touched again; one that
     * shows nothing any more has to be refilled.
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
            long shown = Math.min(lots, order.shownLots);
            order.shownLots -= shown;
            order.level.subtract(shown);
            if (order.leavesLots == 0) {
                end(order);
            }
        }
    }

    /** An iceberg shows its next part, behind all others of its price. */
    public void refill(Order order) {
        PriceLevel level = order.level;
        level.unlink(order);
        order.shownLots = order.displayedLots();
        level.append(order);
    }

    /**
     * Takes lots off an order that it never trades, resting or incoming; nothing may be left. An
     * order by amount loses their worth instead.
     *
     * @param quote what the lots would have cost
     * @param unheld what leaves the hold
     */
    public void forgo(Order order, long lots, long quote, long unheld) {
        order.held -= unheld;
        if (order.isByAmount()) {
            order.leavesAmount -= quote;
            return;
        }
        order.quantityLots -= lots;
        order.leavesLots -= lots;
        if (order.isResting()) {
            order.shownLots -= lots;
            order.level.subtract(lots);
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
        long hidden = Math.max(0, order.shownLots - order.leavesLots);
        order.shownLots -= hidden;
        order.level.subtract(hidden);
    }

    /** Adds to what is held for an order in the book. */
    public void fund(Order order, long heldMore) {
        order.held += heldMore;
    }

    /** Gives an order that was withdrawn another limit and quantity. */
    public void amend(Order order, long priceTicks, long quantityLots, long heldMore) {
        order.leavesLots += quantityLots - order.quantityLots;
        order.quantityLots = quantityLots;
        order.priceTicks = priceTicks;
        order.held += heldMore;
    }

    /** Puts a resting order behind all others of another price, at which it meets nobody. */
    public void move(Order order, long priceTicks) {
        leaveLevel(order);
        order.priceTicks = priceTicks;
        order.shownLots = order.displayedLots();
        levels(order.side).at(priceTicks).append(order);
    }

    /** Takes a resting or waiting order out to match it; it lives on, to rest again or to end. */
    public void withdraw(Order order) {
        if (order.waits) {
            stops.remove(order);
        } else {
            leaveLevel(order);
        }
        ordersById.remove(order);
        if (order.expiryPlace != Expiries.NOWHERE) {
            expiries.remove(order);
        }
    }

    private void leaveLevel(Order order) {
        PriceLevel level = order.level;
        level.unlink(order);
        if (level.isEmpty()) {
            levels(order.side).remove(level);
        }
    }

    /** Takes an order out, resting, waiting or incoming. It must not be touched again. */
    public void end(Order order) {
        if (order.level != null) {
            withdraw(order);
        }
        order.selfTradePrevention = SelfTradePrevention.NONE;
        order.after = free;
        free = order;
    }

    /** The resting order of this id, or {@link Order#NONE}. */
    public Order resting(long orderId) {
        Order order = ordersById.get(orderId);
        return order.waits ? Order.NONE : order;
    }

    /** The order of this id, resting or waiting, or {@link Order#NONE}. */
    public Order find(long orderId) {
        return ordersById.get(orderId);
    }

    /** The stop that this price of the last trade triggers first, or {@link Order#NONE}. */
    public Order firstReached(long lastPriceTicks) {
        return stops.firstReached(lastPriceTicks);
    }

    /** The trailing stop that begins to follow at this price, or {@link Order#NONE}. */
    public Order firstToFollow(long lastPriceTicks) {
        return stops.firstToFollow(lastPriceTicks);
    }

    /** How many trailing stops follow. */
    public int followingCount() {
        return stops.following().size();
    }

    /** One of the trailing stops that follow, by id. */
    public Order following(int index) {
        return stops.following().get(index);
    }

    /** Gives a trailing stop this stop price, from which on it follows. */
    public void follow(Order order, long stopTicks) {
        stops.follow(order, stopTicks);
    }

    /** Any stop that waits, the same one for the same history, or {@link Order#NONE}. */
    public Order firstWaiting() {
        return stops.first();
    }

    /** The order that ends next because of its time, or {@link Order#NONE}. */
    public Order firstToExpire() {
        return expiries.first();
    }

    /** When {@link #firstToExpire} ends, epoch milliseconds; Long.MAX_VALUE when no order does. */
    public long nextExpiry() {
        Order first = expiries.first();
        return first.exists() ? first.expiresAt : Long.MAX_VALUE;
    }

    /** The first order of the best level, or {@link Order#NONE}. */
    public Order best(Side side) {
        PriceLevel level = levels(side).best();
        return level == null ? Order.NONE : level.first;
    }

    /** The first order of a side but this one and those whose time is over by then. */
    public Order best(Side side, Order without, long time) {
        Order order = best(side);
        while (order.exists() && (order == without || order.isOverAt(time))) {
            order = behind(order);
        }
        return order;
    }

    private static Order behind(Order order) {
        if (order.after != null) {
            return order.after;
        }
        PriceLevel level = order.level.worse;
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

    /** Orders that rest or wait. */
    public int orderCount() {
        return ordersById.size();
    }

    /** Shows every waiting order, in the order they would be triggered. */
    public void forEachWaiting(Consumer<Order> visitor) {
        stops.forEach(visitor);
    }

    /** Shows every resting order of a side by priority. The visitor changes nothing. */
    public void forEach(Side side, Consumer<Order> visitor) {
        for (PriceLevel level = levels(side).best(); level != null; level = level.worse) {
            for (Order order = level.first; order != null; order = order.after) {
                visitor.accept(order);
            }
        }
    }

    /** The ids of an account's orders on these sides, resting or waiting, ascending. */
    public long[] idsOf(long account, boolean bids, boolean asks) {
        List<Order> meant = new ArrayList<>();
        Consumer<Order> collect = order -> {
            if (order.account == account && (order.side == Side.BUY ? bids : asks)) {
                meant.add(order);
            }
        };
        forEach(Side.BUY, collect);
        forEach(Side.SELL, collect);
        forEachWaiting(collect);
        return meant.stream().mapToLong(Order::id).sorted().toArray();
    }

    PriceLevel bestLevel(Side side) {
        return levels(side).best();
    }

    private PriceLevels levels(Side side) {
        return side == Side.BUY ? bids : asks;
    }
}
