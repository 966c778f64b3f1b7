package exchange.simulator;

import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * Takes in clusters: each order makes more orders likelier for a while, of its own side most, as
 * seen in real order flow (Bacry, Mastromatteo, Muzy, "Hawkes processes in finance", Market
 * Microstructure and Liquidity 1(1), 2015). Moments are drawn by thinning, after Ogata, "On Lewis'
 * simulation method for point processes", IEEE Transactions on Information Theory 27(1), 1981: the
 * intensity only falls between orders, so its value now bounds what comes.
 */
final class FlowTrader extends Trader {
    /** Of the orders that an order brings about, by side; together below 1, or it would explode. */
    private static final double SAME_SIDE = 0.5;

    private static final double OTHER_SIDE = 0.15;
    private static final double SLOWEST_DECAY = 0.05;
    private static final double MEDIAN_DOLLARS = 180;

    private final Position position = new Position();
    private double excitedBuys;
    private double excitedSells;
    private boolean nextBuys;

    FlowTrader(Pit pit, SplittableRandom random, int bot, String prefix, Tempo tempo) {
        super(pit, random, bot, prefix, tempo);
    }

    /** How fast excitement fades: within seconds in a busy flow, slower in a thin one. */
    private double decay() {
        return Math.max(SLOWEST_DECAY, 5 * perSecond());
    }

    /** Ogata's thinning: draws candidates at the present intensity, keeps each by its own. */
    @Override
    long waitMillis() {
        double calm = perSecond() * (1 - SAME_SIDE - OTHER_SIDE);
        double decay = decay();
        double waited = 0;
        while (true) {
            double bound = calm + excitedBuys + excitedSells;
            double wait = Draws.exponential(random) / Math.max(bound, 1e-9);
            waited += wait;
            double faded = StrictMath.exp(-decay * wait);
            excitedBuys *= faded;
            excitedSells *= faded;
            double drawn = random.nextDouble() * bound;
            if (drawn < calm + excitedBuys + excitedSells) {
                nextBuys = drawn < calm / 2 + excitedBuys;
                excite(decay);
                return Math.max(1, (long) (1_000 * waited));
            }
        }
    }

    private void excite(double decay) {
        excitedBuys += decay * (nextBuys ? SAME_SIDE : OTHER_SIDE);
        excitedSells += decay * (nextBuys ? OTHER_SIDE : SAME_SIDE);
    }

    @Override
    void wish(long now, Consumer<Wish> wishes) {
        boolean buys = position.leaned(random, nextBuys);
        double dollars = Draws.around(random, MEDIAN_DOLLARS, 1.2);
        position.changed(buys, dollars);
        take(now, buys, pit.quantity(dollars), wishes);
    }
}
