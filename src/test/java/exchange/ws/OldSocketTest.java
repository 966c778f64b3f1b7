package exchange.ws;

import static org.assertj.core.api.Assertions.assertThat;

import exchange.accounts.LedgerCommand;
import exchange.accounts.LedgerFact;
import exchange.accounts.LedgerReply;
import exchange.market.AccountIds;
import exchange.market.EndReason;
import exchange.market.OrderIds;
import exchange.market.Side;
import exchange.sequencer.LedgerItem;
import exchange.session.SessionMessage;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The old socket, as its first clients know it. */
final class OldSocketTest extends WsFixture {
    @Test
    void oldSocketGreetsItsUser() {
        SocketClient client = old("alice");

        assertThat(client.next())
                .isEqualTo("{\"event\":\"connected\",\"message\":\"connected\",\"user_id\":\""
                        + AccountIds.toUuid(ALICE) + "\"}");
    }

    @Test
    void oldSocketTakesATokenWithEscapesAndASlashAtTheEnd() {
        SocketClient client =
                SocketClient.connect(server.uri("/api/v1/ws/update/?token=alice%2B2"));

        assertThat(client.next()).contains("\"connected\"");
    }

    @Test
    void oldSocketWithoutAValidTokenSaysAnErrorAndClosesWith1008() {
        for (String query : List.of("", "?token=", "?token=nobody", "?other=alice")) {
            SocketClient client = SocketClient.connect(server.uri("/api/v1/ws/update" + query));

            assertThat(client.next())
                    .isEqualTo("{\"event\":\"error\",\"message\":\"missing or invalid token\"}");
            assertThat(client.closed())
                    .isEqualTo(new SocketClient.Closed(1008, "missing or invalid token"));
        }
    }

    @Test
    void oldSocketAnswersAPing() {
        SocketClient client = greeted("alice");

        client.send("{\"type\":\"ping\"}");

        assertThat(client.next()).isEqualTo("{\"type\":\"pong\"}");
    }

    @Test
    void oldSocketAnswersBadJsonWithAnErrorAndStaysOpen() {
        SocketClient client = greeted("alice");

        for (String bad :
                List.of("{", "ping", "[]", "7", "{\"type\":\"ping\",\"type\":\"ping\"}", "")) {
            client.send(bad);
            assertThat(client.next()).as(bad).startsWith("{\"event\":\"error\",\"message\":\"");
        }
        client.send("{\"type\":\"something else\"}").send("{\"type\":\"ping\"}");

        assertThat(client.next()).isEqualTo("{\"type\":\"pong\"}");
    }

    @Test
    void oldSocketTellsItsOwnerEachFillAndTheCancel() {
        SocketClient client = greeted("alice");

        tell(new LedgerFact.Settled(
                ALICE,
                1,
                "BTC-USD",
                Side.BUY,
                0,
                new LedgerItem.Fill(
                        ORDER,
                        3,
                        true,
                        100_00,
                        25_000_000,
                        1,
                        1,
                        0,
                        0,
                        75_000_000,
                        0,
                        1_700_000_000_042L)));
        tell(new LedgerFact.Settled(
                ALICE,
                2,
                "BTC-USD",
                Side.BUY,
                0,
                new LedgerItem.Ended(1, ORDER, EndReason.USER_CANCELED, 5, 1_700_000_000_043L)));

        assertThat(client.next())
                .isEqualTo("{\"event\":\"order_status\",\"timestamp\":\"2023-11-14T22:13:20.042Z\","
                        + "\"data\":{\"order_id\":\"" + ORDER_ID
                        + "\",\"status\":\"partially_filled\","
                        + "\"filled_quantity\":0.25,\"remaining_quantity\":0.75}}");
        assertThat(client.next())
                .isEqualTo("{\"event\":\"order_status\",\"timestamp\":\"2023-11-14T22:13:20.043Z\","
                        + "\"data\":{\"order_id\":\"" + ORDER_ID + "\",\"status\":\"cancelled\","
                        + "\"filled_quantity\":0,\"remaining_quantity\":0.75}}");
    }

    @Test
    void oldSocketAsksTheLedgerWhatWasLeftOfAnOrderItNeverHeardOfAndKeepsTheOrder() {
        CompletableFuture<LedgerReply> answer = new CompletableFuture<>();
        ledger = command -> answer.join();
        SocketClient client = greeted("alice");

        tell(new LedgerFact.Settled(
                ALICE,
                1,
                "BTC-USD",
                Side.BUY,
                0,
                new LedgerItem.Ended(0, ORDER, EndReason.USER_CANCELED, 5, 1)));
        tell(new LedgerFact.Settled(
                ALICE,
                2,
                "BTC-USD",
                Side.BUY,
                0,
                new LedgerItem.Fill(OrderIds.of(1, 8), 3, true, 100_00, 5, 1, 1, 0, 0, 0, 0, 2)));
        assertThat(client.poll(Duration.ofMillis(100))).isNull();
        answer.complete(taken(limit(0)));

        assertThat(client.next())
                .contains("\"cancelled\"", "\"filled_quantity\":0,\"remaining_quantity\":1.5");
        assertThat(client.next()).contains("\"filled\"", "\"remaining_quantity\":0");
        assertThat(ledgers.asked()).containsExactly(new LedgerCommand.GetOrder(ALICE, ORDER));
    }

    @Test
    void oldSocketShowsEverybodyTheBook() {
        SocketClient alice = greeted("alice");
        SocketClient bob = greeted("bob");

        watchers.forEach(each -> each.tell(
                new SessionMessage.Show("book", List.of("{\"type\":\"order_book_update\"}"))));

        assertThat(alice.next()).isEqualTo("{\"type\":\"order_book_update\"}");
        assertThat(bob.next()).isEqualTo("{\"type\":\"order_book_update\"}");
    }

    @Test
    void oldSocketEndsWithItsToken() {
        SocketClient client = greeted("alice");

        expiresAt.set(0);

        assertThat(client.next())
                .isEqualTo("{\"event\":\"error\",\"message\":\"the token has expired\"}");
        assertThat(client.closed())
                .isEqualTo(new SocketClient.Closed(1008, "the token has expired"));
    }
}
