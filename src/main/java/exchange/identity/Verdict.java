package exchange.identity;

import java.time.Duration;

/** What came of a signed request: whom it speaks for, or what is wrong with it. */
public sealed interface Verdict {
    record Accepted(Caller caller) implements Verdict {}

    /**
     * @param text for a person
     * @param retryAfter zero where trying again does not help
     */
    record Refused(KeyRefusal reason, String text, Duration retryAfter) implements Verdict {}

    static Verdict refused(KeyRefusal reason) {
        return new Refused(reason, reason.text(), Duration.ZERO);
    }
}
