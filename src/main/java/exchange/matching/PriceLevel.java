package exchange.matching;

/**
 * The resting orders of one side at one price, first come first served, and what they show
 * together; or the stops that wait for one price.
 */
final class PriceLevel {
    PriceBlock block;
    long priceTicks;
    PriceLevel better;
    PriceLevel worse;
    Order first;
    private Order last;
    /** How many of the orders show only a part of themselves. */
    private int icebergs;

    // The total as two digits of base 2^63: many large orders at one price can pass a long.
    private long totalLow;
    private long totalHigh;

    void append(Order order) {
        order.level = this;
        order.before = last;
        order.after = null;
        if (last == null) {
            first = order;
        } else {
            last.after = order;
        }
        last = order;
        icebergs += order.displayLots == 0 ? 0 : 1;
        add(order.shownLots);
    }

    void unlink(Order order) {
        if (order.before == null) {
            first = order.after;
        } else {
            order.before.after = order.after;
        }
        if (order.after == null) {
            last = order.before;
        } else {
            order.after.before = order.before;
        }
        order.level = null;
        order.before = null;
        order.after = null;
        icebergs -= order.displayLots == 0 ? 0 : 1;
        subtract(order.shownLots);
    }

    private void add(long lots) {
        totalLow += lots;
        if (totalLow < 0) {
            totalLow ^= Long.MIN_VALUE;
            totalHigh++;
        }
    }

    void subtract(long lots) {
        totalLow -= lots;
        if (totalLow < 0) {
            totalLow ^= Long.MIN_VALUE;
            totalHigh--;
        }
    }

    boolean isEmpty() {
        return first == null;
    }

    /** What all orders here have, shown or not; Long.MAX_VALUE stands for more than that too. */
    long allLots() {
        if (icebergs == 0) {
            return totalLots();
        }
        long lots = 0;
        for (Order order = first; order != null; order = order.after) {
            lots = lots > Long.MAX_VALUE - order.leavesLots
                    ? Long.MAX_VALUE
                    : lots + order.leavesLots;
        }
        return lots;
    }

    boolean hasHidden() {
        return icebergs > 0;
    }

    /** The lots all orders here show; Long.MAX_VALUE stands for more than that too. */
    long totalLots() {
        return totalHigh == 0 ? totalLow : Long.MAX_VALUE;
    }
}
