package exchange.matching;

import exchange.market.Side;

import java.util.function.Consumer;

/**
 * The orders that wait for the last trade's price to reach their stop price: those that wait for it
 * to rise by the lowest stop price, those that wait for it to fall by the highest, then by age.
 */
final class StopOrders {
    private final PriceLevels rising = new PriceLevels(Side.SELL);
    private final PriceLevels falling = new PriceLevels(Side.BUY);

    void add(Order order) {
        order.waits = true;
        levels(order).at(order.stopTicks).append(order);
    }

    void remove(Order order) {
        PriceLevel level = order.level;
        level.unlink(order);
        if (level.isEmpty()) {
            levels(order).remove(level);
        }
        order.waits = false;
    }

    private PriceLevels levels(Order order) {
        return order.type.triggersUpwards(order.side) ? rising : falling;
    }

    /** The first order that this price triggers, or {@link Order#NONE}. */
    Order firstReached(long priceTicks) {
        PriceLevel level = rising.best();
        if (level != null && level.priceTicks <= priceTicks) {
            return level.first;
        }
        level = falling.best();
        return level != null && level.priceTicks >= priceTicks ? level.first : Order.NONE;
    }

    /** The first that waits for a rise, else for a fall, or {@link Order#NONE}. */
    Order first() {
        PriceLevel level = rising.best() == null ? falling.best() : rising.best();
        return level == null ? Order.NONE : level.first;
    }

    void forEach(Consumer<Order> visitor) {
        forEach(rising, visitor);
        forEach(falling, visitor);
    }

    private static void forEach(PriceLevels levels, Consumer<Order> visitor) {
        for (PriceLevel level = levels.best(); level != null; level = level.worse) {
            for (Order order = level.first; order != null; order = order.after) {
                visitor.accept(order);
            }
        }
    }
}
