package exchange.matching;

import exchange.market.Side;

/**
 * The range of prices of a window of time that ends now. Time comes in slots of a 64th of the
 * window, so a price counts for the window and up to one slot more. The price that stood when the
 * window began counts too. Its state follows from what was traded alone, not from questions, so
 * replay reaches the same; it allocates nothing.
 */
public final class RecentPrices {
    private static final int SLOTS = 64;
    /** One more, because the window's first slot is only partly in it. */
    private static final int KEPT = SLOTS + 1;

    private final long[] slots = new long[KEPT];
    private final long[] lows = new long[KEPT];
    private final long[] highs = new long[KEPT];
    private final long[] lasts = new long[KEPT];
    private int first;
    private int count;
    private long slotMillis = 1;
    private long standing;

    /** Shows one slot of the past. */
    @FunctionalInterface
    public interface Visitor {
        void slot(long slot, long low, long high, long last);
    }

    /**
     * Begins anew.
     *
     * @param windowMillis how far back prices count
     * @param standingTicks the price that stands now, 0 for none
     */
    public void begin(long windowMillis, long standingTicks) {
        slotMillis = Math.max(1, windowMillis / SLOTS);
        standing = standingTicks;
        first = 0;
        count = 0;
    }

    /** A trade, not before the last one. */
    public void traded(long priceTicks, long time) {
        long slot = time / slotMillis;
        while (count > 0 && slots[first] < slot - SLOTS) {
            standing = lasts[first];
            first = (first + 1) % KEPT;
            count--;
        }
        int at = (first + count - 1 + KEPT) % KEPT;
        if (count == 0 || slots[at] != slot) {
            restore(slot, priceTicks, priceTicks, priceTicks);
            return;
        }
        lows[at] = Math.min(lows[at], priceTicks);
        highs[at] = Math.max(highs[at], priceTicks);
        lasts[at] = priceTicks;
    }

    /** Puts a slot behind the others, as it was. */
    public void restore(long slot, long low, long high, long last) {
        int at = (first + count) % KEPT;
        slots[at] = slot;
        lows[at] = low;
        highs[at] = high;
        lasts[at] = last;
        count++;
    }

    /**
     * The price of the window from which a further trade of this side moves away furthest: the
     * lowest for a BUY, the highest for a SELL; 0 when no price stood.
     */
    public long furthest(Side takerSide, long time) {
        long oldest = time / slotMillis - SLOTS;
        long found = standing;
        for (int i = 0; i < count; i++) {
            int at = (first + i) % KEPT;
            if (slots[at] < oldest) {
                found = lasts[at];
            } else if (takerSide == Side.BUY) {
                found = found == 0 ? lows[at] : Math.min(found, lows[at]);
            } else {
                found = Math.max(found, highs[at]);
            }
        }
        return found;
    }

    /** The price that stood before all slots, 0 for none. */
    public long standing() {
        return standing;
    }

    public int slotCount() {
        return count;
    }

    /** Shows all slots, the oldest first. */
    public void forEach(Visitor visitor) {
        for (int i = 0; i < count; i++) {
            int at = (first + i) % KEPT;
            visitor.slot(slots[at], lows[at], highs[at], lasts[at]);
        }
    }
}
