package exchange.sequencer;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Bytes under construction: LEB128 variable-length integers (zigzag for signed ones), as in
 * Protocol Buffers. Not thread safe; reused batch after batch by its owner.
 */
public final class PackedWriter {
    /** The most bytes that a number takes. */
    public static final int LONG_BYTES_MAX = 10;

    private byte[] bytes;
    private int size;

    public PackedWriter(int capacity) {
        bytes = new byte[capacity];
    }

    public int size() {
        return size;
    }

    public void clear() {
        size = 0;
    }

    public byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }

    /** A number that is rarely negative: 1 byte up to 127, at most 10. */
    public void writeLong(long value) {
        ensure(LONG_BYTES_MAX);
        byte[] into = bytes;
        int at = size;
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            into[at++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        into[at++] = (byte) rest;
        size = at;
    }

    /** A number of either sign, small in magnitude, such as a difference. */
    public void writeSigned(long value) {
        writeLong(value << 1 ^ value >> 63);
    }

    public void writeByte(int value) {
        ensure(1);
        bytes[size++] = (byte) value;
    }

    public void writeBoolean(boolean value) {
        writeByte(value ? 1 : 0);
    }

    public void writeBytes(byte[] value) {
        writeLong(value.length);
        append(value, 0, value.length);
    }

    public void writeText(String value) {
        writeBytes(value.getBytes(StandardCharsets.UTF_8));
    }

    /** Appends bytes as they are, without a length. */
    public void writeRaw(byte[] value) {
        append(value, 0, value.length);
    }

    /** Appends what the other holds behind its length. */
    public void writePacked(PackedWriter other) {
        writeLong(other.size);
        append(other.bytes, 0, other.size);
    }

    /** Appends what the other holds from there on, as it is. */
    public void writeRaw(PackedWriter other, int from) {
        append(other.bytes, from, other.size - from);
    }

    /** Reads from there on; only until something else is written. */
    public PackedReader reader(int from) {
        return new PackedReader(bytes, from, size);
    }

    private void append(byte[] value, int from, int length) {
        ensure(length);
        System.arraycopy(value, from, bytes, size, length);
        size += length;
    }

    private void ensure(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
        }
    }
}
