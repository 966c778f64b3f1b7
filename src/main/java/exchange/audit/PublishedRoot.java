package exchange.audit;

import java.math.BigInteger;

/** What everybody may know of a proof of liabilities: one asset's root, its total, and how many. */
public record PublishedRoot(
        long proof,
        long madeAt,
        String asset,
        int scale,
        String hash,
        BigInteger total,
        int leaves) {}
