package exchange.market;

/**
 * When a market stops by itself: before a trade at a price that is further than the move from any
 * price of the window before it. It then halts, and opens again by an auction.
 *
 * @param move millionths of a price; 0 for never
 * @param windowMillis how far back prices count
 * @param haltMillis how long the halt lasts; 0 begins the auction at once
 * @param auctionMillis how long the auction lasts, after any halt that ends by itself
 */
public record CircuitBreaker(int move, int windowMillis, int haltMillis, int auctionMillis) {
    public static final CircuitBreaker OFF = new CircuitBreaker(0, 60_000, 30_000, 60_000);

    public static final int MILLIS_MIN = 1_000;
    public static final int MILLIS_MAX = 86_400_000;

    private static final int MILLION = 1_000_000;

    public CircuitBreaker {
        if (move < 0 || move >= MILLION) {
            throw new IllegalArgumentException("circuit breaker: move must be 0 to below 100 %");
        }
        requireMillis("window", windowMillis, MILLIS_MIN);
        requireMillis("halt", haltMillis, 0);
        requireMillis("auction", auctionMillis, MILLIS_MIN);
    }

    private static void requireMillis(String what, int found, int least) {
        if (found < least || found > MILLIS_MAX) {
            throw new IllegalArgumentException("circuit breaker: " + what + " must last " + least
                    + " to " + MILLIS_MAX + " ms, found " + found);
        }
    }

    public boolean isOn() {
        return move > 0;
    }

    /** The highest price that may follow this one. */
    public long highestAfter(long priceTicks) {
        long step = step(priceTicks);
        return priceTicks > Long.MAX_VALUE - step ? Long.MAX_VALUE : priceTicks + step;
    }

    /** The lowest price that may follow this one. */
    public long lowestAfter(long priceTicks) {
        return priceTicks - step(priceTicks);
    }

    /** The move from a price, rounded towards it. */
    private long step(long priceTicks) {
        return priceTicks / MILLION * move + priceTicks % MILLION * move / MILLION;
    }
}
