package exchange.identity;

import java.time.Duration;

/** What came of a request: the value, or why not and, where trying later helps, after how long. */
public sealed interface Outcome<T> {
    record Success<T>(T value) implements Outcome<T> {}

    /** {@code retryAfter} is zero where trying again does not help. */
    record Refused<T>(IdentityRefusal reason, Duration retryAfter) implements Outcome<T> {}

    static <T> Outcome<T> refused(IdentityRefusal reason) {
        return new Refused<>(reason, Duration.ZERO);
    }

    static <T> Outcome<T> refused(IdentityRefusal reason, Duration retryAfter) {
        return new Refused<>(reason, retryAfter);
    }
}
