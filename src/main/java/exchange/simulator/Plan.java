package exchange.simulator;

/**
 * How a market is to live.
 *
 * @param seed everything derives from it
 * @param marketsMax of the exchange's markets the first so many
 * @param ordersPerSecond of all bots together, on average
 * @param isEachLifeNew whether a life that begins later is another one, or the seed's own again
 */
public record Plan(long seed, int marketsMax, double ordersPerSecond, boolean isEachLifeNew) {

    /** The seed of a life that begins at that moment. */
    long seedAt(long now) {
        return isEachLifeNew ? seed + now / 1_000 : seed;
    }
}
