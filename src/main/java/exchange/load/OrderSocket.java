package exchange.load;

import com.fasterxml.jackson.databind.JsonNode;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;

/**
 * One connection to the new socket that keeps a window of unanswered operations, sends many in one
 * frame, and after a cut connects anew and sends everything unanswered again in the original order.
 * Used by one sending thread.
 */
final class OrderSocket implements AutoCloseable {
    private static final int OPS_PER_FRAME_MAX = 50;
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

    /** An operation on its way: its text, and when it was sent first, nanoseconds. */
    record Sent(String text, long nanos) {}

    private final HttpClient http;
    private final URI uri;
    private final String token;
    private final int window;
    private final Duration patience;
    private final BiConsumer<Long, JsonNode> answered;
    private final LinkedHashMap<Long, Sent> unanswered = new LinkedHashMap<>();
    private final List<String> frame = new ArrayList<>();
    private WebSocket socket;
    private boolean cut = true;
    private long lastAnswerNanos;
    private int reconnects = -1;

    /**
     * @param patience how long to try to connect, and to wait for an answer, before giving up
     * @param answered called for each answer, in the order they come, by one thread at a time
     */
    OrderSocket(
            HttpClient http,
            URI base,
            String token,
            int window,
            Duration patience,
            BiConsumer<Long, JsonNode> answered) {
        this.http = http;
        this.uri = URI.create(base.toString().replaceFirst("^http", "ws") + "/api/v1/ws");
        this.token = token;
        this.window = window;
        this.patience = patience;
        this.answered = answered;
    }

    int reconnects() {
        return Math.max(0, reconnects);
    }

    /**
     * Sends an operation, waiting while the window is full. The text is a JSON object with that id.
     */
    void send(long id, String text) {
        if (frame.size() >= OPS_PER_FRAME_MAX || pending() >= window) {
            flush();
        }
        synchronized (this) {
            await(() -> unanswered.size() < window);
            unanswered.put(id, new Sent(text, System.nanoTime()));
        }
        frame.add(text);
    }

    private synchronized int pending() {
        return unanswered.size();
    }

    /** Sends what has been collected. */
    void flush() {
        if (isCut()) {
            connect();
            return;
        }
        if (!frame.isEmpty()) {
            sendText("[" + String.join(",", frame) + "]");
            frame.clear();
        }
    }

    /** Sends what has been collected and waits for every answer. */
    void drain() {
        flush();
        synchronized (this) {
            await(unanswered::isEmpty);
        }
    }

    private interface Condition {
        boolean holds();
    }

    private void await(Condition condition) {
        lastAnswerNanos = System.nanoTime();
        while (!condition.holds()) {
            if (cut) {
                connect();
                continue;
            }
            if (System.nanoTime() - lastAnswerNanos > patience.toNanos()) {
                throw new LoadFailed("no answer for " + patience.toSeconds() + " s, "
                        + unanswered.size() + " operations unanswered");
            }
            try {
                wait(100);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new LoadFailed("interrupted");
            }
        }
    }

    private synchronized boolean isCut() {
        return cut;
    }

    private void connect() {
        long giveUp = System.nanoTime() + patience.toNanos();
        while (true) {
            try {
                connectOnce();
                return;
            } catch (IOException e) {
                if (System.nanoTime() > giveUp) {
                    throw new LoadFailed("cannot connect to " + uri + ": " + e.getMessage());
                }
                sleep(200);
            }
        }
    }

    private static void sleep(long millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LoadFailed("interrupted");
        }
    }

    private void connectOnce() throws IOException {
        Listener listener = new Listener();
        WebSocket fresh = get(http.newWebSocketBuilder()
                .connectTimeout(CONNECT_TIMEOUT)
                .header("Authorization", "Bearer " + token)
                .buildAsync(uri, listener));
        List<String> again;
        synchronized (this) {
            socket = fresh;
            listener.active = true;
            cut = false;
            reconnects++;
            lastAnswerNanos = System.nanoTime();
            again = unanswered.values().stream().map(Sent::text).toList();
        }
        frame.clear();
        for (int from = 0; from < again.size(); from += OPS_PER_FRAME_MAX) {
            List<String> some =
                    again.subList(from, Math.min(again.size(), from + OPS_PER_FRAME_MAX));
            sendText("[" + String.join(",", some) + "]");
        }
    }

    private void sendText(String text) {
        try {
            get(socket.sendText(text, true));
        } catch (IOException e) {
            markCut();
        }
    }

    private static <T> T get(CompletableFuture<T> future) throws IOException {
        try {
            return future.get(CONNECT_TIMEOUT.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LoadFailed("interrupted");
        } catch (ExecutionException | TimeoutException | CompletionException e) {
            throw new IOException(
                    e.getCause() == null ? e.toString() : e.getCause().toString());
        }
    }

    private synchronized void markCut() {
        cut = true;
        notifyAll();
    }

    @Override
    public void close() {
        if (socket != null) {
            socket.sendClose(WebSocket.NORMAL_CLOSURE, "").exceptionally(failed -> socket);
        }
    }

    private void received(String text) {
        JsonNode message;
        try {
            message = RestClient.JSON.readTree(text);
        } catch (IOException e) {
            throw new LoadFailed("the server sent no JSON: " + text);
        }
        if (message.isArray()) {
            message.forEach(this::receivedOne);
        } else {
            receivedOne(message);
        }
    }

    private void receivedOne(JsonNode message) {
        if (!message.has("id") || !message.has("status")) {
            return;
        }
        long id = message.get("id").asLong();
        synchronized (this) {
            Sent sent = unanswered.remove(id);
            lastAnswerNanos = System.nanoTime();
            if (sent == null) {
                return;
            }
            answered.accept(System.nanoTime() - sent.nanos(), message);
            notifyAll();
        }
    }

    /** One connection's ears; a connection that was replaced is not listened to any more. */
    private final class Listener implements WebSocket.Listener {
        private final StringBuilder parts = new StringBuilder();
        private volatile boolean active;

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            parts.append(data);
            if (last) {
                String text = parts.toString();
                parts.setLength(0);
                received(text);
            }
            from.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            ended();
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable error) {
            ended();
        }

        private void ended() {
            if (active) {
                markCut();
            }
        }
    }
}
