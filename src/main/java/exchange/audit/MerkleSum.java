package exchange.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A node of a Merkle tree that also sums: its hash commits to the hashes and to the sums of both
 * its children, so no sum below can be another than it was. A negative sum is none.
 *
 * @param hash 64 hex digits
 */
public record MerkleSum(String hash, BigInteger sum) {
    public MerkleSum {
        if (sum.signum() < 0) {
            throw new IllegalArgumentException("a negative sum: " + sum);
        }
    }

    static MerkleSum above(MerkleSum left, MerkleSum right) {
        String text = String.join(
                "\n", "node", left.hash, left.sum.toString(), right.hash, right.sum.toString());
        return new MerkleSum(sha256(text.getBytes(UTF_8)), left.sum.add(right.sum));
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
