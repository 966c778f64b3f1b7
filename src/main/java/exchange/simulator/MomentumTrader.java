package exchange.simulator;

import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * Looks now and then how far the price has gone in some minutes, measured by how restless it is,
 * and goes along with what is more than usual; without a move it gives back what it has.
 */
final class MomentumTrader extends Trader {
    private static final double USUAL = 0.9;
    private static final double STILL = 0.4;
    private static final double MEDIAN_DOLLARS = 450;
    private static final double WIDE_DOLLARS = 20_000;
    private static final double LEAST_DOLLARS = 50;

    private final int minutes;
    private final Position position = new Position();

    MomentumTrader(Pit pit, SplittableRandom random, int bot, String prefix, Tempo tempo) {
        super(pit, random, bot, prefix, tempo);
        this.minutes = 3 + random.nextInt(20);
    }

    @Override
    void wish(long now, Consumer<Wish> wishes) {
        double expected = pit.volatility() * StrictMath.sqrt(60.0 * minutes);
        double move = pit.change(minutes) / expected;
        double dollars = Draws.around(random, MEDIAN_DOLLARS, 0.8);
        if (Math.abs(move) > USUAL && Math.abs(position.dollars()) < WIDE_DOLLARS) {
            trade(now, move > 0, dollars, wishes);
        } else if (Math.abs(move) < STILL && Math.abs(position.dollars()) > LEAST_DOLLARS) {
            double back = Math.min(dollars, Math.abs(position.dollars()));
            trade(now, position.dollars() < 0, back, wishes);
        }
    }

    private void trade(long now, boolean buys, double dollars, Consumer<Wish> wishes) {
        position.changed(buys, dollars);
        take(now, buys, pit.quantity(dollars), wishes);
    }
}
