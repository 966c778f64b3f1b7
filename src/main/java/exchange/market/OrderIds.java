package exchange.market;

import java.util.Optional;
import java.util.UUID;

/**
 * Order ids: partition in the upper 10 bits, a counter in the lower 43, so below 2^53 and exact in
 * JavaScript. Clients of v1 see them as UUIDs (RFC 9562 version 8) that encode the number.
 */
public final class OrderIds {
    public static final int PARTITIONS_MAX = 1 << 10;

    private static final int COUNTER_BITS = 43;
    private static final long MARK = 0x6f72_6465_7221_8000L;

    private OrderIds() {}

    public static long of(int partition, long counter) {
        if (partition < 0
                || partition >= PARTITIONS_MAX
                || counter <= 0
                || counter >>> COUNTER_BITS != 0) {
            throw new IllegalArgumentException(
                    "order id out of range: " + partition + "/" + counter);
        }
        return (long) partition << COUNTER_BITS | counter;
    }

    public static int partition(long orderId) {
        return (int) (orderId >>> COUNTER_BITS);
    }

    public static UUID toUuid(long orderId) {
        return NumberedUuid.encode(MARK, orderId);
    }

    /** The order id in the UUID's text; empty for any other text. */
    public static Optional<Long> parse(String text) {
        return NumberedUuid.parse(MARK, text);
    }
}
