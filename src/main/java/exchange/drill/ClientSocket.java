package exchange.drill;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/**
 * A client of the new socket that wants to stay connected: when its node says goodbye, dies or
 * falls silent, it goes to the next one. Lives by ticks; everything happens under its own lock.
 */
abstract class ClientSocket implements AutoCloseable {
    static final ObjectMapper JSON = new ObjectMapper();

    private static final long PING_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final long SILENT_NANOS = TimeUnit.MILLISECONDS.toNanos(2_500);
    private static final long TRY_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);

    private final HttpClient http;
    private final List<URI> nodes;
    private final String token;
    private int at;
    private Line line = new Line();
    private boolean connecting;
    private boolean closed;
    private long triedNanos;
    private long heardNanos;
    private long pingedNanos;

    /**
     * @param first which of the nodes it begins with, from 0
     * @param token "" for who asks only for what all may see
     */
    ClientSocket(HttpClient http, List<URI> nodes, int first, String token) {
        this.http = http;
        this.nodes = nodes;
        this.at = first;
        this.token = token;
        this.triedNanos = System.nanoTime() - TRY_NANOS;
    }

    /** The connection is new: says what a new connection has to be told. */
    abstract void opened();

    /** Takes a message. */
    abstract void heard(JsonNode message);

    /** Called every few milliseconds. */
    synchronized void tick(long now) {
        if (closed || connecting) {
            return;
        }
        if (!line.isOpen()) {
            if (now - triedNanos >= TRY_NANOS) {
                connect(now);
            }
        } else if (now - heardNanos > SILENT_NANOS) {
            drop(line);
        } else if (now - pingedNanos > PING_NANOS) {
            pingedNanos = now;
            send("{\"op\":\"ping\"}");
        }
    }

    private void connect(long now) {
        triedNanos = now;
        connecting = true;
        URI uri = nodes.get(at % nodes.size());
        URI address = URI.create(uri.toString().replaceFirst("^http", "ws") + "/api/v1/ws");
        WebSocket.Builder builder = http.newWebSocketBuilder().connectTimeout(CONNECT_TIMEOUT);
        if (!token.isEmpty()) {
            builder.header("Authorization", "Bearer " + token);
        }
        Line fresh = new Line();
        builder.buildAsync(address, fresh)
                .whenComplete((socket, failed) -> connected(fresh, socket));
    }

    private synchronized void connected(Line fresh, WebSocket socket) {
        connecting = false;
        if (socket == null || closed || fresh.ended) {
            at++;
            if (socket != null) {
                socket.abort();
            }
            return;
        }
        fresh.socket = socket;
        fresh.sent = CompletableFuture.completedFuture(socket);
        line = fresh;
        heardNanos = System.nanoTime();
        pingedNanos = heardNanos;
        opened();
    }

    /** Which of the nodes it is connected to, or tries to be, from 0. */
    final synchronized int at() {
        return at % nodes.size();
    }

    final synchronized boolean isOpen() {
        return line.isOpen();
    }

    /** Sends a text when there is a connection. */
    final synchronized void send(String text) {
        if (line.isOpen()) {
            Line on = line;
            on.sent = on.sent.thenCompose(socket -> socket.sendText(text, true));
            on.sent.whenComplete((socket, failed) -> {
                if (failed != null) {
                    drop(on);
                }
            });
        }
    }

    /** Leaves this connection, for a new one to the next node. */
    private synchronized void drop(Line old) {
        if (!old.ended) {
            old.ended = true;
            at++;
            if (old.socket != null) {
                old.socket.abort();
            }
        }
    }

    private synchronized void received(Line from, String text) {
        if (from != line || from.ended || closed) {
            return;
        }
        heardNanos = System.nanoTime();
        JsonNode message = read(text);
        if (message.path("event").asText().equals("serverShutdown")) {
            drop(from);
        } else if (message.isArray()) {
            message.forEach(this::heard);
        } else {
            heard(message);
        }
    }

    static JsonNode read(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a node sent no JSON: " + text, e);
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        drop(line);
    }

    /** One connection's ears. */
    private final class Line implements WebSocket.Listener {
        private final StringBuilder parts = new StringBuilder();
        private WebSocket socket;
        private CompletableFuture<WebSocket> sent;
        private boolean ended;

        private boolean isOpen() {
            return socket != null && !ended;
        }

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            parts.append(data);
            if (last) {
                String text = parts.toString();
                parts.setLength(0);
                received(this, text);
            }
            from.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            drop(this);
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable error) {
            drop(this);
        }
    }
}
