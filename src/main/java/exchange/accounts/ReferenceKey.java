package exchange.accounts;

import exchange.sequencer.PackedReader;
import exchange.sequencer.PackedWriter;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * What is remembered of an account's own name for a thing: 128 bits of SHA-256 of both. References
 * of different accounts never meet.
 */
record ReferenceKey(long high, long low) implements Comparable<ReferenceKey> {

    static ReferenceKey of(long account, String reference) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(ByteBuffer.allocate(Long.BYTES).putLong(account).array());
            byte[] digest = sha256.digest(reference.getBytes(StandardCharsets.UTF_8));
            ByteBuffer bits = ByteBuffer.wrap(digest);
            return new ReferenceKey(bits.getLong(), bits.getLong());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    void write(PackedWriter out) {
        out.writeLong(high);
        out.writeLong(low);
    }

    static ReferenceKey read(PackedReader in) {
        return new ReferenceKey(in.readLong(), in.readLong());
    }

    @Override
    public int compareTo(ReferenceKey other) {
        int byHigh = Long.compare(high, other.high);
        return byHigh != 0 ? byHigh : Long.compare(low, other.low);
    }
}
