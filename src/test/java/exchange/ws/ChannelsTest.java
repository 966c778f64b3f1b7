package exchange.ws;

import static exchange.ws.SocketTalk.is;
import static exchange.ws.SocketTalk.limit;
import static exchange.ws.SocketTalk.until;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import exchange.drill.DepthBook;
import exchange.testkit.TestNode;
import exchange.testkit.TestNode.User;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The channels of the new socket against the whole exchange, beside routes that say the same. */
final class ChannelsTest {
    private static final String CREDIT = "USD=100000,USDT=100000,BTC=10,ETH=10";

    private static TestNode node;
    private static User maker;
    private static User taker;

    @BeforeAll
    static void start() {
        node = TestNode.start(Map.of("SIGNUP_CREDIT", CREDIT));
        maker = node.newUser();
        taker = node.newUser();
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @Test
    void depthAndRawDepthAreTheBookThatRestShows() {
        SocketClient socket = follow("ETH-USD", "depth", "depth-raw");
        Map<String, DepthBook> books = new HashMap<>();
        place(maker, "ETH-USD", "SELL", "2000.50", "3");
        place(maker, "ETH-USD", "SELL", "2001", "1");
        place(maker, "ETH-USD", "BUY", "1990", "0.5");
        place(taker, "ETH-USD", "BUY", "2000.50", "1.25");

        JsonNode rest = get("/api/v1/markets/ETH-USD/depth");
        long last = rest.get("sequence").asLong();
        while (!stands(books, "depth", last) || !stands(books, "depth-raw", last)) {
            JsonNode message = TestNode.json(socket.next());
            if (message.has("channel")) {
                books.computeIfAbsent(message.get("channel").asText(), name -> new DepthBook())
                        .take(message);
            }
        }

        assertThat(DepthBook.levels(rest.get("asks")))
                .containsExactly(
                        new DepthBook.Level("2000.5", "1.75"), new DepthBook.Level("2001", "1"));
        for (DepthBook book : books.values()) {
            assertThat(book.bids()).isEqualTo(DepthBook.levels(rest.get("bids")));
            assertThat(book.asks()).isEqualTo(DepthBook.levels(rest.get("asks")));
        }
    }

    private static boolean stands(Map<String, DepthBook> books, String channel, long sequence) {
        return books.containsKey(channel) && books.get(channel).sequence() == sequence;
    }

    @Test
    void tradesTickerAndCandlesAreWhatRestShows() {
        SocketClient socket = follow("BTC-USDT", "trades", "ticker");
        socket.send("{\"op\":\"subscribe\",\"id\":9,\"channel\":\"candles\","
                + "\"symbol\":\"BTC-USDT\",\"interval\":\"1d\"}");
        JsonNode begun = until(socket, is("channel", "candles"));
        assertThat(begun.get("candles")).isEmpty();
        for (String price : List.of("100", "105.5", "99.25")) {
            place(maker, "BTC-USDT", "BUY", price, "0.5");
            place(taker, "BTC-USDT", "SELL", price, "0.5");
        }

        List<JsonNode> trades = new ArrayList<>();
        JsonNode ticker = null;
        JsonNode candles = null;
        while (trades.size() < 3
                || ticker == null
                || ticker.get("trades_24h").asInt() < 3
                || candles == null
                || candles.at("/candles/0/trades").asInt() < 3) {
            JsonNode message = TestNode.json(socket.next());
            switch (message.path("channel").asText()) {
                case "trades" -> message.get("trades").forEach(trades::add);
                case "ticker" -> ticker = message;
                case "candles" -> candles = message;
                default -> assertThat(message.path("status").asInt()).isEqualTo(200);
            }
        }

        List<JsonNode> rest = new ArrayList<>();
        get("/api/v1/markets/BTC-USDT/trades?after=0").forEach(rest::add);
        assertThat(trades).isEqualTo(rest);
        assertThat(rest)
                .extracting(trade -> trade.get("price").asText())
                .containsExactly("100", "105.5", "99.25");
        JsonNode newest = get("/api/v1/markets/BTC-USDT/trades?limit=1").get(0);
        assertThat(newest).isEqualTo(rest.get(2));
        assertThat(get("/api/v1/markets/BTC-USDT/trades?before=3&limit=1").get(0))
                .isEqualTo(rest.get(1));
        JsonNode shown = get("/api/v1/markets/BTC-USDT/ticker");
        for (String field :
                List.of("open_24h", "high_24h", "low_24h", "volume_24h", "last_price")) {
            assertThat(ticker.get(field)).as(field).isEqualTo(shown.get(field));
        }
        assertThat(List.of(
                        shown.get("open_24h").asText(),
                        shown.get("high_24h").asText(),
                        shown.get("low_24h").asText(),
                        shown.get("volume_24h").asText(),
                        shown.get("quote_volume_24h").asText()))
                .containsExactly("100", "105.5", "99.25", "1.5", "152.375");
        assertThat(get("/api/v1/tickers")).contains(shown);
        JsonNode day = get("/api/v1/markets/BTC-USDT/candles?interval=1d");
        assertThat(day.get(0).get("trades").asInt()).isBetween(1, 3);
    }

    @Test
    void ordersShowTheQueueWithoutOwners() {
        SocketClient socket = follow("ETH-BTC", "orders");
        until(socket, is("type", "snapshot"));
        String order = place(maker, "ETH-BTC", "SELL", "0.05", "2").get("id").asText();
        JsonNode added = until(socket, is("type", "update"));
        assertThat(added.at("/changes/0/change").asText()).isEqualTo("added");
        assertThat(added.at("/changes/0/order_id").asText()).isEqualTo(order);

        place(taker, "ETH-BTC", "BUY", "0.05", "0.5");

        JsonNode changed = until(socket, is("type", "update")).at("/changes/0");
        assertThat(changed.get("change").asText()).isEqualTo("changed");
        assertThat(changed.get("quantity").asText()).isEqualTo("1.5");
        assertThat(changed.get("engine_trade_id").asInt()).isEqualTo(1);
        SocketClient late = follow("ETH-BTC", "orders");
        JsonNode queue = until(late, is("type", "snapshot"));
        assertThat(queue.at("/asks/0/0").asText()).isEqualTo(order);
        assertThat(queue.at("/asks/0/2").asText()).isEqualTo("1.5");
        assertThat(queue.toString()).doesNotContain(maker.id());
    }

    @Test
    void statusTellsWhatTheAdminDid() {
        SocketClient socket = follow("ETH-USDT", "status");
        assertThat(until(socket, is("channel", "status")).get("status").asText())
                .isEqualTo("OPEN");

        node.patch(
                "/api/v1/admin/markets/ETH-USDT",
                node.adminToken(),
                "{\"state\":\"HALTED\",\"reason\":\"a test\"}");

        JsonNode halted = until(socket, is("type", "update"));
        assertThat(halted.get("status").asText()).isEqualTo("HALTED");
        assertThat(halted.get("status_reason").asText()).isEqualTo("a test");
    }

    @Test
    void windowsOfCandlesHaveNoHolesAndMistakesAreNamed() {
        place(maker, "BTC-USD", "BUY", "100", "0.5");
        place(taker, "BTC-USD", "SELL", "100", "0.5");

        JsonNode seconds = get("/api/v1/markets/BTC-USD/candles?interval=1s&limit=1000");
        long before = 0;
        for (JsonNode candle : seconds) {
            long start = java.time.Instant.parse(candle.get("start").asText()).toEpochMilli();
            assertThat(before == 0 || start == before + 1_000).isTrue();
            before = start;
        }
        assertThat(seconds.get(0).get("volume").asText()).isEqualTo("0.5");
        assertThat(get("/api/v1/markets/BTC-USD/candles?interval=1m&end=2020-01-01T00:00:00Z"))
                .isEmpty();
        assertThat(node.get("/api/v1/markets/BTC-USD/candles?interval=2m", "").status())
                .isEqualTo(422);
        assertThat(node.get("/api/v1/markets/BTC-USD/trades?after=1&before=2", "")
                        .status())
                .isEqualTo(422);
        assertThat(node.get("/api/v1/markets/NO-SUCH/depth", "").status()).isEqualTo(404);
    }

    private static SocketClient follow(String symbol, String... channels) {
        SocketClient socket = SocketClient.connect(node.socketUri("/api/v1/ws"));
        for (String channel : channels) {
            socket.send("{\"op\":\"subscribe\",\"id\":1,\"channel\":\"" + channel
                    + "\",\"symbol\":\"" + symbol + "\"}");
        }
        return socket;
    }

    private static JsonNode place(
            User user, String symbol, String side, String price, String quantity) {
        String order = limit(side, price, quantity).replace("{", "{\"symbol\":\"" + symbol + "\",");
        return node.place(user, order);
    }

    private static JsonNode get(String path) {
        TestNode.Answer answer = node.get(path, "");
        assertThat(answer.status()).as(path + " " + answer.body()).isEqualTo(200);
        return answer.body();
    }
}
