package exchange.ws;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A WebSocket client of the JDK that keeps what it hears in a queue, and reads only when told to if
 * wanted.
 */
final class SocketClient implements WebSocket.Listener {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    record Closed(int code, String reason) {}

    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private final CompletableFuture<Closed> closed = new CompletableFuture<>();
    private final StringBuilder part = new StringBuilder();
    private final boolean readsByItself;
    private WebSocket socket;

    private SocketClient(boolean readsByItself) {
        this.readsByItself = readsByItself;
    }

    static SocketClient connect(String uri) {
        return connect(uri, Map.of(), true);
    }

    /** Reads nothing until {@link #read}. */
    static SocketClient connectWithoutReading(String uri) {
        return connect(uri, Map.of(), false);
    }

    static SocketClient connect(String uri, Map<String, String> headers, boolean readsByItself) {
        SocketClient client = new SocketClient(readsByItself);
        WebSocket.Builder builder = HTTP.newWebSocketBuilder();
        headers.forEach(builder::header);
        client.socket = builder.buildAsync(URI.create(uri), client).join();
        return client;
    }

    @Override
    public void onOpen(WebSocket webSocket) {
        if (readsByItself) {
            webSocket.request(Long.MAX_VALUE);
        }
    }

    @Override
    public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
        part.append(data);
        if (last) {
            heard.add(part.toString());
            part.setLength(0);
        }
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket webSocket, int code, String reason) {
        closed.complete(new Closed(code, reason));
        return null;
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
        closed.completeExceptionally(error);
    }

    SocketClient send(String text) {
        socket.sendText(text, true).join();
        return this;
    }

    CompletableFuture<?> sendLater(String text) {
        return socket.sendText(text, true);
    }

    /** One message in several frames. */
    SocketClient sendParts(String... parts) {
        for (int i = 0; i < parts.length; i++) {
            socket.sendText(parts[i], i == parts.length - 1).join();
        }
        return this;
    }

    void sendPart(String text) {
        socket.sendText(text, false).join();
    }

    SocketClient sendBinary(byte[] bytes) {
        socket.sendBinary(java.nio.ByteBuffer.wrap(bytes), true).join();
        return this;
    }

    void read(long frames) {
        socket.request(frames);
    }

    String next() {
        String text = poll(PATIENCE);
        if (text == null) {
            throw new AssertionError("nothing came within " + PATIENCE + ", closed: " + closed);
        }
        return text;
    }

    String poll(Duration patience) {
        try {
            return heard.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    List<String> everything() {
        List<String> all = new ArrayList<>();
        heard.drainTo(all);
        return all;
    }

    Closed closed() {
        return closed.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    }

    CompletableFuture<Closed> closing() {
        return closed;
    }

    void close(int code, String reason) {
        socket.sendClose(code, reason).join();
    }

    void abort() {
        socket.abort();
    }
}
