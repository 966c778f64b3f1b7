package exchange.matching;

import java.util.Arrays;

/**
 * The orders that end at a moment, the next one first; of one moment the lowest id. A binary heap
 * whose orders know their places, so that taking any of them out is O(log n) and allocates nothing.
 */
final class Expiries {
    static final int NOWHERE = -1;

    private Order[] heap = new Order[16];
    private int size;

    /** The order that ends next, or {@link Order#NONE}. */
    Order first() {
        return size == 0 ? Order.NONE : heap[0];
    }

    void add(Order order) {
        if (size == heap.length) {
            heap = Arrays.copyOf(heap, 2 * size);
        }
        size++;
        rise(order, size - 1);
    }

    void remove(Order order) {
        int place = order.expiryPlace;
        order.expiryPlace = NOWHERE;
        size--;
        Order last = heap[size];
        heap[size] = null;
        if (last != order) {
            sink(last, place);
            rise(last, last.expiryPlace);
        }
    }

    private void rise(Order order, int from) {
        int place = from;
        while (place > 0 && isBefore(order, heap[(place - 1) / 2])) {
            put(heap[(place - 1) / 2], place);
            place = (place - 1) / 2;
        }
        put(order, place);
    }

    private void sink(Order order, int from) {
        int place = from;
        for (int child = 2 * place + 1; child < size; child = 2 * place + 1) {
            if (child + 1 < size && isBefore(heap[child + 1], heap[child])) {
                child++;
            }
            if (!isBefore(heap[child], order)) {
                break;
            }
            put(heap[child], place);
            place = child;
        }
        put(order, place);
    }

    private void put(Order order, int place) {
        heap[place] = order;
        order.expiryPlace = place;
    }

    private static boolean isBefore(Order a, Order b) {
        return a.expiresAt == b.expiresAt ? a.id < b.id : a.expiresAt < b.expiresAt;
    }
}
