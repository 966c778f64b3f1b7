package exchange.drill;

import java.util.OptionalLong;

/**
 * What a drill passes with, besides the checks that all have. An outage is the longest time in a
 * cycle in which a client that sends every 20 ms was told nothing good.
 *
 * @param text for the table
 * @param p50MillisMax of the outages; empty is no such goal
 */
public record Goal(String text, OptionalLong p50MillisMax, OptionalLong p99MillisMax) {

    /** The drill itself sees to it, by violations. */
    public static Goal of(String text) {
        return new Goal(text, OptionalLong.empty(), OptionalLong.empty());
    }

    public static Goal outage(long p50MillisMax, long p99MillisMax) {
        String text = "outage p50 <= %s s, p99 <= %s s"
                .formatted(seconds(p50MillisMax), seconds(p99MillisMax));
        return new Goal(text, OptionalLong.of(p50MillisMax), OptionalLong.of(p99MillisMax));
    }

    /** No outage may be longer. */
    public static Goal outageAtMost(long millis, String text) {
        return new Goal(text, OptionalLong.empty(), OptionalLong.of(millis));
    }

    boolean isMet(long p50Millis, long p99Millis) {
        return p50Millis <= p50MillisMax.orElse(Long.MAX_VALUE)
                && p99Millis <= p99MillisMax.orElse(Long.MAX_VALUE);
    }

    private static String seconds(long millis) {
        return millis % 1_000 == 0 ? Long.toString(millis / 1_000) : millis / 1_000.0 + "";
    }
}
