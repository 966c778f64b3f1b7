package exchange.identity;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/**
 * What a signed request must be to be accepted, given its key: in time, signed by the key's holder,
 * from an allowed address, and new. Timestamps from before this node's start are refused as well:
 * what was accepted then is not remembered.
 */
final class RequestCheck {
    private static final int MILLIS_DIGITS = 13;
    private static final int MICROS_DIGITS = 16;

    private final long behindMax;
    private final long aheadMax;
    private final SeenRequests seen;
    private final InstantSource clock;
    private final long oldest;

    RequestCheck(IdentitySettings.Keys settings, InstantSource clock) {
        behindMax = settings.window().toMillis();
        aheadMax = settings.ahead().toMillis();
        seen = new SeenRequests(behindMax + aheadMax, settings.seenMax());
        this.clock = clock;
        oldest = clock.millis() + aheadMax;
    }

    /** What is wrong with its timestamp, if anything is. */
    Optional<Verdict.Refused> timestamp(SignedRequest request) {
        Optional<Long> read = millis(request.timestamp());
        if (read.isEmpty()) {
            return Optional.of(
                    refused(KeyRefusal.INVALID_TIMESTAMP, KeyRefusal.INVALID_TIMESTAMP.text()));
        }
        long timestamp = read.get();
        long behind = clock.millis() - timestamp;
        if (behind > behindMax || -behind > aheadMax) {
            return Optional.of(refused(
                    KeyRefusal.TIMESTAMP_OUT_OF_WINDOW,
                    "X-API-TIMESTAMP is %d ms %s the time here (%d), it may be %d ms behind it and"
                                    .formatted(
                                            Math.abs(behind),
                                            behind > 0 ? "behind" : "ahead of",
                                            clock.millis(),
                                            behindMax)
                            + " %d ms ahead".formatted(aheadMax)));
        }
        return timestamp > oldest
                ? Optional.empty()
                : Optional.of(refused(
                        KeyRefusal.TIMESTAMP_OUT_OF_WINDOW,
                        "X-API-TIMESTAMP is from before the exchange was started, sign again"));
    }

    /** @param key that of the request, whose timestamp is in the window */
    Verdict check(SignedRequest request, KnownKeys.Known key) {
        byte[] text = request.text();
        if (!key.signatures().fits(text, request.signature())) {
            return Verdict.refused(KeyRefusal.INVALID_SIGNATURE);
        }
        if (key.key().isExpired(clock.instant())) {
            return Verdict.refused(KeyRefusal.EXPIRED_API_KEY);
        }
        boolean isAllowed = key.key().allowedIps().isEmpty()
                || key.key().allowedIps().stream()
                        .anyMatch(range -> range.contains(request.address()));
        if (!isAllowed) {
            return Verdict.refused(KeyRefusal.ADDRESS_NOT_ALLOWED);
        }
        long timestamp = millis(request.timestamp()).orElseThrow();
        return switch (seen.add(request.apiKey(), text, timestamp)) {
            case FIRST_TIME -> new Verdict.Accepted(key.caller());
            case BEFORE -> Verdict.refused(KeyRefusal.REPLAYED);
            case FULL ->
                new Verdict.Refused(KeyRefusal.BUSY, KeyRefusal.BUSY.text(), Duration.ofSeconds(1));
        };
    }

    private static Optional<Long> millis(String digits) {
        boolean isWhole = digits.chars().allMatch(c -> c >= '0' && c <= '9');
        if (!isWhole || (digits.length() != MILLIS_DIGITS && digits.length() != MICROS_DIGITS)) {
            return Optional.empty();
        }
        return Optional.of(Long.parseLong(digits.substring(0, MILLIS_DIGITS)));
    }

    private static Verdict.Refused refused(KeyRefusal reason, String text) {
        return new Verdict.Refused(reason, text, Duration.ZERO);
    }
}
