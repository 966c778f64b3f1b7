package exchange.market;

import java.util.Optional;
import java.util.UUID;

/**
 * A UUID of version 8 (RFC 9562, section 5.8) whose last 62 bits are a number and whose first 64
 * tell its kind.
 */
final class NumberedUuid {
    private static final long VARIANT = 0x8000_0000_0000_0000L;
    private static final long NUMBER_BITS = (1L << 53) - 1;

    private NumberedUuid() {}

    static UUID encode(long mark, long number) {
        if (number <= 0 || number > NUMBER_BITS) {
            throw new IllegalArgumentException("number must be 1 to 2^53 - 1, found " + number);
        }
        return new UUID(mark, VARIANT | number);
    }

    static Optional<Long> parse(long mark, String text) {
        if (text.length() != 36) {
            return Optional.empty();
        }
        try {
            UUID uuid = UUID.fromString(text);
            long number = uuid.getLeastSignificantBits() & ~VARIANT;
            boolean ours = uuid.getMostSignificantBits() == mark
                    && uuid.getLeastSignificantBits() < 0
                    && number > 0
                    && number <= NUMBER_BITS;
            return ours ? Optional.of(number) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
