package exchange.accounts;

import exchange.sequencer.PackedReader;
import exchange.sequencer.PackedWriter;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.TreeMap;

/**
 * Every deposit ever made, so that none counts twice: 128 bits of SHA-256 of account and reference,
 * with what was deposited. References of different accounts never meet.
 */
final class DepositReferences {

    /** What a reference stands for: the index of the asset, and units of it. */
    record Content(int asset, long amount) {}

    private record Key(long high, long low) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int byHigh = Long.compare(high, other.high);
            return byHigh != 0 ? byHigh : Long.compare(low, other.low);
        }
    }

    private final Map<Key, Content> contents = new TreeMap<>();

    /** What was deposited under that reference, null when nothing was. */
    Content find(long account, String reference) {
        return contents.get(key(account, reference));
    }

    void put(long account, String reference, Content content) {
        contents.put(key(account, reference), content);
    }

    void write(PackedWriter out) {
        out.writeLong(contents.size());
        contents.forEach((key, content) -> {
            out.writeLong(key.high);
            out.writeLong(key.low);
            out.writeLong(content.asset);
            out.writeLong(content.amount);
        });
    }

    void read(PackedReader in) {
        contents.clear();
        for (int left = in.readInt(); left > 0; left--) {
            contents.put(
                    new Key(in.readLong(), in.readLong()),
                    new Content(in.readInt(), in.readLong()));
        }
    }

    private static Key key(long account, String reference) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(ByteBuffer.allocate(Long.BYTES).putLong(account).array());
            byte[] digest = sha256.digest(reference.getBytes(StandardCharsets.UTF_8));
            ByteBuffer bits = ByteBuffer.wrap(digest);
            return new Key(bits.getLong(), bits.getLong());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
