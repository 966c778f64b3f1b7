package exchange.simulator;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * Quotes both sides around a reservation price, after Avellaneda and Stoikov, "High-frequency
 * trading in a limit order book", Quantitative Finance 8(3), 2008: the fair price less
 * {@code inventory * risk * variance}, and {@code risk * variance + 2/risk * ln(1 + risk/decay)}
 * between bid and ask. All in logarithms, hundredths of a percent. Several levels stand behind the
 * best one, larger and renewed less often.
 */
final class Maker extends Trader {
    private static final int LEVELS = 6;
    private static final double POINT = 1e-4;
    private static final double HORIZON_SECONDS = 60;
    private static final double RISK = 0.06;
    private static final double DECAY = 0.6;
    private static final double UNIT_DOLLARS = 20_000;
    private static final double SKEW_MAX = 12;
    private static final double SIZE_DOLLARS = 1_800;

    private final String[] bids = new String[LEVELS];
    private final String[] asks = new String[LEVELS];
    private boolean hasBegun;

    Maker(Pit pit, SplittableRandom random, int bot, String prefix, Tempo tempo) {
        super(pit, random, bot, prefix, tempo);
        Arrays.fill(bids, "");
        Arrays.fill(asks, "");
    }

    @Override
    long firstAt(long now) {
        return now + 1;
    }

    @Override
    void wish(long now, Consumer<Wish> wishes) {
        if (!hasBegun) {
            hasBegun = true;
            for (int level = 0; level < LEVELS; level++) {
                quote(now, level, wishes);
            }
            return;
        }
        int level = Math.min(LEVELS - 1, Integer.numberOfTrailingZeros(random.nextInt() | 1 << 30));
        quote(now, level, wishes);
    }

    private void quote(long now, int level, Consumer<Wish> wishes) {
        double variance = StrictMath.pow(pit.volatility() / POINT, 2) * HORIZON_SECONDS;
        double skew = RISK * variance * pit.inventoryDollars() / UNIT_DOLLARS;
        double center = Math.max(-SKEW_MAX, Math.min(SKEW_MAX, skew));
        double spread = RISK * variance + 2 / RISK * StrictMath.log(1 + RISK / DECAY);
        double away = spread / 2 * (1 + 1.1 * level) * (0.8 + 0.4 * random.nextDouble());
        double bid = pit.fair() * StrictMath.exp(POINT * (-center - away));
        double ask = pit.fair() * StrictMath.exp(POINT * (-center + away));
        bids[level] = limit(now, true, bid, size(level), bids[level], wishes);
        asks[level] = limit(now, false, ask, size(level), asks[level], wishes);
    }

    private double size(int level) {
        return pit.quantity(Draws.around(random, SIZE_DOLLARS * (1 + 0.7 * level), 0.5));
    }
}
