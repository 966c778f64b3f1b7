package exchange.matching;

/** The resting orders of one side at one price, first come first served, and their total. */
final class PriceLevel {
    PriceBlock block;
    long priceTicks;
    PriceLevel better;
    PriceLevel worse;
    Order first;
    private Order last;

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
        add(order.leavesLots);
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
        subtract(order.leavesLots);
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

    /** The lots of all orders here; Long.MAX_VALUE stands for more than that too. */
    long totalLots() {
        return totalHigh == 0 ? totalLow : Long.MAX_VALUE;
    }
}
