package exchange.ops;

import java.time.Duration;
import java.util.stream.LongStream;

/** The bounds by which histograms count. Few, because each is a series per set of tags. */
final class Buckets {
    private Buckets() {}

    /** From a tenth of a fast commit to the longest an order may take. */
    static Duration[] answers() {
        return millis(1, 2, 5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 10_000);
    }

    static Duration[] commits() {
        return millis(1, 2, 5, 10, 25, 50, 100, 500, 3_000);
    }

    static double[] batchSizes() {
        return new double[] {1, 2, 5, 10, 50, 100, 500, 1_000, 2_000, 4_000};
    }

    private static Duration[] millis(long... bounds) {
        return LongStream.of(bounds).mapToObj(Duration::ofMillis).toArray(Duration[]::new);
    }
}
