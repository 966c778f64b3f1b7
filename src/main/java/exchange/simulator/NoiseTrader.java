package exchange.simulator;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * Trades for no reason, at the moments of a Poisson process: takes what there is, or leaves an
 * order somewhere near the fair price in place of an older one. Like the "zero intelligence" of
 * Gode and Sunder, Journal of Political Economy 101(1), 1993, within its means.
 */
final class NoiseTrader extends Trader {
    private static final int RESTING = 4;
    private static final double TAKES = 0.5;
    private static final double MEDIAN_DOLLARS = 240;
    private static final double NEAR = 9e-4;

    private final String[] resting = new String[RESTING];
    private final Position position = new Position();
    private int oldest;

    NoiseTrader(Pit pit, SplittableRandom random, int bot, String prefix, Tempo tempo) {
        super(pit, random, bot, prefix, tempo);
        Arrays.fill(resting, "");
    }

    @Override
    void wish(long now, Consumer<Wish> wishes) {
        boolean buys = position.leaned(random, random.nextBoolean());
        double dollars = Draws.around(random, MEDIAN_DOLLARS, 1.1);
        if (random.nextDouble() < TAKES) {
            position.changed(buys, dollars);
            take(now, buys, pit.quantity(dollars), wishes);
            return;
        }
        double away = NEAR * (Draws.exponential(random) - 0.1);
        double price = pit.fair() * (buys ? 1 - away : 1 + away);
        resting[oldest] = limit(now, buys, price, pit.quantity(dollars), resting[oldest], wishes);
        oldest = (oldest + 1) % RESTING;
    }
}
