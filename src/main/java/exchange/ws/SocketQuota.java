package exchange.ws;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How many sockets each address, or each account, has open on this node. Safe for threads. */
final class SocketQuota<K> {
    private final Map<K, Integer> open = new ConcurrentHashMap<>();
    private final int max;

    SocketQuota(int max) {
        this.max = max;
    }

    /** Counts one more, unless there are too many; whoever entered leaves once. */
    boolean enter(K who) {
        boolean[] entered = new boolean[1];
        open.compute(who, (key, count) -> {
            int before = count == null ? 0 : count;
            entered[0] = before < max;
            return entered[0] ? Integer.valueOf(before + 1) : count;
        });
        return entered[0];
    }

    void leave(K who) {
        open.computeIfPresent(who, (key, count) -> count == 1 ? null : count - 1);
    }

    int count(K who) {
        return open.getOrDefault(who, 0);
    }
}
