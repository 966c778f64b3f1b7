package exchange.ws;

import static exchange.ws.SocketTalk.is;
import static exchange.ws.SocketTalk.until;

import static org.assertj.core.api.Assertions.assertThat;

import exchange.history.Replay;
import exchange.testkit.TestNode;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** When a replay is asked for more, over a real socket; the journal is a function. */
final class ReplayStreamTest extends WsFixture {
    private static final String FROM = "2026-01-01T00:00:00.000Z";
    private static final long BEGAN = java.time.Instant.parse(FROM).toEpochMilli();
    private static final String BIG = "{\"text\":\"" + "x".repeat(100_000) + "\"}";

    private final AtomicInteger rounds = new AtomicInteger();
    private final AtomicInteger closed = new AtomicInteger();
    private final AtomicBoolean fails = new AtomicBoolean();
    private final AtomicLong soughtTimes = new AtomicLong();

    /** A journal without end that tells something big whenever it is asked. */
    private final class Endless implements Replay {
        private long time = BEGAN;

        private CompletionStage<Played> told(long until) {
            if (fails.get()) {
                return CompletableFuture.failedStage(new IllegalStateException("a test"));
            }
            rounds.incrementAndGet();
            time = until;
            return CompletableFuture.completedStage(
                    new Played(List.of(BIG), time, rounds.get(), false));
        }

        @Override
        public CompletionStage<Played> seek(long to) {
            soughtTimes.incrementAndGet();
            return told(to);
        }

        @Override
        public CompletionStage<Played> play(long until, boolean isSlowToo) {
            return told(until);
        }

        @Override
        public CompletionStage<Played> playFast() {
            return told(time + 1);
        }

        @Override
        public CompletionStage<Played> step(int changes) {
            return told(time + changes);
        }

        @Override
        public void close() {
            closed.incrementAndGet();
        }
    }

    private static String replay(String more) {
        return "{\"op\":\"replay\",\"id\":1,\"from\":\"" + FROM + "\"" + more + "}";
    }

    private static String control(String op, String more) {
        return "{\"op\":\"replay_" + op + "\",\"id\":2,\"replay\":1" + more + "}";
    }

    private void playEndlessly() {
        replays = (symbol, topics, to, encoder) -> Optional.of(new Endless());
    }

    @Test
    void clientThatDoesNotReadIsNotPlayedTo() throws Exception {
        playEndlessly();
        SocketClient client = SocketClient.connectWithoutReading(server.uri("/api/v1/ws"));
        client.send(replay(",\"speed\":0"));
        int before = -1;
        while (rounds.get() != before || before < 3) {
            before = rounds.get();
            TimeUnit.MILLISECONDS.sleep(300);
        }

        assertThat(before).isLessThan(200);
        client.read(100_000);

        for (int heard = 0; heard < 100; heard++) {
            assertThat(client.next()).isNotEmpty();
        }
        while (rounds.get() <= before) {
            assertThat(client.next()).isNotEmpty();
        }
        client.abort();
    }

    @Test
    void replayIsPlayedInItsTime() {
        playEndlessly();
        SocketClient client = fresh();
        client.send(replay(",\"speed\":100"));
        long start = System.nanoTime();
        long played = 0;
        while (played < 30_000) {
            played = java.time.Instant.parse(until(client, is("type", "position"))
                                    .get("time")
                                    .asText())
                            .toEpochMilli()
                    - BEGAN;
        }

        long millis = (System.nanoTime() - start) / 1_000_000;

        assertThat(millis * 100).isGreaterThan(played - 10_000);
    }

    @Test
    void whatFailsIsSaidAndTriedAgain() {
        playEndlessly();
        fails.set(true);
        SocketClient client = fresh();
        client.send(replay(""));
        assertThat(client.next()).contains("\"status\":503");
        assertThat(closed.get()).isEqualTo(1);
        fails.set(false);
        client.send(replay(",\"paused\":true"));
        until(client, is("state", "paused"));
        fails.set(true);
        client.send(control("resume", "").replace("\"replay\":1", "\"replay\":2"));
        assertThat(until(client, is("error", "UNAVAILABLE")).get("state").asText())
                .isEqualTo("paused");
        client.send(control("seek", ",\"at\":\"" + FROM + "\"")
                .replace("\"replay\":1", "\"replay\":2"));
        assertThat(until(client, is("id", "2")).get("status").asInt()).isEqualTo(503);
        fails.set(false);

        client.send(control("resume", "").replace("\"replay\":1", "\"replay\":2"));

        assertThat(until(client, is("state", "playing")).get("replay").asInt()).isEqualTo(2);
    }

    @Test
    void nodeThatHasTooManySaysSo() {
        SocketClient client = fresh();

        client.send(replay(""));

        assertThat(client.next()).contains("\"status\":503").contains("OVERLOADED");
    }

    @Test
    void clientMayHaveSoManyReplaysOnAllItsSockets() {
        limits = new SocketLimits(9, 9, 9, 50, 2, 3, List.of());
        unlimited = 0;
        server.close();
        serve();
        playEndlessly();
        SocketClient first = fresh();
        SocketClient second = fresh();
        for (SocketClient each : List.of(first, first, second)) {
            each.send(replay(",\"paused\":true"));
            until(each, is("state", "paused"));
        }

        assertThat(ask(first)).isEqualTo("a socket may have 2 replays at a time");
        assertThat(ask(second)).isEqualTo("a client may have 3 replays at a time");
        first.abort();
        String said = ask(second);
        while (!said.isEmpty()) {
            said = ask(second);
        }
        assertThat(closed.get()).isGreaterThanOrEqualTo(2);
    }

    /** Asks for one more, and says why not. */
    private static String ask(SocketClient client) {
        client.send(replay(",\"paused\":true").replace("\"id\":1", "\"id\":9"));
        return until(client, is("id", "9")).at("/result/message").asText();
    }

    @Test
    void ofSeveralSeeksInARowTheLastIsGoneTo() {
        playEndlessly();
        SocketClient client = fresh();
        client.send(replay(",\"paused\":true"));
        until(client, is("state", "paused"));
        StringBuilder many = new StringBuilder("[");
        for (int second = 10; second < 40; second++) {
            many.append(many.length() == 1 ? "" : ",")
                    .append(control("seek", ",\"at\":\"2026-01-01T00:00:" + second + "Z\""));
        }
        client.send(many.append(']').toString());

        String time = "";
        while (!time.equals("2026-01-01T00:00:39.000Z")) {
            time = until(client, is("type", "position")).get("time").asText();
        }

        assertThat(soughtTimes.get()).isBetween(2L, 31L);
        assertThat(TestNode.json(client.send("{\"op\":\"ping\"}").next())
                        .get("op")
                        .asText())
                .isEqualTo("pong");
        assertThat(client.poll(Duration.ofMillis(1))).isNull();
    }
}
