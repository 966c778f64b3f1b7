package exchange.audit;

import java.util.HashMap;
import java.util.Map;

/** A user's money as the facts tell it. Refuses to become negative or too large. */
final class AuditedAccount {
    private final long id;
    private final Map<String, Long> available = new HashMap<>();
    private final Map<String, Long> held = new HashMap<>();
    private long sequence;

    AuditedAccount(long id) {
        this.id = id;
    }

    void count(long next) {
        BadBatch.require(
                next == sequence + 1,
                "account %d is at event %d, the next is numbered %d",
                id,
                sequence,
                next);
        sequence = next;
    }

    void post(String asset, long availableChange, long heldChange) {
        change(available, asset, availableChange, "available");
        change(held, asset, heldChange, "held");
        BadBatch.require(
                available(asset) + held(asset) >= 0, "account %d has too much %s", id, asset);
    }

    private void change(Map<String, Long> balances, String asset, long change, String which) {
        long before = balances.getOrDefault(asset, 0L);
        BadBatch.require(
                before + change >= 0 && (change <= 0 || before + change > before),
                "account %d has %d %s %s, which cannot change by %d",
                id,
                before,
                asset,
                which,
                change);
        balances.put(asset, before + change);
    }

    long available(String asset) {
        return available.getOrDefault(asset, 0L);
    }

    long held(String asset) {
        return held.getOrDefault(asset, 0L);
    }

    boolean holdsNothing() {
        return held.values().stream().allMatch(units -> units == 0);
    }

    long sequence() {
        return sequence;
    }
}
