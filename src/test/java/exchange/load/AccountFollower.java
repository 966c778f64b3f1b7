package exchange.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import exchange.testkit.TestNode;

import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/**
 * A client that follows its own account over connections that end again and again, by its own cuts
 * and by the server's death, and each time resumes after the last event it has. Fails when one is
 * missing or comes twice.
 */
final class AccountFollower implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 60;
    private static final long RECONNECT_MILLIS = 50;

    private final HttpClient http = HttpClient.newHttpClient();
    private final RestClient rest;
    private final URI uri;
    private final String token;
    private final List<String> events = new ArrayList<>();
    private final Map<String, BigDecimal> balances = new TreeMap<>();
    private final Thread connecting = new Thread(this::stayConnected, "account-follower");
    private volatile boolean isOver;
    private volatile Throwable failure;
    private volatile Ear ear = new Ear();
    private volatile long last;
    private volatile int connections;
    private int cutsDue;
    private volatile int cutsMade;

    AccountFollower(RestClient rest, RestClient.User user) {
        this.rest = rest;
        this.token = user.token();
        this.uri = URI.create(rest.base().toString().replaceFirst("^http", "ws") + "/api/v1/ws");
        ear.ended.complete(null);
        connecting.start();
    }

    /**
     * Cuts the connection as soon as it has heard anything; it is made again at once. So each cut
     * ends a connection of its own.
     */
    void cut() {
        synchronized (events) {
            cutsDue++;
            ear.cutWhenDue();
        }
    }

    /** Waits until so many connections were cut. */
    void awaitCuts(int wanted) {
        long giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (failure == null && (cutsMade < wanted || connections <= wanted)) {
            assertThat(System.nanoTime())
                    .as("cut %s of %s connections", cutsMade, wanted)
                    .isLessThan(giveUp);
            pause(5);
        }
    }

    int connections() {
        return connections;
    }

    private void stayConnected() {
        while (!isOver && failure == null) {
            try {
                ear.ended.join();
                connect();
            } catch (CompletionException e) {
                pause(RECONNECT_MILLIS);
            }
        }
    }

    private void connect() {
        Ear fresh = new Ear();
        WebSocket socket = http.newWebSocketBuilder()
                .header("Authorization", "Bearer " + token)
                .buildAsync(uri, fresh)
                .join();
        fresh.socket = socket;
        connections++;
        ear = fresh;
        try {
            socket.sendText("{\"op\":\"resume\",\"after\":" + heard() + "}", true)
                    .orTimeout(PATIENCE_SECONDS / 2, TimeUnit.SECONDS)
                    .join();
        } catch (CompletionException e) {
            fresh.end();
        }
    }

    /** When a message that the last connection was in the middle of is taken. */
    private long heard() {
        synchronized (events) {
            return last;
        }
    }

    private static void pause(long millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits for the account's last event, then compares with what REST says of all of them. */
    void compareWithRest() {
        long giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        List<String> shown = shown();
        while (failure == null && last != shown.size()) {
            assertThat(System.nanoTime())
                    .as("heard %s of %s events", last, shown.size())
                    .isLessThan(giveUp);
            pause(5);
        }
        assertThat(failure).isNull();
        synchronized (events) {
            assertThat(events).isEqualTo(shown);
        }
        rest.get("/api/v1/account", token).get("balances").forEach(balance -> {
            for (String part : List.of("available", "held")) {
                assertThat(balances.getOrDefault(
                                balance.get("asset").asText() + " " + part, BigDecimal.ZERO))
                        .isEqualByComparingTo(balance.get(part).asText());
            }
        });
    }

    private List<String> shown() {
        List<String> all = new ArrayList<>();
        while (true) {
            JsonNode page =
                    rest.get("/api/v1/account/events?limit=1000&after=" + all.size(), token);
            page.get("events").forEach(event -> all.add(event.toString()));
            if (all.size() == page.get("last_sequence").asLong()) {
                return all;
            }
        }
    }

    @Override
    public void close() throws InterruptedException {
        isOver = true;
        ear.end();
        connecting.join();
        ear.end();
    }

    /** One connection. */
    private final class Ear implements WebSocket.Listener {
        private final StringBuilder parts = new StringBuilder();
        private final CompletableFuture<Void> ended = new CompletableFuture<>();
        private volatile WebSocket socket;
        private boolean hasHeard;

        /** Called by whoever holds the events. */
        void cutWhenDue() {
            if (hasHeard && cutsDue > 0 && !ended.isDone()) {
                cutsDue--;
                cutsMade++;
                end();
            }
        }

        void end() {
            ended.complete(null);
            if (socket != null) {
                socket.abort();
            }
        }

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean isLast) {
            parts.append(data);
            if (isLast) {
                hear(parts.toString());
                parts.setLength(0);
            }
            from.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            ended.complete(null);
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable error) {
            ended.complete(null);
        }

        private void hear(String text) {
            synchronized (events) {
                if (ended.isDone() || failure != null) {
                    return;
                }
                try {
                    take(TestNode.json(text));
                    hasHeard = true;
                    cutWhenDue();
                } catch (AssertionError | RuntimeException e) {
                    failure = e;
                }
            }
        }

        private void take(JsonNode message) {
            if (message.has("status")) {
                assertThat(message.get("status").asInt()).as(message.toString()).isEqualTo(200);
                return;
            }
            if (message.get("type").asText().equals("update")) {
                assertThat(message.get("previous_sequence").asLong()).isEqualTo(last);
                message.get("events").forEach(this::takeEvent);
            }
            assertThat(message.get("sequence").asLong()).isEqualTo(last);
        }

        private void takeEvent(JsonNode event) {
            assertThat(event.get("sequence").asLong()).isEqualTo(last + 1);
            last++;
            events.add(event.toString());
            for (JsonNode change : event.get("changes")) {
                for (String part : List.of("available", "held")) {
                    balances.merge(
                            change.get("asset").asText() + " " + part,
                            new BigDecimal(change.get(part).asText()),
                            BigDecimal::add);
                }
            }
        }
    }
}
