package exchange.ops;

import java.util.concurrent.TimeUnit;

/**
 * Milliseconds since some moment that does not matter, by the clock that nobody can set: for how
 * long others have been silent, and for how long to wait.
 */
public final class Elapsed {
    private static final long START = System.nanoTime();
    /** What never happened, at 0, is long ago. */
    private static final long BEFORE_MILLIS = TimeUnit.HOURS.toMillis(1);

    private Elapsed() {}

    public static long millis() {
        return BEFORE_MILLIS + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - START);
    }
}
