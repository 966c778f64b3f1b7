package exchange.sequencer;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * One committed batch of one entity: what stands in a journal row. The bytes are a packed {@link
 * BatchContent}; the chain of hashes makes a lost or changed row visible.
 *
 * @param version of the codec of the bytes
 * @param sequence 1, 2, 3… of the entity, the same as the journal's sequence number
 * @param time epoch milliseconds, never before that of the batch before
 * @param previousHash hash of the batch before; 32 zero bytes for the first
 */
public record BatchEvent(int version, long sequence, long time, byte[] previousHash, byte[] bytes) {
    public static final int VERSION = 1;
    public static final int HASH_BYTES = 32;

    /** SHA-256 of the previous hash and the bytes. */
    public byte[] hash() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(previousHash);
            return digest.digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    public BatchContent content() {
        if (version != VERSION) {
            throw new IllegalStateException("batch " + sequence + " has codec version " + version
                    + ", this software reads " + VERSION + ": run a newer release");
        }
        return BatchContent.unpack(bytes);
    }
}
