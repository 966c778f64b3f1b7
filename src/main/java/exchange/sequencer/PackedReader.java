package exchange.sequencer;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads what a {@link PackedWriter} wrote. Bytes that end too early or run too long are an
 * IllegalStateException.
 */
public final class PackedReader {
    private final byte[] bytes;
    private final int end;
    private int at;

    public PackedReader(byte[] bytes) {
        this(bytes, 0, bytes.length);
    }

    PackedReader(byte[] bytes, int from, int end) {
        this.bytes = bytes;
        this.at = from;
        this.end = end;
    }

    public boolean hasMore() {
        return at < end;
    }

    /** Where the next byte stands. */
    public int position() {
        return at;
    }

    public long readLong() {
        long value = 0;
        for (int shift = 0; shift < 70; shift += 7) {
            byte b = next();
            value |= (long) (b & 0x7F) << shift;
            if (b >= 0) {
                return value;
            }
        }
        throw new IllegalStateException("a packed number longer than 10 bytes at " + at);
    }

    public int readInt() {
        return Math.toIntExact(readLong());
    }

    public long readSigned() {
        long value = readLong();
        return value >>> 1 ^ -(value & 1);
    }

    public int readByte() {
        return next() & 0xFF;
    }

    public boolean readBoolean() {
        return next() != 0;
    }

    public byte[] readBytes() {
        return readRaw(readInt());
    }

    /** So many bytes as they are. */
    public byte[] readRaw(int length) {
        if (length < 0 || length > end - at) {
            throw new IllegalStateException(
                    "packed bytes end at " + end + ", wanted " + length + " more");
        }
        at += length;
        return Arrays.copyOfRange(bytes, at - length, at);
    }

    public String readText() {
        return new String(readBytes(), StandardCharsets.UTF_8);
    }

    /** Everything not read yet. */
    public byte[] readRest() {
        byte[] rest = Arrays.copyOfRange(bytes, at, end);
        at = end;
        return rest;
    }

    private byte next() {
        if (at >= end) {
            throw new IllegalStateException("packed bytes end at " + end);
        }
        return bytes[at++];
    }
}
