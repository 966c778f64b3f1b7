package exchange.simulator;

/**
 * What the traders of one market know: its fair price now and some minutes ago, and what the makers
 * together have bought and sold. The makers' inventory is reckoned from the orders that were
 * wished, not heard from the exchange, so that the same seed always makes the same flow.
 */
final class Pit {
    private static final int REMEMBERED = 64;
    private static final long REMEMBER_MILLIS = 60_000;
    private static final double INVENTORY_FADES_SECONDS = 7_200;

    private final TradedMarket market;
    private final FairPrices prices;
    private final double share;
    private final double[] past = new double[REMEMBERED];
    private long pastAt;
    private int pastCount;
    private double inventory;
    private long inventoryAt;

    /** @param share of all orders that this market gets */
    Pit(TradedMarket market, FairPrices prices, double share, long now) {
        this.market = market;
        this.prices = prices;
        this.share = share;
        this.pastAt = now - REMEMBER_MILLIS;
        this.inventoryAt = now;
    }

    TradedMarket market() {
        return market;
    }

    double share() {
        return share;
    }

    double fair() {
        return prices.of(market);
    }

    double volatility() {
        return prices.volatility(market);
    }

    /** So many dollars of the base asset. */
    double quantity(double dollars) {
        return dollars / prices.dollars(market.base());
    }

    /** The time is now so late. */
    void at(long now) {
        if (now - pastAt >= REMEMBER_MILLIS) {
            past[pastCount++ % REMEMBERED] = fair();
            pastAt = now;
        }
        double seconds = (now - inventoryAt) / 1_000.0;
        inventory *= StrictMath.exp(-seconds / INVENTORY_FADES_SECONDS);
        inventoryAt = now;
    }

    /** Somebody took from the makers. */
    void taken(boolean buys, double quantity) {
        inventory += buys ? -quantity : quantity;
    }

    /** What the makers together have more than they began with, in dollars. */
    double inventoryDollars() {
        return inventory * prices.dollars(market.base());
    }

    /** The fair price's logarithm now less that of so many minutes ago; 0 while it is not known. */
    double change(int minutes) {
        return pastCount <= minutes || minutes >= REMEMBERED
                ? 0
                : StrictMath.log(fair() / past[(pastCount - 1 - minutes) % REMEMBERED]);
    }
}
