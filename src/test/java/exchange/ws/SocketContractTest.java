package exchange.ws;

import static exchange.ws.SocketTalk.answers;
import static exchange.ws.SocketTalk.ask;
import static exchange.ws.SocketTalk.assertStatus;
import static exchange.ws.SocketTalk.is;
import static exchange.ws.SocketTalk.limit;
import static exchange.ws.SocketTalk.named;
import static exchange.ws.SocketTalk.place;
import static exchange.ws.SocketTalk.range;
import static exchange.ws.SocketTalk.until;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;

import com.fasterxml.jackson.databind.JsonNode;

import exchange.testkit.TestNode;
import exchange.testkit.TestNode.User;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Every row of the sockets' contract against the whole exchange. */
final class SocketContractTest {
    private static final String UPDATE = "/api/v1/ws/update?token=";

    private static TestNode node;

    private final List<User> users = new ArrayList<>();

    @BeforeAll
    static void start() {
        node = TestNode.start(Map.of());
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    /** All tests share the default market, so each leaves it empty. */
    @AfterEach
    void cancelEverything() {
        for (User user : users) {
            node.get("/api/v1/orders/my-orders?active_only=true", user.access())
                    .body()
                    .forEach(order -> node.delete(
                            "/api/v1/orders/cancel/" + order.get("id").asText(), user.access()));
        }
    }

    private User newUser() {
        User user = node.newUser();
        users.add(user);
        return user;
    }

    // the old socket

    @Test
    void oldSocketGreetsAnswersPingsAndSurvivesBadJson() {
        User alice = newUser();
        SocketClient socket = SocketClient.connect(node.socketUri(UPDATE + alice.access()));

        JsonNode connected = TestNode.json(socket.next());
        assertThat(connected.get("event").asText()).isEqualTo("connected");
        assertThat(connected.get("message").isTextual()).isTrue();
        assertThat(connected.get("user_id").asText()).isEqualTo(alice.id());

        socket.send("{\"type\":\"ping\"}");
        assertThat(until(socket, is("type", "pong")).size()).isEqualTo(1);
        socket.send("{bad");
        assertThat(until(socket, is("event", "error")).get("message").isTextual())
                .isTrue();
        socket.send("{\"type\":\"ping\"}");
        until(socket, is("type", "pong"));
        socket.abort();
    }

    @Test
    void oldSocketClosesWith1008WithoutAnAccessToken() {
        User alice = newUser();
        for (String token : List.of("", "nonsense", alice.refresh(), alice.access() + "x")) {
            SocketClient socket = SocketClient.connect(node.socketUri(UPDATE + token));

            JsonNode error = TestNode.json(socket.next());
            assertThat(error.get("event").asText()).isEqualTo("error");
            assertThat(error.get("message").isTextual()).isTrue();
            assertThat(socket.closed().code()).isEqualTo(1008);
        }
    }

    @Test
    void oldSocketTellsFillsToTheirOwnersAndBookAndPriceToAll() {
        User maker = newUser();
        User taker = newUser();
        SocketClient makers = updates(maker);
        SocketClient takers = updates(taker);

        JsonNode sell = node.place(maker, limit("SELL", "1000.25", "1"));
        JsonNode book = until(takers, m -> m.at("/data/asks/0/price").asText().equals("1000.25"));
        assertThat(book.get("type").asText()).isEqualTo("order_book_update");
        assertThat(book.at("/data/asks/0/price").isNumber()).isTrue();
        assertThat(book.at("/data/asks/0/total_qty").decimalValue()).isEqualByComparingTo("1");
        assertThat(book.at("/data").has("last_trade_price")).isTrue();

        JsonNode buy = node.place(taker, limit("BUY", "1000.25", "0.25"));
        assertStatus(
                until(makers, is("event", "order_status")),
                sell,
                "partially_filled",
                "0.25",
                "0.75");
        assertStatus(until(takers, is("event", "order_status")), buy, "filled", "0.25", "0");

        node.place(taker, limit("BUY", "1000.25", "0.25"));
        assertStatus(
                until(makers, is("event", "order_status")),
                sell,
                "partially_filled",
                "0.25",
                "0.5");
        node.delete("/api/v1/orders/cancel/" + sell.get("id").asText(), maker.access());
        assertStatus(until(makers, is("event", "order_status")), sell, "cancelled", "0", "0.5");
        until(takers, m -> m.at("/data/asks").isArray() && m.at("/data/asks").isEmpty());

        makers.send("{\"type\":\"ping\"}");
        until(makers, is("type", "pong"));
        assertThat(makers.everything())
                .noneMatch(text -> text.contains(buy.get("id").asText()));
        makers.abort();
        takers.abort();
    }

    @Test
    void oldSocketTellsEverybodyAChangeOfThePrice() {
        User user = newUser();
        SocketClient watcher = updates(newUser());

        node.place(user, limit("SELL", "2000", "0.01"));
        node.place(user, limit("BUY", "2000", "0.01"));

        JsonNode change = until(
                watcher,
                is("event", "price_change").and(m -> m.at("/data/price").asLong() == 2000));
        assertThat(change.at("/data/price").isNumber()).isTrue();
        assertThat(change.get("timestamp").asText())
                .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
        assertThat(change.at("/data/timestamp").isTextual()).isTrue();
        watcher.abort();
    }

    @Test
    void oldSocketTellsAMarketOrdersLastFillAsFilled() {
        User maker = newUser();
        User taker = newUser();
        node.place(maker, limit("SELL", "3000", "0.01"));
        node.place(maker, limit("SELL", "3001", "0.02"));
        SocketClient takers = updates(taker);

        JsonNode market =
                node.place(taker, "{\"side\":\"BUY\",\"order_type\":\"MARKET\",\"quantity\":0.02}");

        assertStatus(
                until(takers, is("event", "order_status")),
                market,
                "partially_filled",
                "0.01",
                "0.01");
        assertStatus(until(takers, is("event", "order_status")), market, "filled", "0.01", "0");
        takers.abort();
    }

    @Test
    void oldSocketIsSilentAboutOtherMarkets() {
        User user = newUser();
        SocketClient socket = updates(user);
        String ether = ",\"symbol\":\"ETH-USD\"}";

        node.place(user, limit("SELL", "50", "1").replace("}", ether));
        node.place(user, limit("BUY", "50", "1").replace("}", ether));
        node.place(user, limit("SELL", "90000", "0.5"));

        JsonNode first = until(
                socket,
                m -> m.at("/data/asks").isArray() || is("event", "order_status").test(m));
        assertThat(first.at("/data/asks").toString()).contains("90000");
        socket.abort();
    }

    @Test
    void socketsEndWithTheirLogin() {
        User alice = node.newUser();
        SocketClient old = updates(alice);
        SocketClient fresh = orders(alice);

        node.post("/api/v1/auth/logout", "", "{\"refresh_token\":\"" + alice.refresh() + "\"}");

        assertThat(old.closed().code()).isEqualTo(1008);
        assertThat(fresh.closed().code()).isEqualTo(1008);
    }

    // the new socket

    @Test
    void newSocketTakesItsTokenInTheFirstMessageOrTheUpgrade() {
        User alice = newUser();
        SocketClient byMessage = SocketClient.connect(node.socketUri("/api/v1/ws"));
        byMessage.send("{\"op\":\"auth\",\"token\":\"" + alice.access() + "\"}");
        SocketClient byHeader = SocketClient.connect(
                node.socketUri("/api/v1/ws"),
                Map.of("Authorization", "Bearer " + alice.access()),
                true);

        for (SocketClient socket : List.of(byMessage, byHeader)) {
            JsonNode welcome = TestNode.json(socket.next());
            assertThat(welcome.get("status").asInt()).isEqualTo(200);
            assertThat(welcome.at("/result/user_id").asText()).isEqualTo(alice.id());
            socket.abort();
        }
    }

    @Test
    void newSocketClosesWith1008WithoutOrWithABadToken() {
        SocketClient silent = SocketClient.connect(node.socketUri("/api/v1/ws"));
        SocketClient bad = SocketClient.connect(node.socketUri("/api/v1/ws"));
        SocketClient early = SocketClient.connect(node.socketUri("/api/v1/ws"));

        bad.send("{\"op\":\"auth\",\"token\":\"nonsense\"}");
        early.send(place(1, limit("BUY", "1", "2")));

        assertThat(TestNode.json(bad.next()).get("status").asInt()).isEqualTo(401);
        assertThat(bad.closed().code()).isEqualTo(1008);
        assertThat(TestNode.json(early.next()).get("status").asInt()).isEqualTo(401);
        assertThat(early.closed().code()).isEqualTo(1008);
        assertThat(silent.closed())
                .isEqualTo(new SocketClient.Closed(1008, "no token within 5000 ms"));
    }

    @Test
    void newSocketPlacesAndCancelsAsRestDoes() {
        User alice = newUser();
        SocketClient socket = orders(alice);

        JsonNode placed = ask(socket, place(1, named("BUY", "500", "2", "mine")));
        assertThat(placed.get("id").asInt()).isEqualTo(1);
        assertThat(placed.get("status").asInt()).isEqualTo(200);
        JsonNode order = placed.at("/result/order");
        assertThat(placed.at("/result/trades").isEmpty()).isTrue();
        assertThat(placed.at("/result/order_executed").asBoolean()).isFalse();
        assertThat(order.get("price").isNumber()).isTrue();
        JsonNode shown = node.get("/api/v1/orders/" + order.get("id").asText(), alice.access())
                .body();
        assertThat(order).isEqualTo(shown);

        JsonNode again = ask(socket, place(2, named("BUY", "500", "2", "mine")));
        assertThat(again.at("/result/duplicate").asBoolean()).isTrue();
        JsonNode other = ask(socket, place(3, named("BUY", "501", "2", "mine")));
        assertThat(other.get("status").asInt()).isEqualTo(409);

        JsonNode canceled =
                ask(socket, "{\"op\":\"cancel\",\"id\":4,\"client_order_id\":\"mine\"}");
        assertThat(canceled.get("status").asInt()).isEqualTo(200);
        assertThat(canceled.at("/result/order_id")).isEqualTo(order.get("id"));
        JsonNode gone = ask(
                socket,
                "{\"op\":\"cancel\",\"id\":5,\"order_id\":\"" + order.get("id").asText() + "\"}");
        assertThat(gone.get("status").asInt()).isEqualTo(404);
        assertThat(gone.at("/result/error").asText()).isEqualTo("UNKNOWN_ORDER");

        JsonNode poor = ask(socket, place(6, limit("BUY", "1000000", "1")));
        assertThat(poor.get("status").asInt()).isEqualTo(400);
        assertThat(poor.at("/result/error").asText()).isEqualTo("INSUFFICIENT_FUNDS");
        socket.abort();
    }

    @Test
    void newSocketDoesNotCancelOrdersOfOthers() {
        User alice = newUser();
        JsonNode order = node.place(alice, limit("BUY", "400", "1"));
        SocketClient stranger = orders(newUser());

        JsonNode answer = ask(
                stranger,
                "{\"op\":\"cancel\",\"id\":1,\"order_id\":\"" + order.get("id").asText() + "\"}");

        assertThat(answer.get("status").asInt()).isEqualTo(404);
        stranger.abort();
    }

    @Test
    void ordersOfOneConnectionReachTheBookInTheOrderSent() {
        User maker = newUser();
        User taker = newUser();
        SocketClient makers = orders(maker);
        int count = 200;

        for (int from = 0; from < count; from += 50) {
            List<String> ops = new ArrayList<>();
            for (int i = from; i < from + 50; i++) {
                ops.add(place(i, named("SELL", "5000", "0.001", "n" + i)));
            }
            makers.send("[" + String.join(",", ops) + "]");
        }
        assertThat(answers(makers, count))
                .containsOnlyKeys(range(count))
                .allSatisfy(
                        (id, answer) -> assertThat(answer.get("status").asInt()).isEqualTo(200));
        node.place(taker, limit("BUY", "5000", "0.2"));

        List<String> filled = new ArrayList<>();
        node.get("/api/v1/orders/my-trades?limit=1000", maker.access())
                .body()
                .forEach(trade -> filled.add(trade.get("engine_trade_id").asText() + " "
                        + trade.get("client_order_id").asText()));
        assertThat(filled).hasSize(count);
        filled.sort((a, b) ->
                Long.compare(Long.parseLong(a.split(" ")[0]), Long.parseLong(b.split(" ")[0])));
        for (int i = 0; i < count; i++) {
            assertThat(filled.get(i)).endsWith(" n" + i);
        }
        makers.abort();
    }

    @Test
    void newSocketNamesWrongFields() {
        SocketClient socket = orders(newUser());
        Map<String, String> fieldByOrder = Map.of(
                limit("BUY", "1e999999999", "1"), "price",
                limit("BUY", "100.001", "1"), "price",
                limit("BUY", "100", "0.000000001"), "quantity",
                limit("BUY", "100", "0.00000001"), "quantity",
                limit("HOLD", "100", "1"), "side",
                limit("BUY", "100", "1").replace("}", ",\"x\":1}"), "x",
                limit("BUY", "100", "1").replace("}", ",\"symbol\":\"A-B\"}"), "symbol");

        fieldByOrder.forEach((order, field) -> {
            JsonNode answer = ask(socket, place(9, order));
            assertThat(answer.get("status").asInt()).as(order).isEqualTo(422);
            assertThat(answer.at("/result/field").asText()).as(order).isEqualTo(field);
        });
        JsonNode bad = ask(socket, "[{\"op\":\"place\"");
        assertThat(bad.get("status").asInt()).isEqualTo(422);
        assertThat(ask(socket, "{\"op\":\"ping\",\"id\":1}").get("op").asText()).isEqualTo("pong");
        socket.abort();
    }

    @Test
    void tokensReachNoLog() throws Exception {
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        ListAppender<ILoggingEvent> logs = new ListAppender<>();
        Level before = root.getLevel();
        logs.start();
        root.addAppender(logs);
        root.setLevel(Level.TRACE);
        try {
            User alice = newUser();
            updates(alice).send("{bad " + alice.access()).close(1000, "");
            orders(alice).send("{\"op\":\"auth\",\"token\":\"" + alice.access()).close(1000, "");
            SocketClient.connect(node.socketUri(UPDATE + "SECRET-token-1")).closed();
            for (String target : List.of(
                    UPDATE + "SECRET-token-2%ZZ",
                    UPDATE + "SECRET-token-3|<>\\^",
                    UPDATE + "SECRET-token-4" + "x".repeat(20_000),
                    "/api/v1/ws?token=SECRET-token-5",
                    "/api/v1/ws/nowhere?token=SECRET-token-6")) {
                rawUpgrade(target);
            }

            assertThat(logs.list).isNotEmpty();
            assertThat(List.copyOf(logs.list))
                    .filteredOn(event -> {
                        String text = event.getFormattedMessage() + event.getThrowableProxy();
                        return text.contains("SECRET-token") || text.contains(alice.access());
                    })
                    .isEmpty();
        } finally {
            root.setLevel(before);
            root.detachAppender(logs);
        }
    }

    private static SocketClient updates(User user) {
        SocketClient socket = SocketClient.connect(node.socketUri(UPDATE + user.access()));
        until(socket, is("event", "connected"));
        return socket;
    }

    private static SocketClient orders(User user) {
        SocketClient socket = SocketClient.connect(
                node.socketUri("/api/v1/ws"),
                Map.of("Authorization", "Bearer " + user.access()),
                true);
        until(socket, is("op", "auth"));
        return socket;
    }

    /** An upgrade with a target that no client library would send. */
    private static void rawUpgrade(String target) throws IOException {
        URI uri = URI.create(node.socketUri("/"));
        try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
            String head = "GET " + target + " HTTP/1.1\r\nHost: " + uri.getAuthority()
                    + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13"
                    + "\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            socket.setSoTimeout(5_000);
            byte[] answer = new byte[64];
            assertThat(socket.getInputStream().read(answer)).isPositive();
        }
    }
}
