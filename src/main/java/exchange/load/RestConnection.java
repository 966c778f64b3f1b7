package exchange.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One keep-alive connection with one order in flight: when its answer is whole, the next order
 * goes. Understands what our own server answers: a {@code Content-Length}, no chunks.
 */
final class RestConnection implements AutoCloseable {
    private static final int ANSWER_BYTES_MAX = 1 << 16;

    private static final Pattern LENGTH = Pattern.compile("(?i)\r\ncontent-length: *(\\d+)\r\n");

    private final SocketChannel channel;
    private final String head;
    private final OrderTexts texts;
    private final RestTally tally;
    private final ByteBuffer in = ByteBuffer.allocate(ANSWER_BYTES_MAX);
    private long sent;

    private RestConnection(SocketChannel channel, String head, OrderTexts texts, RestTally tally) {
        this.channel = channel;
        this.head = head;
        this.texts = texts;
        this.tally = tally;
    }

    /**
     * Connects and sends its first order.
     *
     * @param head the request up to the value of Content-Length
     */
    static RestConnection open(
            InetSocketAddress server,
            Selector selector,
            String head,
            OrderTexts texts,
            RestTally tally)
            throws IOException {
        SocketChannel channel = SocketChannel.open(server);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.configureBlocking(false);
        RestConnection connection = new RestConnection(channel, head, texts, tally);
        channel.register(selector, SelectionKey.OP_READ, connection);
        connection.send();
        return connection;
    }

    private void send() throws IOException {
        String body = texts.next();
        ByteBuffer out =
                ByteBuffer.wrap((head + body.length() + "\r\n\r\n" + body).getBytes(US_ASCII));
        sent = System.nanoTime();
        while (out.hasRemaining()) {
            channel.write(out);
        }
    }

    /** Takes what has come; sends the next order, or closes after {@code end} and says false. */
    boolean ready(long end) throws IOException {
        if (channel.read(in) < 0) {
            throw new IOException("the server closed the connection");
        }
        if (!isWhole()) {
            return true;
        }
        long now = System.nanoTime();
        tally.answered(now - sent);
        String answer = new String(in.array(), 0, in.position(), ISO_8859_1);
        if (!answer.startsWith("HTTP/1.1 200")) {
            tally.refused(answer.replaceAll("\\s+", " "));
        }
        in.clear();
        if (now < end) {
            send();
            return true;
        }
        close();
        return false;
    }

    /** Whether the whole answer is here: its head, and as many bytes as the head says. */
    private boolean isWhole() throws IOException {
        if (!in.hasRemaining()) {
            throw new IOException("an answer of more than " + ANSWER_BYTES_MAX + " bytes");
        }
        String answer = new String(in.array(), 0, in.position(), ISO_8859_1);
        int headEnd = answer.indexOf("\r\n\r\n");
        if (headEnd < 0) {
            return false;
        }
        Matcher length = LENGTH.matcher(answer).region(0, headEnd + 2);
        if (!length.find()) {
            throw new IOException("an answer without Content-Length");
        }
        return in.position() >= headEnd + 4 + Integer.parseInt(length.group(1));
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new LoadFailed("cannot close a connection: " + e);
        }
    }
}
