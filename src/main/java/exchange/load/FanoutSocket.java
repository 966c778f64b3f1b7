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

/**
 * One of many sockets (RFC 6455) that only listen: says a few things when it opens, then hands over
 * each text that comes, without making text of it. Its buffer is as small as the largest frame
 * allows. Not safe for threads.
 */
final class FanoutSocket implements AutoCloseable {
    private static final int BUFFER_BYTES = 16 * 1024;
    private static final int TEXT = 0x81;
    private static final int CLOSE = 0x88;
    private static final int PING = 0x89;
    private static final int PONG = 0x8a;
    private static final int MASKED = 0x80;
    private static final int LENGTH_16 = 126;
    private static final int LENGTH_64 = 127;

    private final SocketChannel channel;
    private ByteBuffer in = ByteBuffer.allocate(BUFFER_BYTES);

    /** Takes a text; the bytes are valid during the call only. */
    interface Ear {
        void heard(byte[] bytes, int from, int length);
    }

    private FanoutSocket(SocketChannel channel) {
        this.channel = channel;
    }

    /** @param receiveBytes of the system's buffer, 0 for its own choice */
    static FanoutSocket open(URI base, String path, int receiveBytes) throws IOException {
        SocketChannel channel = SocketChannel.open();
        if (receiveBytes > 0) {
            channel.setOption(StandardSocketOptions.SO_RCVBUF, receiveBytes);
        }
        channel.connect(new InetSocketAddress(base.getHost(), base.getPort()));
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        FanoutSocket socket = new FanoutSocket(channel);
        socket.upgrade(base, path);
        return socket;
    }

    private void upgrade(URI base, String path) throws IOException {
        String request = "GET " + path + " HTTP/1.1\r\nHost: " + base.getAuthority()
                + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13"
                + "\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
        write(ByteBuffer.wrap(request.getBytes(US_ASCII)));
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
    }

    private String text() {
        return new String(in.array(), 0, in.position(), ISO_8859_1);
    }

    /** Says a short text. Waits until it is taken. */
    void say(String ascii) throws IOException {
        frame(TEXT, ascii.getBytes(US_ASCII));
    }

    /** A mask of zeros leaves the payload as it is. */
    private void frame(int head, byte[] payload) throws IOException {
        ByteBuffer out = ByteBuffer.allocate(payload.length + 8).put((byte) head);
        if (payload.length < LENGTH_16) {
            out.put((byte) (MASKED | payload.length));
        } else {
            out.put((byte) (MASKED | LENGTH_16)).putShort((short) payload.length);
        }
        write(out.putInt(0).put(payload).flip());
    }

    private void write(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /** From now on {@link #read} is called when there is something. */
    void register(Selector selector, Object attachment) throws IOException {
        channel.configureBlocking(false);
        channel.register(selector, SelectionKey.OP_READ, attachment);
    }

    /** Reads what is there. */
    void read(Ear ear) throws IOException {
        if (channel.read(in) < 0) {
            throw new IOException("the server closed the connection");
        }
        in.flip();
        int missing = 0;
        while (missing == 0) {
            missing = next(ear);
        }
        in.compact();
        if (missing > in.remaining()) {
            in = ByteBuffer.allocate(2 * (in.position() + missing)).put(in.flip());
        }
    }

    /** Takes one frame; says how many bytes of it are missing. */
    private int next(Ear ear) throws IOException {
        int start = in.position();
        if (in.remaining() < 2) {
            return 2;
        }
        int head = in.get() & 0xff;
        long length = in.get() & 0x7f;
        int more = length == LENGTH_16 ? 2 : length == LENGTH_64 ? 8 : 0;
        if (in.remaining() >= more) {
            length = more == 2 ? in.getShort() & 0xffff : more == 8 ? in.getLong() : length;
            if (in.remaining() >= length) {
                take(head, (int) length, ear);
                return 0;
            }
        }
        int missing = (int) (length + more + 2 - (in.limit() - start));
        in.position(start);
        return Math.max(1, missing);
    }

    private void take(int head, int length, Ear ear) throws IOException {
        int from = in.position();
        in.position(from + length);
        switch (head) {
            case TEXT -> ear.heard(in.array(), from, length);
            case PING -> {
                byte[] payload = new byte[length];
                in.get(from, payload);
                frame(PONG, payload);
            }
            case PONG -> {}
            case CLOSE ->
                throw new IOException("the server closed the socket: "
                        + new String(in.array(), from, length, ISO_8859_1));
            default -> throw new IOException("a frame that loads do not know: " + head);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new LoadFailed("cannot close a socket: " + e);
        }
    }
}
