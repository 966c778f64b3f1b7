package exchange.ws;

import static exchange.ws.SocketTalk.ask;
import static exchange.ws.SocketTalk.is;
import static exchange.ws.SocketTalk.named;
import static exchange.ws.SocketTalk.place;
import static exchange.ws.SocketTalk.until;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import exchange.testkit.TestNode;
import exchange.testkit.TestNode.User;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The channel of the own account, and questions on the socket, against the whole exchange. */
final class AccountChannelTest {
    private static TestNode node;

    @BeforeAll
    static void start() {
        node = TestNode.start(Map.of());
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @Test
    void whoSubscribesGetsTheAccountAsItIsAndThenEveryEvent() {
        User maker = node.newUser();
        User taker = node.newUser();
        SocketClient socket = open(maker);
        ask(socket, place(1, named("SELL", "1000", "1", "old")));

        JsonNode answer = ask(socket, "{\"op\":\"subscribe\",\"id\":2,\"channel\":\"account\"}");
        JsonNode snapshot = TestNode.json(socket.next());
        node.place(taker, named("BUY", "1000", "0.25", "b"));
        JsonNode update = TestNode.json(socket.next());

        assertThat(answer.at("/result/last_sequence")).isEqualTo(snapshot.get("sequence"));
        assertThat(snapshot.at("/orders/0/client_order_id").asText()).isEqualTo("old");
        assertThat(snapshot.at("/orders/0/price").asText()).isEqualTo("1000");
        assertThat(snapshot.at("/orders/0/price").isTextual()).isTrue();
        assertThat(update.get("previous_sequence")).isEqualTo(snapshot.get("sequence"));
        JsonNode fill = update.at("/events/0");
        assertThat(fill.get("type").asText()).isEqualTo("order_filled");
        assertThat(fill.get("client_order_id").asText()).isEqualTo("old");
        assertThat(fill.get("remaining").asText()).isEqualTo("0.75");
        assertThat(fill.get("liquidity").asText()).isEqualTo("maker");
        socket.abort();
    }

    @Test
    void resumeTellsWhatRestTellsFromAnyNumberOn() {
        User user = node.newUser();
        for (int i = 0; i < 30; i++) {
            node.place(user, named("BUY", "10", "0.1", "r" + i));
        }
        List<String> all = rest(user);

        for (int after : new int[] {0, 1, 17, all.size() - 1, all.size()}) {
            SocketClient socket = open(user);
            socket.send("{\"op\":\"resume\",\"id\":1,\"after\":" + after + "}");
            until(socket, is("status", "200"));
            List<String> told = new ArrayList<>();
            while (told.size() < all.size() - after) {
                TestNode.json(socket.next())
                        .get("events")
                        .forEach(event -> told.add(event.toString()));
            }
            assertThat(told).isEqualTo(all.subList(after, all.size()));
            socket.abort();
        }
    }

    @Test
    void eventThatIsNotThereYetCannotBeResumedAfter() {
        User user = node.newUser();
        int last = rest(user).size();
        SocketClient socket = open(user);

        JsonNode answer = ask(socket, "{\"op\":\"resume\",\"id\":1,\"after\":" + (last + 1) + "}");

        assertThat(answer.get("status").asInt()).isEqualTo(409);
        assertThat(answer.at("/result/error").asText()).isEqualTo("SEQUENCE_NOT_REACHED");
        assertThat(node.get("/api/v1/account/events?after=" + (last + 1), user.access())
                        .status())
                .isEqualTo(409);
        socket.abort();
    }

    @Test
    void whoLeavesHearsNothingMoreAndMayComeAgain() {
        User user = node.newUser();
        SocketClient socket = open(user);
        ask(socket, "{\"op\":\"subscribe\",\"id\":1,\"channel\":\"account\"}");
        long before = until(socket, is("type", "snapshot")).get("sequence").asLong();

        JsonNode left = ask(socket, "{\"op\":\"unsubscribe\",\"id\":2,\"channel\":\"account\"}");
        JsonNode placed = ask(socket, place(3, named("BUY", "10", "0.1", "quiet")));
        socket.send("{\"op\":\"resume\",\"id\":4,\"after\":" + before + "}");

        assertThat(left.get("status").asInt()).isEqualTo(200);
        assertThat(placed.get("id").asInt()).isEqualTo(3);
        JsonNode first = until(socket, is("type", "update"));
        assertThat(first.at("/events/0/client_order_id").asText()).isEqualTo("quiet");
        socket.abort();
    }

    @Test
    void questionsOnTheSocketAreAnsweredAsByRest() {
        User user = node.newUser();
        SocketClient socket = open(user);
        JsonNode batch = ask(
                socket,
                "{\"op\":\"place_batch\",\"id\":1,\"orders\":["
                        + named("BUY", "11", "0.1", "one") + "," + named("BUY", "12", "0.1", "two")
                        + "]}");
        String id = batch.at("/result/results/0/result/order/id").asText();
        Map<String, String> routeByQuestion = Map.of(
                "{\"op\":\"get_order\",\"id\":2,\"order_id\":\"" + id + "\"}",
                "orders/" + id,
                "{\"op\":\"get_order\",\"id\":3,\"client_order_id\":\"two\"}",
                "orders/by-client-id/two",
                "{\"op\":\"get_open_orders\",\"id\":4,\"symbol\":\"BTC-USD\"}",
                "orders/my-orders?active_only=true&symbol=BTC-USD",
                "{\"op\":\"get_trades\",\"id\":5}",
                "orders/my-trades",
                "{\"op\":\"get_balances\",\"id\":6}",
                "account");

        routeByQuestion.forEach((question, route) -> {
            JsonNode answer = ask(socket, question);
            assertThat(answer.get("status").asInt()).as(question).isEqualTo(200);
            assertThat(answer.get("result"))
                    .isEqualTo(node.get("/api/v1/" + route, user.access()).body());
            assertThat(answer.get("received_at").asText())
                    .isLessThanOrEqualTo(answer.get("answered_at").asText());
        });
        assertThat(ask(socket, "{\"op\":\"get_open_orders\",\"id\":7,\"symbol\":\"NO-SUCH\"}")
                        .get("status")
                        .asInt())
                .isEqualTo(422);
        JsonNode placed = ask(socket, place(8, named("BUY", "13", "0.1", "three")));
        assertThat(placed.get("engine_at").asText())
                .isBetween("2026-01-01", placed.get("answered_at").asText() + "1");
        socket.abort();
    }

    @Test
    void ordersAreCanceledWhenNobodyRenewsTheirTimer() {
        User user = node.newUser();
        SocketClient socket = open(user);
        ask(socket, place(1, named("BUY", "14", "0.1", "doomed")));
        ask(socket, "{\"op\":\"subscribe\",\"id\":2,\"channel\":\"account\"}");
        until(socket, is("type", "snapshot"));

        JsonNode answer = ask(socket, "{\"op\":\"cancel_after\",\"id\":3,\"timeout_ms\":1000}");

        assertThat(answer.at("/result/cancel_at").isTextual()).isTrue();
        List<String> types = new ArrayList<>();
        while (!types.contains("order_ended")) {
            until(socket, is("type", "update"))
                    .get("events")
                    .forEach(event -> types.add(event.get("type").asText()));
        }
        assertThat(types).containsExactly("cancel_timer_reached", "order_ended");
        assertThat(ask(socket, "{\"op\":\"cancel_after\",\"id\":4,\"timeout_ms\":0}")
                        .at("/result/cancel_at")
                        .isNull())
                .isTrue();
        assertThat(ask(socket, "{\"op\":\"cancel_after\",\"id\":5,\"timeout_ms\":999}")
                        .get("status")
                        .asInt())
                .isEqualTo(422);
        socket.abort();
    }

    @Test
    void ordersAreCanceledWhenTheSocketEndsThatAskedForIt() {
        User user = node.newUser();
        SocketClient guarded = open(user);
        SocketClient other = open(user);
        JsonNode on = ask(guarded, "{\"op\":\"cancel_on_disconnect\",\"id\":1}");
        ask(other, place(2, named("BUY", "14", "0.1", "guarded")));
        ask(other, "{\"op\":\"subscribe\",\"id\":3,\"channel\":\"account\"}");
        until(other, is("type", "snapshot"));

        guarded.abort();

        assertThat(on.at("/result/enabled").asBoolean()).isTrue();
        JsonNode first = until(other, is("type", "update")).at("/events/0");
        assertThat(first.get("type").asText()).isEqualTo("cancel_timer_reached");
        assertThat(first.get("timer").asText()).isEqualTo("cancel_on_disconnect");
        other.abort();
    }

    private static List<String> rest(User user) {
        List<String> all = new ArrayList<>();
        node.get("/api/v1/account/events?limit=1000", user.access())
                .body()
                .get("events")
                .forEach(event -> all.add(event.toString()));
        return all;
    }

    private static SocketClient open(User user) {
        SocketClient socket = SocketClient.connect(
                node.socketUri("/api/v1/ws"),
                Map.of("Authorization", "Bearer " + user.access()),
                true);
        until(socket, is("op", "auth"));
        return socket;
    }
}
