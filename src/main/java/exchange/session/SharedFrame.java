package exchange.session;

import akka.util.ByteString;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A message in the bytes of its WebSocket frame (RFC 6455: final, text, not masked, as servers
 * send). Made once, however many sockets it goes to.
 */
public final class SharedFrame {
    private static final byte FINAL_TEXT = (byte) 0x81;
    private static final int SHORT_MAX = 125;
    private static final int LENGTH_16 = 126;
    private static final int LENGTH_64 = 127;
    private static final int HEAD_MAX = 10;

    private final ByteString bytes;
    private final int headLength;

    private SharedFrame(ByteString bytes, int headLength) {
        this.bytes = bytes;
        this.headLength = headLength;
    }

    public static SharedFrame of(String text) {
        byte[] payload = text.getBytes(StandardCharsets.UTF_8);
        ByteBuffer frame = ByteBuffer.allocate(HEAD_MAX + payload.length).put(FINAL_TEXT);
        if (payload.length <= SHORT_MAX) {
            frame.put((byte) payload.length);
        } else if (payload.length < 1 << 16) {
            frame.put((byte) LENGTH_16).putShort((short) payload.length);
        } else {
            frame.put((byte) LENGTH_64).putLong(payload.length);
        }
        int head = frame.position();
        frame.put(payload);
        return new SharedFrame(
                ByteString.fromArrayUnsafe(frame.array(), 0, frame.position()), head);
    }

    /** Several frames one after the other. */
    public static ByteString joined(List<SharedFrame> frames) {
        if (frames.size() == 1) {
            return frames.getFirst().bytes;
        }
        var all = ByteString.createBuilder();
        frames.forEach(frame -> all.append(frame.bytes));
        return all.result();
    }

    /** How many bytes it is. */
    public int size() {
        return bytes.size();
    }

    /** The message in it. */
    public String text() {
        return bytes.drop(headLength).utf8String();
    }
}
