package exchange.matching;

import exchange.market.Side;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The orders that wait for the last trade's price to reach their stop price: those that wait for it
 * to rise by the lowest stop price, those that wait for it to fall by the highest, then by age.
 * Trailing stops wait apart until they begin to follow.
 */
final class StopOrders {
    private final PriceLevels rising = new PriceLevels(Side.SELL);
    private final PriceLevels falling = new PriceLevels(Side.BUY);
    private final PriceLevels toFollowRising = new PriceLevels(Side.SELL);
    private final PriceLevels toFollowFalling = new PriceLevels(Side.BUY);
    /** By id. */
    private final List<Order> following = new ArrayList<>();

    void add(Order order) {
        order.waits = true;
        levels(order).at(order.stopTicks).append(order);
        if (order.follows) {
            following.add(-1 - place(order), order);
        }
    }

    void remove(Order order) {
        PriceLevel level = order.level;
        level.unlink(order);
        if (level.isEmpty()) {
            levels(order).remove(level);
        }
        if (order.follows) {
            following.remove(place(order));
        }
        order.waits = false;
    }

    /** Its place among those that follow, or -1 - the place it should have. */
    private int place(Order order) {
        int low = 0;
        int high = following.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (following.get(middle).id < order.id) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        boolean found = low < following.size() && following.get(low) == order;
        return found ? low : -1 - low;
    }

    private PriceLevels levels(Order order) {
        boolean up = order.type.triggersUpwards(order.side);
        if (order.isTrailing() && !order.follows) {
            return up ? toFollowFalling : toFollowRising;
        }
        return up ? rising : falling;
    }

    /** The first order that this price triggers, or {@link Order#NONE}. */
    Order firstReached(long priceTicks) {
        return firstReached(rising, falling, priceTicks);
    }

    /** The first trailing stop that begins to follow at this price, or {@link Order#NONE}. */
    Order firstToFollow(long priceTicks) {
        return firstReached(toFollowRising, toFollowFalling, priceTicks);
    }

    private static Order firstReached(PriceLevels up, PriceLevels down, long priceTicks) {
        PriceLevel level = up.best();
        if (level != null && level.priceTicks <= priceTicks) {
            return level.first;
        }
        level = down.best();
        return level != null && level.priceTicks >= priceTicks ? level.first : Order.NONE;
    }

    /** The trailing stops that follow, by id. */
    List<Order> following() {
        return following;
    }

    /** Moves a trailing stop's stop price, behind all others of that price. */
    void follow(Order order, long stopTicks) {
        remove(order);
        order.stopTicks = stopTicks;
        order.follows = true;
        add(order);
    }

    /** The first that waits for a rise, else for a fall, or {@link Order#NONE}. */
    Order first() {
        Order first = first(rising, falling);
        return first.exists() ? first : first(toFollowRising, toFollowFalling);
    }

    private static Order first(PriceLevels up, PriceLevels down) {
        PriceLevel level = up.best() == null ? down.best() : up.best();
        return level == null ? Order.NONE : level.first;
    }

    void forEach(Consumer<Order> visitor) {
        forEach(rising, visitor);
        forEach(falling, visitor);
        forEach(toFollowRising, visitor);
        forEach(toFollowFalling, visitor);
    }

    private static void forEach(PriceLevels levels, Consumer<Order> visitor) {
        for (PriceLevel level = levels.best(); level != null; level = level.worse) {
            for (Order order = level.first; order != null; order = order.after) {
                visitor.accept(order);
            }
        }
    }
}
