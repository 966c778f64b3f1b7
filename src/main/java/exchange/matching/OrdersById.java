package exchange.matching;

/**
 * The resting orders by their ids: open addressing in one array, at most half full, which touches
 * nothing but the order itself where there is no collision. Shrinks never, so a book that has been
 * as large before allocates nothing.
 */
final class OrdersById {
    /** 2^64 divided by the golden ratio: spreads ids that follow each other. */
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private Order[] slots = new Order[1 << 10];
    private int shift = 64 - 10;
    private int size;

    int size() {
        return size;
    }

    /** The order of this id, or {@link Order#NONE}. */
    Order get(long id) {
        Order[] in = slots;
        int at = home(id);
        while (in[at] != null) {
            if (in[at].id == id) {
                return in[at];
            }
            at = at + 1 & in.length - 1;
        }
        return Order.NONE;
    }

    /** Adds an order, unless there is one of its id: then it is false. */
    boolean add(Order order) {
        if (size * 2 == slots.length) {
            grow();
        }
        int at = home(order.id);
        while (slots[at] != null) {
            if (slots[at].id == order.id) {
                return false;
            }
            at = at + 1 & slots.length - 1;
        }
        slots[at] = order;
        size++;
        return true;
    }

    /** Takes an order out that is here, and moves up those that it had pushed away. */
    void remove(Order order) {
        int last = slots.length - 1;
        int hole = home(order.id);
        while (slots[hole] != order) {
            hole = hole + 1 & last;
        }
        size--;
        for (int at = hole + 1 & last; slots[at] != null; at = at + 1 & last) {
            boolean isReachableFromHole = (at - home(slots[at].id) & last) >= (at - hole & last);
            if (isReachableFromHole) {
                slots[hole] = slots[at];
                hole = at;
            }
        }
        slots[hole] = null;
    }

    private int home(long id) {
        return (int) (id * SPREAD >>> shift);
    }

    private void grow() {
        Order[] old = slots;
        slots = new Order[old.length * 2];
        shift--;
        size = 0;
        for (Order order : old) {
            if (order != null) {
                add(order);
            }
        }
    }
}
