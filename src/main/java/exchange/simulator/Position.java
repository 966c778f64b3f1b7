package exchange.simulator;

import java.util.SplittableRandom;

/**
 * What a trader reckons to have bought, in dollars. The further it is from nothing, the likelier
 * the next order leads back, so that nobody runs out of money for long.
 */
final class Position {
    private static final double WIDE_DOLLARS = 25_000;

    private double dollars;

    /** @param wanted the side that the trader would choose without a position */
    boolean leaned(SplittableRandom random, boolean wanted) {
        double full = Math.max(-1, Math.min(1, dollars / WIDE_DOLLARS));
        boolean isTooLong = full > 0 && wanted;
        boolean isTooShort = full < 0 && !wanted;
        boolean turns = (isTooLong || isTooShort) && random.nextDouble() < full * full;
        return turns != wanted;
    }

    void changed(boolean buys, double by) {
        dollars += buys ? by : -by;
    }

    double dollars() {
        return dollars;
    }
}
