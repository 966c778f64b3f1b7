package exchange.sequencer;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Bytes under construction: LEB128 variable-length integers (zigzag for signed ones), as in
 * Protocol Buffers. Not thread safe; reused batch after batch by its owner.
 */
public final class PackedWriter {
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
        ensure(10);
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            bytes[size++] = (byte) (rest & 0x7F | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
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
        append(value, value.length);
    }

    public void writeText(String value) {
        writeBytes(value.getBytes(StandardCharsets.UTF_8));
    }

    /** Appends bytes as they are, without a length. */
    public void writeRaw(byte[] value) {
        append(value, value.length);
    }

    private void append(byte[] value, int length) {
        ensure(length);
        System.arraycopy(value, 0, bytes, size, length);
        size += length;
    }

    private void ensure(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
        }
    }
}
