package exchange.ws;

import static exchange.ws.SocketTalk.is;
import static exchange.ws.SocketTalk.until;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import exchange.drill.DepthBook;
import exchange.testkit.LivedMarket;
import exchange.testkit.TestNode;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A market's past, played over real sockets, beside what the routes say of it: orders of all kinds,
 * an auction, and a restart in between.
 */
final class ReplayTest {
    private static final String MARKET = "/api/v1/markets/BTC-USD";

    private final List<SocketClient> sockets = new ArrayList<>();
    private static LivedMarket lived;
    private static TestNode node;
    private static Instant began;
    private static Instant ended;

    @BeforeAll
    static void liveThroughAMarket() {
        lived = LivedMarket.make();
        node = lived.node();
        began = lived.began();
        ended = lived.ended();
    }

    @AfterAll
    static void stop() {
        lived.close();
    }

    /** At most four at a time of the eight replays that an address may have. */
    private SocketClient socket() {
        SocketClient socket = SocketClient.connect(node.socketUri("/api/v1/ws"));
        sockets.add(socket);
        return socket;
    }

    @AfterEach
    void hangUp() {
        sockets.forEach(SocketClient::abort);
    }

    private static String replay(String more) {
        return "{\"op\":\"replay\",\"id\":1,\"from\":\"" + began + "\",\"to\":\"" + ended + "\""
                + more + "}";
    }

    private static String control(String op, String more) {
        return "{\"op\":\"replay_" + op + "\",\"id\":2,\"replay\":1" + more + "}";
    }

    private static JsonNode get(String path) {
        TestNode.Answer answer = node.get(path, "");
        assertThat(answer.status()).as(path + " " + answer.body()).isEqualTo(200);
        return answer.body();
    }

    /** Takes messages until the replay ends; books by channel, everything else in a list. */
    private static List<JsonNode> hear(SocketClient socket, Map<String, DepthBook> books) {
        List<JsonNode> others = new ArrayList<>();
        while (true) {
            JsonNode message = TestNode.json(socket.next());
            assertThat(message.path("replay").asInt()).as(message.toString()).isEqualTo(1);
            String channel = message.path("channel").asText();
            if (channel.startsWith("depth")) {
                books.computeIfAbsent(channel, name -> new DepthBook()).take(message);
            } else {
                others.add(message);
            }
            if (message.path("type").asText().equals("end")) {
                return others;
            }
        }
    }

    private static List<JsonNode> of(String channel, List<JsonNode> messages) {
        return messages.stream().filter(is("channel", channel)).toList();
    }

    private static void isTheBook(DepthBook book, JsonNode rest) {
        assertThat(book.bids()).isEqualTo(DepthBook.levels(rest.get("bids")));
        assertThat(book.asks()).isEqualTo(DepthBook.levels(rest.get("asks")));
        assertThat(book.sequence()).isEqualTo(rest.get("sequence").asLong());
    }

    @Test
    void aWholePastIsPlayedAsItWas() {
        SocketClient socket = socket();
        socket.send(replay(",\"speed\":0,\"interval\":\"1d\",\"channels\":[\"depth\","
                + "\"depth-raw\",\"trades\",\"ticker\",\"status\",\"orders\",\"candles\"]"));
        JsonNode answer = TestNode.json(socket.next());
        assertThat(answer.at("/result/replay").asInt()).as(answer.toString()).isEqualTo(1);
        Map<String, DepthBook> books = new HashMap<>();

        List<JsonNode> heard = hear(socket, books);

        JsonNode rest = get(MARKET + "/book?at=" + ended);
        isTheBook(books.get("depth"), rest);
        isTheBook(books.get("depth-raw"), rest);
        List<JsonNode> trades = new ArrayList<>();
        of("trades", heard).forEach(each -> each.get("trades").forEach(trades::add));
        assertThat(trades).hasSizeGreaterThan(10);
        List<JsonNode> stored = new ArrayList<>();
        get(MARKET + "/trades?after=0&limit=1000").forEach(stored::add);
        assertThat(trades).isEqualTo(stored);
        assertThat(of("status", heard))
                .extracting(each -> each.get("status").asText())
                .containsSubsequence("OPEN", "AUCTION", "OPEN")
                .endsWith("OPEN");
        JsonNode ticker = of("ticker", heard).getLast();
        JsonNode now = get(MARKET + "/ticker");
        for (String field : List.of("best_bid", "best_ask", "last_price", "volume_24h")) {
            assertThat(ticker.get(field)).as(field).isEqualTo(now.get(field));
        }
        JsonNode day = get(MARKET + "/candles?interval=1d");
        assertThat(of("candles", heard).getLast().get("candles").get(0))
                .isEqualTo(day.get(day.size() - 1));
        assertThat(heard.getLast().get("time").asText()).isEqualTo(millis(ended));
        assertThat(heard.getLast().get("sequence")).isEqualTo(rest.get("sequence"));
        assertThat(of("orders", heard).getFirst().get("type").asText()).isEqualTo("snapshot");
    }

    private static String millis(Instant time) {
        return exchange.wire.JsonWriter.time(time.toEpochMilli());
    }

    @Test
    void candlesAndTickerThatBeginAnywhereEndAsTheyAre() {
        long span = ended.toEpochMilli() - began.toEpochMilli();
        Random random = new Random();
        JsonNode ticker = get(MARKET + "/ticker");
        for (String interval : List.of("1s", "1m", "5m", "1d")) {
            Instant from = began.plusMillis(random.nextLong(span));
            SocketClient socket = socket();
            socket.send(replay(",\"speed\":0,\"interval\":\"" + interval
                            + "\",\"channels\":[\"ticker\",\"candles\"]")
                    .replace("" + began, "" + from));
            until(socket, is("status", "200"));

            List<JsonNode> heard = hear(socket, new HashMap<>());

            JsonNode candles = of("candles", heard).getLast().get("candles");
            JsonNode last = candles.get(candles.size() - 1);
            assertThat(get(MARKET + "/candles?interval=" + interval))
                    .as("from " + from)
                    .contains(last);
            assertThat(of("ticker", heard).getLast().get("volume_24h"))
                    .as("from " + from)
                    .isEqualTo(ticker.get("volume_24h"));
        }
    }

    @Test
    void anyMomentCanBeSoughtAndSteppedFrom() {
        SocketClient socket = socket();
        socket.send(replay(",\"paused\":true,\"channels\":[\"depth\"]"));
        until(socket, is("state", "paused"));
        Random random = new Random();
        for (int i = 0; i < 5; i++) {
            long span = ended.toEpochMilli() - began.toEpochMilli();
            Instant at = began.plusMillis(random.nextLong(span));
            DepthBook book = new DepthBook();
            socket.send(control("seek", ",\"at\":\"" + at + "\""));
            takeUntilPaused(socket, book);
            isTheBook(book, get(MARKET + "/book?at=" + at));
            long sequence = book.sequence();

            socket.send(control("step", ",\"changes\":3"));

            takeUntilPaused(socket, book);
            if (book.sequence() > sequence) {
                isTheBook(book, get(MARKET + "/book?sequence=" + book.sequence()));
                assertThat(book.sequence()).isLessThanOrEqualTo(sequence + 3);
            }
        }
    }

    private static void takeUntilPaused(SocketClient socket, DepthBook book) {
        JsonNode message = TestNode.json(socket.next());
        while (!message.path("state").asText().matches("paused|ended")) {
            if (message.path("channel").asText().equals("depth")) {
                book.take(message);
            }
            message = TestNode.json(socket.next());
        }
    }

    @Test
    void aReplayIsPausedResumedSpedUpSoughtAfterItsEndAndStopped() {
        SocketClient socket = socket();
        socket.send(replay(",\"speed\":0.01"));
        assertThat(until(socket, is("type", "position")).get("state").asText())
                .isEqualTo("playing");
        socket.send(control("pause", ""));
        JsonNode paused = until(socket, is("state", "paused"));
        assertThat(Instant.parse(paused.get("time").asText())).isBefore(ended);
        socket.send(control("speed", ",\"speed\":10000"));
        assertThat(until(socket, is("state", "paused")).get("speed").asInt()).isEqualTo(10_000);
        socket.send(control("resume", ""));
        until(socket, is("type", "end"));
        socket.send(control("resume", ""));
        assertThat(until(socket, is("status", "409")).at("/result/error").asText())
                .isEqualTo("REPLAY_ENDED");
        socket.send(control("seek", ",\"at\":\"" + began + "\""));
        until(socket, is("state", "paused"));

        socket.send(control("stop", ""));

        assertThat(until(socket, is("id", "2")).get("status").asInt()).isEqualTo(200);
        socket.send(control("pause", ""));
        JsonNode unknown = TestNode.json(socket.next());
        assertThat(unknown.at("/result/error").asText()).isEqualTo("UNKNOWN_REPLAY");
    }

    @Test
    void replaysAndWhatIsLiveDoNotMix() {
        SocketClient socket = socket();
        socket.send("{\"op\":\"subscribe\",\"id\":9,\"channel\":\"depth\"}");
        JsonNode live = until(socket, is("channel", "depth"));
        assertThat(live.has("replay")).isFalse();
        socket.send(replay(",\"speed\":0,\"channels\":[\"depth\"]"));
        socket.send(replay(",\"speed\":0,\"channels\":[\"depth\"]"));
        Map<Integer, DepthBook> books = new HashMap<>();
        int ends = 0;

        while (ends < 2) {
            JsonNode message = TestNode.json(socket.next());
            if (message.path("channel").asText().equals("depth")
                    && !message.get("type").asText().equals("heartbeat")) {
                books.computeIfAbsent(message.path("replay").asInt(), number -> new DepthBook())
                        .take(message);
            }
            ends += message.path("type").asText().equals("end") ? 1 : 0;
        }

        JsonNode rest = get(MARKET + "/book?at=" + ended);
        isTheBook(books.get(1), rest);
        isTheBook(books.get(2), rest);
    }

    @Test
    void whatIsWrongIsNamed() {
        SocketClient socket = socket();
        Map<String, String> wrong = Map.of(
                "\"from\":\"2026-01-01T00:00:00Z\",\"symbol\":\"NO-SUCH\"", "UNKNOWN_MARKET",
                "\"from\":\"2901-01-01T00:00:00Z\"", "\"field\":\"from\"",
                "\"from\":\"2026-01-01T00:00:00Z\",\"to\":\"2901-01-01T00:00:00Z\"",
                        "\"field\":\"to\"",
                "\"from\":\"2026-01-02T00:00:00Z\",\"to\":\"2026-01-01T00:00:00Z\"",
                        "\"field\":\"to\"",
                "\"symbol\":\"BTC-USD\"", "\"field\":\"from\"",
                "\"from\":\"2026-01-01T00:00:00Z\",\"speed\":0.001", "\"field\":\"speed\"",
                "\"from\":\"2026-01-01T00:00:00Z\",\"channels\":[\"news\"]",
                        "\"field\":\"channels\"",
                "\"from\":\"2026-01-01T00:00:00Z\",\"channels\":[\"candles\"]",
                        "\"field\":\"interval\"");

        wrong.forEach((fields, said) -> {
            socket.send("{\"op\":\"replay\",\"id\":1," + fields + "}");
            assertThat(socket.next()).as(fields).contains(said);
        });

        socket.send(control("speed", ",\"speed\":10001"));
        assertThat(socket.next()).contains("\"field\":\"speed\"");
        socket.send(replay(",\"paused\":true"));
        until(socket, is("state", "paused"));
        socket.send(control("seek", ",\"at\":\"2020-01-01T00:00:00Z\""));
        assertThat(until(socket, is("id", "2")).at("/result/field").asText()).isEqualTo("at");
    }

    @Test
    void aSocketHasAFewReplaysAndOthersWhenItStopsThem() {
        SocketClient socket = socket();
        for (int i = 0; i < 4; i++) {
            socket.send(replay(",\"paused\":true"));
            until(socket, is("state", "paused"));
        }

        socket.send(replay(""));

        assertThat(socket.next()).contains("TOO_MANY_REPLAYS");
        socket.send(control("stop", ""));
        assertThat(socket.next()).contains("\"status\":200");
        socket.send(replay(",\"paused\":true"));
        assertThat(until(socket, is("state", "paused")).get("replay").asInt()).isEqualTo(5);
        socket.close(1000, "done");
    }
}
