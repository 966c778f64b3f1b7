package exchange.market;

/**
 * What an account may do in a market, unless its tier is unlimited.
 *
 * @param openOrders most orders that rest or wait at once
 * @param stops most of them that wait for their stop price
 * @param priceLow millionths of the last trade's price, below which no limit may be; 0 for none
 * @param priceHigh millionths of the last trade's price, above which no limit may be; 0 for none
 */
public record AccountLimits(int openOrders, int stops, int priceLow, int priceHigh) {
    public static final int ORDERS_MAX = 1_000_000;
    /** A thousand times the last trade's price, in millionths. */
    public static final int PRICE_MAX = 1_000_000_000;

    public static final AccountLimits STANDARD = new AccountLimits(200, 20, 200_000, 5_000_000);
    public static final AccountLimits NONE = new AccountLimits(ORDERS_MAX, ORDERS_MAX, 0, 0);

    private static final int MILLION = 1_000_000;

    public AccountLimits {
        requireOrders("open orders", openOrders);
        requireOrders("stops", stops);
        if (priceLow < 0 || priceLow > MILLION) {
            throw new IllegalArgumentException("limits: the lowest price must be 0 to 1 of the"
                    + " last trade's, found " + priceLow + " millionths");
        }
        if (priceHigh != 0 && (priceHigh < MILLION || priceHigh > PRICE_MAX)) {
            throw new IllegalArgumentException("limits: the highest price must be 0 or 1 to 1000"
                    + " of the last trade's, found " + priceHigh + " millionths");
        }
    }

    private static void requireOrders(String what, int found) {
        if (found < 1 || found > ORDERS_MAX) {
            throw new IllegalArgumentException(
                    "limits: " + what + " must be 1 to " + ORDERS_MAX + ", found " + found);
        }
    }

    /** Whether a limit may have this price; any may before the first trade. */
    public boolean allows(long priceTicks, long lastPriceTicks) {
        return lastPriceTicks == 0
                || priceTicks >= lowest(lastPriceTicks) && priceTicks <= highest(lastPriceTicks);
    }

    private long lowest(long last) {
        long whole = last / MILLION * priceLow;
        return whole + (last % MILLION * priceLow + MILLION - 1) / MILLION;
    }

    private long highest(long last) {
        long whole = last / MILLION;
        if (priceHigh == 0 || whole > Long.MAX_VALUE / priceHigh - MILLION) {
            return Long.MAX_VALUE;
        }
        return whole * priceHigh + last % MILLION * priceHigh / MILLION;
    }
}
