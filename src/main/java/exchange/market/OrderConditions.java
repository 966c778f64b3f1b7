package exchange.market;

/**
 * What most orders do not ask for; 0 for what an order is silent about.
 *
 * @param stopPriceTicks the last trade's price at which a stop begins to act
 * @param displayLots how much of a resting order the public book shows at a time
 * @param expiresAt when the order ends if it still lives, epoch milliseconds
 * @param listId of the two orders of which one cancels the other; their ids follow it
 */
public record OrderConditions(long stopPriceTicks, long displayLots, long expiresAt, long listId) {
    public static final OrderConditions NONE = new OrderConditions(0, 0, 0, 0);

    /** Each part of an iceberg that is shown costs the market a fact; so there are only so many. */
    public static final long PARTS_MAX = 100;

    /** An order that is in no list. */
    public OrderConditions(long stopPriceTicks, long displayLots, long expiresAt) {
        this(stopPriceTicks, displayLots, expiresAt, 0);
    }

    /** The same for all who ask for nothing, so that reading most orders makes no garbage. */
    public static OrderConditions of(long stopPriceTicks, long displayLots, long expiresAt) {
        return of(stopPriceTicks, displayLots, expiresAt, 0);
    }

    public static OrderConditions of(
            long stopPriceTicks, long displayLots, long expiresAt, long listId) {
        return (stopPriceTicks | displayLots | expiresAt | listId) == 0
                ? NONE
                : new OrderConditions(stopPriceTicks, displayLots, expiresAt, listId);
    }

    public boolean isNone() {
        return equals(NONE);
    }

    /** Whether an order of this quantity would be shown in too many parts. */
    public boolean hasTooManyParts(long quantityLots) {
        return displayLots != 0 && (quantityLots - 1) / PARTS_MAX >= displayLots;
    }

    public OrderConditions expiringAt(long millis) {
        return of(stopPriceTicks, displayLots, millis, listId);
    }

    public OrderConditions inList(long id) {
        return of(stopPriceTicks, displayLots, expiresAt, id);
    }
}
