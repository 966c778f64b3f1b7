package exchange.market;

import java.util.Optional;
import java.util.UUID;

/**
 * Ids of withdrawals and adjustments: partition and counter as in an order id, counted on their
 * own. Clients see them as UUIDs (RFC 9562 version 8) that encode the number and are no order's.
 */
public final class FundsRequestIds {
    private static final long MARK = 0x6675_6e64_7321_8000L;

    private FundsRequestIds() {}

    public static long of(int partition, long counter) {
        return OrderIds.of(partition, counter);
    }

    public static int partition(long requestId) {
        return OrderIds.partition(requestId);
    }

    public static UUID toUuid(long requestId) {
        return NumberedUuid.encode(MARK, requestId);
    }

    /** The id in the UUID's text; empty for any other text. */
    public static Optional<Long> parse(String text) {
        return NumberedUuid.parse(MARK, text);
    }
}
