package exchange.accounts;

import org.agrona.collections.Long2LongHashMap;

import java.util.HashMap;
import java.util.Map;
import java.util.function.LongFunction;
import java.util.function.ToLongFunction;

/**
 * Finds the last order of an account with a client order id, for as long as the order is in memory.
 * Keys are 64-bit hashes and the orders themselves tell whether they are the ones meant; the rare
 * ids whose hash is taken by another go to a second map.
 */
final class ClientIds {
    private static final long NONE = 0;

    private final Long2LongHashMap idsByHash = new Long2LongHashMap(NONE);
    private final Map<ClientId, Long> collided = new HashMap<>();
    private final LongFunction<Order> orders;
    private final ToLongFunction<ClientId> hash;

    ClientIds(LongFunction<Order> orders) {
        this(orders, ClientIds::hash);
    }

    ClientIds(LongFunction<Order> orders, ToLongFunction<ClientId> hash) {
        this.orders = orders;
        this.hash = hash;
    }

    /** The order with that id, null when there is none. */
    Order find(ClientId id) {
        long orderId = idsByHash.get(hash.applyAsLong(id));
        if (orderId != NONE) {
            Order order = orders.apply(orderId);
            if (isNamed(order, id)) {
                return order;
            }
        }
        Long other = collided.isEmpty() ? null : collided.get(id);
        return other == null ? null : orders.apply(other);
    }

    /** The id means this order from now on. */
    void put(ClientId id, long orderId) {
        long key = hash.applyAsLong(id);
        long present = idsByHash.get(key);
        if (collided.containsKey(id) || present != NONE && !isNamed(orders.apply(present), id)) {
            collided.put(id, orderId);
        } else {
            idsByHash.put(key, orderId);
        }
    }

    /** The order goes; a later one with the same id stays. */
    void remove(ClientId id, long orderId) {
        long key = hash.applyAsLong(id);
        if (idsByHash.get(key) == orderId) {
            idsByHash.remove(key);
        } else {
            collided.remove(id, orderId);
        }
    }

    void clear() {
        idsByHash.clear();
        collided.clear();
    }

    private static boolean isNamed(Order order, ClientId id) {
        return order.owner.account() == id.account() && order.clientOrderId.equals(id.text());
    }

    private static long hash(ClientId id) {
        long mixed = id.account() * 0x9E3779B97F4A7C15L;
        for (int i = 0; i < id.text().length(); i++) {
            mixed = (mixed ^ id.text().charAt(i)) * 0x100000001B3L;
        }
        mixed = (mixed ^ mixed >>> 32) * 0xBF58476D1CE4E5B9L;
        return mixed ^ mixed >>> 29;
    }
}
