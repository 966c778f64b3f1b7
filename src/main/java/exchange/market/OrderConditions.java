package exchange.market;

/**
 * What most orders do not ask for; 0 for what an order is silent about.
 *
 * @param stopPriceTicks the last trade's price at which a stop begins to act
 * @param displayLots how much of a resting order the public book shows at a time
 * @param expiresAt when the order ends if it still lives, epoch milliseconds
 * @param listId of the two orders of which one cancels the other; their ids follow it
 * @param trailTicks how far behind the last trade's price the stop price of a trailing stop stays;
 *     its stopPriceTicks is where it begins to follow, 0 for at once
 * @param trailBasisPoints the same in ten thousandths of that price
 */
public record OrderConditions(
        long stopPriceTicks,
        long displayLots,
        long expiresAt,
        long listId,
        long trailTicks,
        long trailBasisPoints) {
    public static final OrderConditions NONE = new OrderConditions(0, 0, 0);

    /** Each part of an iceberg that is shown costs the market a fact; so there are only so many. */
    public static final long PARTS_MAX = 100;

    /** The largest distance in basis points: the whole price. */
    public static final long TRAIL_BASIS_POINTS_MAX = 10_000;

    /** An order that is in no list and does not trail. */
    public OrderConditions(long stopPriceTicks, long displayLots, long expiresAt) {
        this(stopPriceTicks, displayLots, expiresAt, 0, 0, 0);
    }

    /** The same for all who ask for nothing, so that reading most orders makes no garbage. */
    public static OrderConditions of(long stopPriceTicks, long displayLots, long expiresAt) {
        return of(stopPriceTicks, displayLots, expiresAt, 0);
    }

    public static OrderConditions of(
            long stopPriceTicks, long displayLots, long expiresAt, long listId) {
        return of(stopPriceTicks, displayLots, expiresAt, listId, 0, 0);
    }

    public static OrderConditions of(
            long stopPriceTicks,
            long displayLots,
            long expiresAt,
            long listId,
            long trailTicks,
            long trailBasisPoints) {
        boolean none =
                (stopPriceTicks | displayLots | expiresAt | listId | trailTicks | trailBasisPoints)
                        == 0;
        return none
                ? NONE
                : new OrderConditions(
                        stopPriceTicks,
                        displayLots,
                        expiresAt,
                        listId,
                        trailTicks,
                        trailBasisPoints);
    }

    public boolean isTrailing() {
        return (trailTicks | trailBasisPoints) != 0;
    }

    /**
     * The stop price of a trailing stop at its distance from a price; part of a tick counts whole.
     *
     * @param rising whether it waits for a rise, above the price
     */
    public long stopBehind(long ticks, boolean rising) {
        long distance = trailTicks != 0 ? trailTicks : Math.max(1, share(ticks));
        if (rising) {
            return ticks > Long.MAX_VALUE - distance ? Long.MAX_VALUE : ticks + distance;
        }
        return Math.max(1, ticks - distance);
    }

    private long share(long ticks) {
        long whole = ticks / TRAIL_BASIS_POINTS_MAX * trailBasisPoints;
        long rest = ticks % TRAIL_BASIS_POINTS_MAX * trailBasisPoints;
        return whole + Math.ceilDiv(rest, TRAIL_BASIS_POINTS_MAX);
    }

    public boolean isNone() {
        return equals(NONE);
    }

    /** Whether an order of this quantity would be shown in too many parts. */
    public boolean hasTooManyParts(long quantityLots) {
        return displayLots != 0 && (quantityLots - 1) / PARTS_MAX >= displayLots;
    }

    public OrderConditions expiringAt(long millis) {
        return of(stopPriceTicks, displayLots, millis, listId, trailTicks, trailBasisPoints);
    }

    public OrderConditions inList(long id) {
        return of(stopPriceTicks, displayLots, expiresAt, id, trailTicks, trailBasisPoints);
    }

    /** A stop that begins to act so far behind the last trade's price. */
    public OrderConditions trailing(long ticks, long basisPoints) {
        return of(stopPriceTicks, displayLots, expiresAt, listId, ticks, basisPoints);
    }
}
