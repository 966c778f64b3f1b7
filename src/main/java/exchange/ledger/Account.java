package exchange.ledger;

import java.util.Arrays;

/**
 * What one user owns: per asset what is available and what is held for open orders. Neither is ever
 * negative, and both together always fit a long. Only the {@link Ledger} changes it.
 */
public final class Account {
    private final long id;
    private long[] available = {};
    private long[] held = {};

    Account(long id) {
        this.id = id;
    }

    public long id() {
        return id;
    }

    /** Assets with an index at or above this one were never touched. */
    public int assets() {
        return available.length;
    }

    public long available(int asset) {
        return asset < available.length ? available[asset] : 0;
    }

    public long held(int asset) {
        return asset < held.length ? held[asset] : 0;
    }

    /** How much of a credit this account can take before its balance would pass a long. */
    public long room(int asset) {
        return Long.MAX_VALUE - available(asset) - held(asset);
    }

    void set(int asset, long newAvailable, long newHeld) {
        if (asset >= available.length) {
            available = Arrays.copyOf(available, asset + 1);
            held = Arrays.copyOf(held, asset + 1);
        }
        available[asset] = newAvailable;
        held[asset] = newHeld;
    }
}
