package exchange.market;

import java.util.Optional;
import java.util.UUID;

/**
 * Accounts are numbers below 2^53 from a database sequence; clients see a UUID (version 8) that
 * encodes it.
 */
public final class AccountIds {
    private static final long MARK = 0x7573_6572_2121_8000L;

    private AccountIds() {}

    public static UUID toUuid(long account) {
        return NumberedUuid.encode(MARK, account);
    }

    /** The account in the UUID's text; empty for any other text. */
    public static Optional<Long> parse(String text) {
        return NumberedUuid.parse(MARK, text);
    }

    /**
     * The ledger partition of an account: a frozen hash (the finalizer of SplitMix64), so it never
     * moves.
     */
    public static int partition(long account, int partitions) {
        long z = account * 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        z = z ^ (z >>> 31);
        return (int) Long.remainderUnsigned(z, partitions);
    }
}
