package exchange.market;

import java.util.Optional;
import java.util.UUID;

/**
 * Transfer ids are numbers made by the sender's ledger, laid out as order ids are; clients see a
 * UUID (version 8) that encodes it.
 */
public final class TransferIds {
    private static final long MARK = 0x7472_6e73_6621_8000L;

    private TransferIds() {}

    public static long of(int partition, long counter) {
        return OrderIds.of(partition, counter);
    }

    public static UUID toUuid(long transferId) {
        return NumberedUuid.encode(MARK, transferId);
    }

    /** The transfer in the UUID's text; empty for any other text. */
    public static Optional<Long> parse(String text) {
        return NumberedUuid.parse(MARK, text);
    }
}
