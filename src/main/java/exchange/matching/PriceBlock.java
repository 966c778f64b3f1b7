package exchange.matching;

/** The levels of 64 neighbouring prices, and a bit for each price that has one. */
final class PriceBlock {
    static final int BITS = 6;
    private static final int LAST = (1 << BITS) - 1;

    private final PriceLevel[] levels = new PriceLevel[LAST + 1];
    private long present;

    /** The keys here, without their last bits. */
    long number;

    PriceBlock nextFree;

    boolean isEmpty() {
        return present == 0;
    }

    /** The level of a key, or null. */
    PriceLevel find(long key) {
        return levels[(int) key & LAST];
    }

    void add(long key, PriceLevel level) {
        levels[(int) key & LAST] = level;
        level.block = this;
        present |= 1L << key;
    }

    void remove(long key) {
        levels[(int) key & LAST] = null;
        present &= ~(1L << key);
    }

    /** The level of the next higher key than this, or null. */
    PriceLevel above(long key) {
        // Two shifts: one by 64 would do nothing.
        long higher = present >>> key >>> 1;
        return higher == 0
                ? null
                : levels[((int) key & LAST) + 1 + Long.numberOfTrailingZeros(higher)];
    }

    /** The level of the next lower key than this, or null. */
    PriceLevel below(long key) {
        long lower = present & (1L << key) - 1;
        return lower == 0 ? null : levels[LAST - Long.numberOfLeadingZeros(lower)];
    }

    /** The level of the lowest key; there is one. */
    PriceLevel lowest() {
        return levels[Long.numberOfTrailingZeros(present)];
    }
}
