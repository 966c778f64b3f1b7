package exchange.ws;

import static org.assertj.core.api.Assertions.assertThat;

import exchange.accounts.LedgerCommand;
import exchange.accounts.LedgerReply;
import exchange.market.AccountIds;
import exchange.market.RejectReason;
import exchange.wire.Json;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** The new socket, which also takes orders. */
final class NewSocketTest extends WsFixture {
    @Test
    void newSocketTakesATokenFromTheFirstMessage() {
        SocketClient client = fresh().send("{\"op\":\"auth\",\"token\":\"alice\"}");

        assertThat(client.next())
                .startsWith("{\"op\":\"auth\",\"id\":null,\"status\":200,\"result\":{\"user_id\":\""
                        + AccountIds.toUuid(ALICE) + "\",\"expires_at\":\"");
    }

    @Test
    void newSocketTakesATokenFromTheUpgrade() {
        SocketClient client = SocketClient.connect(
                server.uri("/api/v1/ws/"), Map.of("Authorization", "Bearer alice"), true);

        assertThat(client.next()).contains("\"status\":200");
        assertThat(client.send(place(1, "")).next()).startsWith("{\"id\":1,\"status\":200,");
    }

    @Test
    void newSocketWithABadTokenClosesWith1008() {
        SocketClient byMessage = fresh().send("{\"op\":\"auth\",\"id\":7,\"token\":\"nobody\"}");
        SocketClient byHeader = SocketClient.connect(
                server.uri("/api/v1/ws"), Map.of("Authorization", "Bearer nobody"), true);

        assertThat(byMessage.next())
                .isEqualTo(
                        "{\"op\":\"auth\",\"id\":7,\"status\":401,\"result\":{\"message\":\"missing"
                                + " or invalid token\",\"error\":\"UNAUTHENTICATED\","
                                + "\"detail\":\"missing or invalid token\"}}");
        assertThat(byHeader.next()).contains("\"status\":401");
        assertThat(List.of(byMessage.closed(), byHeader.closed()))
                .containsOnly(new SocketClient.Closed(1008, "missing or invalid token"));
    }

    @Test
    void newSocketWithoutATokenInTimeClosesWith1008() {
        assertThat(fresh().closed())
                .isEqualTo(new SocketClient.Closed(1008, "no token within 3000 ms"));
    }

    @Test
    void newSocketRefusesOrdersBeforeAToken() {
        SocketClient client = fresh().send(place(1, ""));

        assertThat(client.next())
                .startsWith("{\"id\":1,\"status\":401,\"result\":{\"message\":\"log in first\"");
        assertThat(client.closed()).isEqualTo(new SocketClient.Closed(1008, "log in first"));
        assertThat(ledgers.asked()).isEmpty();
    }

    @Test
    void newSocketIsProlongedByAnotherTokenOfTheSameUserOnly() {
        SocketClient client = authenticated();

        client.send("{\"op\":\"auth\",\"token\":\"alice+2\"}");
        assertThat(client.next()).contains("\"status\":200");
        client.send("[{\"op\":\"auth\",\"token\":\"bob\"}," + place(1, "") + "]");

        assertThat(client.next()).contains("\"status\":401");
        assertThat(client.closed().reason()).isEqualTo("the socket belongs to another account");
        assertThat(ledgers.asked()).isEmpty();
    }

    @Test
    void newSocketEndsWithItsToken() {
        SocketClient client = authenticated();

        expiresAt.set(0);

        assertThat(client.next()).contains("\"status\":401", "the token has expired");
        assertThat(client.closed())
                .isEqualTo(new SocketClient.Closed(1008, "the token has expired"));
    }

    @Test
    void newSocketIsToldThatTheNodeStopsAndIsServedAMomentLonger() {
        SocketClient client = authenticated();

        routes.closeAll();

        assertThat(client.next()).startsWith("{\"event\":\"serverShutdown\",\"time\":\"20");
        assertThat(client.send(place(1, "")).next()).startsWith("{\"id\":1,\"status\":200,");
        assertThat(client.closed()).isEqualTo(new SocketClient.Closed(1001, "the node stops"));
    }

    @Test
    void newSocketPlacesAndCancels() {
        SocketClient client = authenticated();

        client.send(place(1, ",\"client_order_id\":\"c-1\""));
        assertThat(client.next())
                .startsWith(
                        "{\"id\":1,\"status\":200,\"result\":{\"trades\":[],\"order\":{\"id\":\""
                                + ORDER_ID + "\"")
                .contains("\"order_executed\":false},\"received_at\":\"");
        client.send("{\"op\":\"cancel\",\"id\":\"two\",\"client_order_id\":\"c-1\"}");
        assertThat(client.next())
                .startsWith(
                        "{\"id\":\"two\",\"status\":200,\"result\":{\"message\":\"order canceled\","
                                + "\"order_id\":\"" + ORDER_ID + "\"},\"received_at\":\"");
        client.send("{\"op\":\"cancel\",\"id\":3,\"order_id\":\"" + ORDER_ID + "\"}");
        assertThat(client.next()).startsWith("{\"id\":3,\"status\":200,");
        client.send("{\"op\":\"cancel\",\"id\":4,\"client_order_id\":\"c-1\",\"guard\":true}");
        assertThat(client.next()).startsWith("{\"id\":4,\"status\":200,");

        assertThat(ledgers.asked().subList(1, 4))
                .containsExactly(
                        new LedgerCommand.Cancel(ALICE, 0, "c-1", false),
                        new LedgerCommand.Cancel(ALICE, ORDER, "", false),
                        new LedgerCommand.Cancel(ALICE, 0, "c-1", true));
    }

    @Test
    void newSocketAnswersRefusalsWithTheirStatusAndWhenToTryAgain() {
        SocketClient client = authenticated();

        ledger = command -> new LedgerReply.Refused(RejectReason.INSUFFICIENT_FUNDS, "");
        assertThat(client.send(place(1, "")).next())
                .startsWith("{\"id\":1,\"status\":400,\"result\":{\"message\":\"not enough funds");
        ledger = command -> new LedgerReply.Refused(RejectReason.MARKET_BUSY, "");
        assertThat(client.send(place(2, "")).next())
                .startsWith("{\"id\":2,\"status\":503,")
                .contains("},\"retry_after\":1,\"received_at\":\"");
        ledger = command -> new LedgerReply.Unknown();
        assertThat(client.send(place(3, ",\"client_order_id\":\"c\"")).next())
                .startsWith("{\"id\":3,\"status\":202,\"result\":{\"status\":\"UNKNOWN\","
                        + "\"client_order_id\":\"c\",\"final_at\":\"");
        assertThat(client.send("{\"op\":\"cancel\",\"id\":4,\"order_id\":\"nonsense\"}")
                        .next())
                .startsWith("{\"id\":4,\"status\":404,");
        assertThat(metrics.text())
                .contains(
                        "order_ack_seconds_count{edge=\"ws\",outcome=\"refused\"} 3",
                        "order_ack_seconds_count{edge=\"ws\",outcome=\"unknown\"} 1");
    }

    @Test
    void newSocketNamesEveryMistakeAndStaysOpen() {
        SocketClient client = authenticated();
        Map<String, String> fieldsByMessage = Map.ofEntries(
                Map.entry("{", "body"),
                Map.entry("7", "body"),
                Map.entry("[]", "body"),
                Map.entry("{}", "op"),
                Map.entry("{\"op\":\"fly\"}", "op"),
                Map.entry("{\"op\":\"place\"}", "order"),
                Map.entry("{\"op\":\"place\",\"order\":[]}", "order"),
                Map.entry("{\"op\":\"place\",\"order\":{},\"x\":1}", "x"),
                Map.entry("{\"op\":\"place\",\"id\":1.5,\"order\":{}}", "id"),
                Map.entry("{\"op\":\"place\",\"id\":99999999999999999,\"order\":{}}", "id"),
                Map.entry("{\"op\":\"place\",\"id\":{},\"order\":{}}", "id"),
                Map.entry("{\"op\":\"place\",\"id\":1,\"id\":2,\"order\":{}}", "id"),
                Map.entry("{\"op\":\"cancel\",\"id\":1}", "order_id"),
                Map.entry(
                        "{\"op\":\"cancel\",\"order_id\":\"a\",\"client_order_id\":\"b\"}",
                        "order_id"),
                Map.entry("{\"op\":\"cancel\",\"client_order_id\":\"é\"}", "client_order_id"),
                Map.entry("{\"op\":\"auth\"}", "token"),
                Map.entry(
                        "{\"op\":\"place\",\"order\":{\"side\":\"BUY\",\"order_type\":\"LIMIT\","
                                + "\"quantity\":1e999999999,\"price\":1}}",
                        "quantity"));

        fieldsByMessage.forEach((message, field) -> {
            String answer = client.send(message).next();
            assertThat(answer)
                    .as(message)
                    .contains("\"status\":422", "\"field\":\"" + field + "\"");
        });
        assertThat(ledgers.asked()).isEmpty();
        assertThat(client.send("{\"op\":\"ping\",\"id\":5}").next())
                .isEqualTo("{\"op\":\"pong\",\"id\":5}");
    }

    @Test
    void newSocketAnswersArraysInArraysAndKeepsTheOrderOfSending() {
        SocketClient client = authenticated();
        int arrays = 20;
        int size = 50;

        for (int i = 0; i < arrays; i++) {
            List<String> ops = new ArrayList<>();
            for (int j = 0; j < size; j++) {
                int id = i * size + j;
                ops.add(place(id, ",\"client_order_id\":\"c" + id + "\""));
            }
            client.send("[" + String.join(",", ops) + "]");
        }

        List<Long> ids = new ArrayList<>();
        int frames = 0;
        while (ids.size() < arrays * size) {
            frames++;
            ids(Json.parse(client.next(), "answer"), ids);
        }
        List<String> asked = ledgers.asked().stream()
                .map(command -> ((LedgerCommand.Place) command).clientOrderId())
                .toList();
        assertThat(asked).hasSize(arrays * size);
        for (int id = 0; id < arrays * size; id++) {
            assertThat(asked.get(id)).isEqualTo("c" + id);
        }
        assertThat(ids).hasSize(arrays * size).doesNotHaveDuplicates();
        assertThat(frames).isLessThan(arrays * size);
    }

    @Test
    void newSocketAnswersSingleOperationsSingly() {
        SocketClient client = authenticated();

        for (int id = 0; id < 100; id++) {
            client.send(place(id, ""));
        }

        for (int id = 0; id < 100; id++) {
            assertThat(client.next()).startsWith("{\"id\":" + id + ",");
        }
    }

    @Test
    void newSocketIsNotReadWhileTooManyOperationsAreInFlight() throws Exception {
        CompletableFuture<Void> go = new CompletableFuture<>();
        ledger = command -> {
            go.join();
            return taken(command);
        };
        SocketClient client = authenticated();
        for (int i = 0; i < 30; i++) {
            client.send(
                    "[" + String.join(",", java.util.Collections.nCopies(50, place(i, ""))) + "]");
        }
        Thread.sleep(500);
        int inFlightThen = inFlight.count();
        go.complete(null);

        List<Long> ids = new ArrayList<>();
        while (ids.size() < 1_500) {
            ids(Json.parse(client.next(), "answer"), ids);
        }
        assertThat(ids).hasSize(1_500);
        assertThat(inFlightThen).isBetween(200, 250);
        assertThat(inFlight.count()).isZero();
    }

    @Test
    void newSocketRefusesAMessageOfTooManyOperations() {
        SocketClient client = authenticated();

        client.send("[" + "1,".repeat(1_000) + "1]");

        assertThat(client.next())
                .startsWith("{\"id\":null,\"status\":422,")
                .contains("1 to 1000 operations");
    }
}
