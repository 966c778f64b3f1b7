package exchange.simulator;

import java.util.SplittableRandom;

/** Numbers drawn from a stream, the same on every machine: StrictMath alone. */
final class Draws {
    private static final long MILLIS_MAX = 86_400_000L;

    private Draws() {}

    /** Standard normal, by Box and Muller; two draws each. */
    static double normal(SplittableRandom random) {
        double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - random.nextDouble()));
        return radius * StrictMath.cos(2 * StrictMath.PI * random.nextDouble());
    }

    /** Of mean one. */
    static double exponential(SplittableRandom random) {
        return -StrictMath.log(1 - random.nextDouble());
    }

    /** The wait until a Poisson process of that rate acts next, at least 1 ms, at most a day. */
    static long waitMillis(SplittableRandom random, double perSecond) {
        double millis = 1_000 * exponential(random) / Math.max(perSecond, 1e-9);
        return Math.max(1, (long) Math.min(MILLIS_MAX, millis));
    }

    /** Log-normal with that median. */
    static double around(SplittableRandom random, double median, double sigma) {
        return median * StrictMath.exp(sigma * normal(random));
    }
}
