package exchange.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigInteger;
import java.util.UUID;

/**
 * What is owed to one user in one asset. The salt keeps others, who see the hash, from guessing
 * whose it is and how much.
 *
 * @param units in the asset's smallest unit
 * @param salt 64 hex digits
 */
public record LiabilityLeaf(UUID user, String asset, BigInteger units, String salt) {
    public LiabilityLeaf {
        if (units.signum() < 0) {
            throw new IllegalArgumentException("nobody owes the exchange: " + units);
        }
    }

    /** The leaf as it stands in the tree. */
    public MerkleSum node() {
        String text = String.join("\n", "leaf", user.toString(), asset, units.toString(), salt);
        return new MerkleSum(MerkleSum.sha256(text.getBytes(UTF_8)), units);
    }
}
