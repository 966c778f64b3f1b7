package exchange.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Base64;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * A WebSocket client (RFC 6455) for loads: everything on the caller's thread, no text made of what
 * comes, so that it takes as little as possible of the machine that it shares with the server.
 * Knows what our own server sends: whole text frames, pings, a close. Not safe for threads.
 */
public final class FrameSocket implements AutoCloseable {
    private static final int BUFFER_BYTES = 1 << 20;
    private static final int ROOM_BYTES = 1 << 16;
    private static final int FINAL = 0x80;
    private static final int MASKED = 0x80;
    private static final int TEXT = 1;
    private static final int CLOSE = 8;
    private static final int PING = 9;
    private static final int PONG = 10;
    private static final int LENGTH_16 = 126;
    private static final int LENGTH_64 = 127;

    private final SocketChannel channel;
    private final Selector selector = Selector.open();
    private final ByteBuffer in;
    private final ByteBuffer out;
    private final SplittableRandom masks = new SplittableRandom();
    /** Whether a message came together with the answer that opened the socket. */
    private boolean hasUnheard;

    private FrameSocket(SocketChannel channel, int bufferBytes) throws IOException {
        this.channel = channel;
        this.in = ByteBuffer.allocate(bufferBytes);
        this.out = ByteBuffer.allocate(bufferBytes);
    }

    /**
     * Connects with the token in the header.
     *
     * @throws IOException also when the server does not switch to WebSocket
     */
    static FrameSocket open(URI base, String path, String token) throws IOException {
        return open(base, path, token, BUFFER_BYTES);
    }

    /** @param bufferBytes for each direction; no message may be longer */
    public static FrameSocket open(URI base, String path, String token, int bufferBytes)
            throws IOException {
        SocketChannel channel =
                SocketChannel.open(new InetSocketAddress(base.getHost(), base.getPort()));
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        FrameSocket socket = new FrameSocket(channel, bufferBytes);
        socket.upgrade(base, path, token);
        channel.configureBlocking(false);
        channel.register(socket.selector, SelectionKey.OP_READ);
        return socket;
    }

    private void upgrade(URI base, String path, String token) throws IOException {
        byte[] random = new byte[16];
        masks.nextBytes(random);
        String request = "GET " + path + " HTTP/1.1\r\nHost: " + base.getAuthority()
                + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13"
                + "\r\nSec-WebSocket-Key: " + Base64.getEncoder().encodeToString(random)
                + "\r\nAuthorization: Bearer " + token + "\r\n\r\n";
        ByteBuffer bytes = ByteBuffer.wrap(request.getBytes(US_ASCII));
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
        int end;
        while ((end = text().indexOf("\r\n\r\n")) < 0) {
            if (channel.read(in) < 0) {
                throw new IOException("the server closed the connection");
            }
        }
        if (!text().startsWith("HTTP/1.1 101")) {
            throw new IOException("no WebSocket: " + text().lines().findFirst().orElse(""));
        }
        in.flip().position(end + 4);
        in.compact();
        hasUnheard = in.position() > 0;
    }

    private String text() {
        return new String(in.array(), 0, in.position(), ISO_8859_1);
    }

    /** Whether another message of up to 60 KiB can be sent now. */
    boolean hasRoom() {
        return out.remaining() >= ROOM_BYTES;
    }

    /** Sends a text message, as far as the connection takes it; {@link #pump} sends the rest. */
    public void send(String ascii) throws IOException {
        frame(TEXT, ByteBuffer.wrap(ascii.getBytes(US_ASCII)));
        flush();
    }

    private void frame(int opcode, ByteBuffer payload) {
        out.put((byte) (FINAL | opcode));
        int length = payload.remaining();
        if (length < LENGTH_16) {
            out.put((byte) (MASKED | length));
        } else {
            out.put((byte) (MASKED | LENGTH_16)).putShort((short) length);
        }
        int mask = masks.nextInt();
        out.putInt(mask);
        for (int shift = 24; payload.hasRemaining(); shift = (shift + 24) % 32) {
            out.put((byte) (payload.get() ^ mask >>> shift));
        }
    }

    private void flush() throws IOException {
        out.flip();
        try {
            channel.write(out);
        } catch (IOException e) {
            hearWhy();
            throw e;
        }
        out.compact();
    }

    /** A server that closes says why before, which may not be read yet when a write fails. */
    private void hearWhy() throws IOException {
        channel.read(in);
        takeAll(text -> {});
    }

    /** What was read, frame by frame; throws at a goodbye. */
    private void takeAll(Consumer<ByteBuffer> texts) throws IOException {
        in.flip();
        while (nextFrame(texts)) {
            // each call takes one
        }
        in.compact();
    }

    /** Moves what can be moved, waiting at most so long; texts are valid during the call only. */
    public void pump(long waitNanos, Consumer<ByteBuffer> texts) throws IOException {
        flush();
        await(hasUnheard ? 0 : waitNanos);
        hasUnheard = false;
        boolean isOver = channel.read(in) < 0;
        takeAll(texts);
        if (isOver) {
            throw new IOException("the server closed the connection");
        }
        if (!in.hasRemaining()) {
            throw new IOException("a frame of more than " + in.capacity() + " bytes");
        }
    }

    private void await(long waitNanos) throws IOException {
        SelectionKey key = channel.keyFor(selector);
        key.interestOps(
                out.position() > 0
                        ? SelectionKey.OP_READ | SelectionKey.OP_WRITE
                        : SelectionKey.OP_READ);
        if (waitNanos >= 1_000_000) {
            selector.select(waitNanos / 1_000_000);
            selector.selectedKeys().clear();
        } else if (waitNanos > 0) {
            LockSupport.parkNanos(waitNanos);
        }
    }

    private boolean nextFrame(Consumer<ByteBuffer> texts) throws IOException {
        if (in.remaining() < 2) {
            return false;
        }
        int start = in.position();
        int head = in.get() & 0xff;
        long length = in.get() & 0x7f;
        int more = length == LENGTH_16 ? 2 : length == LENGTH_64 ? 8 : 0;
        if (in.remaining() >= more) {
            length = more == 2 ? in.getShort() & 0xffff : more == 8 ? in.getLong() : length;
            if (in.remaining() >= length) {
                ByteBuffer payload = in.slice(in.position(), (int) length);
                in.position(in.position() + (int) length);
                take(head, payload, texts);
                return true;
            }
        }
        in.position(start);
        return false;
    }

    private void take(int head, ByteBuffer payload, Consumer<ByteBuffer> texts) throws IOException {
        switch (head) {
            case FINAL | TEXT -> texts.accept(payload);
            case FINAL | PING -> frame(PONG, payload);
            case FINAL | PONG -> {}
            case FINAL | CLOSE ->
                throw new IOException("the server closed the socket with code "
                        + (payload.remaining() < 2 ? "none" : payload.getShort() & 0xffff));
            default -> throw new IOException("a frame that loads do not know: " + head);
        }
    }

    @Override
    public void close() {
        try {
            selector.close();
            channel.close();
        } catch (IOException e) {
            throw new LoadFailed("cannot close a socket: " + e);
        }
    }
}
