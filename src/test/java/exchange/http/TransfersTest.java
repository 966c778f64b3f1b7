package exchange.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.util.ArrayList;
import java.util.List;

/** Money between users, over real HTTP and a real engine. */
@ExtendWith(ApiServer.class)
class TransfersTest {
    private static final String TRANSFERS = "/api/v1/account/transfers";
    /** So many that some are of one partition and some are not. */
    private static final int RECEIVERS = 6;

    private static ApiServer.User ann;
    private static String annId;

    @BeforeAll
    static void signUp() throws Exception {
        ann = ApiServer.newUser();
        annId = idOf(ann);
    }

    private static String idOf(ApiServer.User user) throws Exception {
        return user.get("/api/v1/auth/me").data("user_id");
    }

    private static Reply send(String to, String asset, String amount, String reference)
            throws Exception {
        return ann.post(
                TRANSFERS,
                "{\"to\":\"%s\",\"asset\":\"%s\",\"amount\":\"%s\",\"reference\":\"%s\"}"
                        .formatted(to, asset, amount, reference));
    }

    private static String available(ApiServer.User user, String asset) throws Exception {
        for (JsonNode each : user.get("/api/v1/account").json().path("balances")) {
            if (each.path("asset").asText().equals(asset)) {
                return each.path("available").asText();
            }
        }
        throw new AssertionError("no " + asset);
    }

    @Test
    void everyReceiverHasItWhenTheSenderHearsOfIt() throws Exception {
        for (int i = 0; i < RECEIVERS; i++) {
            ApiServer.User receiver = ApiServer.newUser();
            String id = idOf(receiver);

            Reply sent = send(id, "ETH", "0.5", "each-" + i);

            assertThat(sent.status()).isEqualTo(200);
            JsonNode transfer = sent.json().path("transfer");
            assertThat(transfer.path("status").asText()).isEqualTo("COMPLETED");
            assertThat(transfer.path("from_user_id").asText()).isEqualTo(annId);
            assertThat(transfer.path("to_user_id").asText()).isEqualTo(id);
            assertThat(available(receiver, "ETH")).isEqualTo("100.5");
        }
    }

    @Test
    void referenceCountsOnceAndAsksForItsTransfer() throws Exception {
        ApiServer.User bob = ApiServer.newUser();
        String bobId = idOf(bob);

        Reply first = send(bobId, "USD", "12.5", "once");
        Reply again = send(bobId, "USD", "12.50", "once");
        Reply other = send(bobId, "USD", "12.6", "once");
        Reply asked = ann.get(TRANSFERS + "/by-reference/once");
        Reply unknown = ann.get(TRANSFERS + "/by-reference/never");
        Reply past = ann.get(TRANSFERS + "/by-reference/never?final_at=2020-01-01T00:00:00.000Z");

        assertThat(again.status()).isEqualTo(200);
        assertThat(again.json().path("duplicate").asBoolean()).isTrue();
        assertThat(again.json().path("transfer")).isEqualTo(first.json().path("transfer"));
        assertThat(asked.json().path("transfer")).isEqualTo(first.json().path("transfer"));
        assertThat(other.status()).isEqualTo(409);
        assertThat(other.error()).isEqualTo("DUPLICATE_REFERENCE");
        assertThat(available(bob, "USD")).isEqualTo("100012.5");
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.json().path("final").asBoolean()).isFalse();
        assertThat(past.json().path("final").asBoolean()).isTrue();
    }

    @Test
    void receiverIsNamedByIdOrEmail() throws Exception {
        ApiServer.User bob = ApiServer.newUser();
        String email = bob.get("/api/v1/auth/me").data("email");

        Reply sent = send(email.toUpperCase(java.util.Locale.ROOT), "USD", "1", "by-email");

        assertThat(sent.status()).isEqualTo(200);
        assertThat(sent.json().at("/transfer/to_user_id").asText()).isEqualTo(idOf(bob));
    }

    @Test
    void whatCannotBeSentIsRefusedClearly() throws Exception {
        String bobId = idOf(ApiServer.newUser());

        assertRefused(send("nobody@example.com", "USD", "1", "n"), 422, "UNKNOWN_RECEIVER", "to");
        assertRefused(
                send("75736572-2121-8000-8000-1000000000ff", "USD", "1", "n"),
                422,
                "UNKNOWN_RECEIVER",
                "to");
        assertRefused(send(annId, "USD", "1", "n"), 422, "OWN_ACCOUNT", "to");
        assertRefused(send(bobId, "XRP", "1", "n"), 422, "UNKNOWN_ASSET", "asset");
        assertRefused(send(bobId, "USD", "0", "n"), 422, "INVALID_FIELD", "amount");
        assertRefused(send(bobId, "USD", "0.00000000001", "n"), 422, "INVALID_FIELD", "amount");
        assertRefused(send(bobId, "USD", "1000000", "n"), 400, "INSUFFICIENT_FUNDS", "");
        assertThat(send(bobId, "USD", "1", "").status()).isEqualTo(422);
        assertThat(ann.get(TRANSFERS + "/by-reference/n").status()).isEqualTo(404);
        assertThat(ApiServer.nobody().get(TRANSFERS).status()).isEqualTo(401);
        assertThat(ApiServer.nobody().post(TRANSFERS, "{}").status()).isEqualTo(401);
    }

    private static void assertRefused(Reply reply, int status, String error, String field) {
        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.error()).isEqualTo(error);
        assertThat(reply.json().path("field").asText()).isEqualTo(field);
    }

    @Test
    void whatTheReceiverCannotHoldComesBack() throws Exception {
        for (int i = 0; i < RECEIVERS; i++) {
            ApiServer.User receiver = ApiServer.newUser();
            String deposit = "{\"user_id\":\"" + idOf(receiver)
                    + "\",\"asset\":\"USDT\",\"amount\":\"922337203.6854775807\","
                    + "\"reference\":\"all\"}";
            ApiServer.admin().post("/api/v1/admin/deposits", deposit);
            ApiServer.admin()
                    .post("/api/v1/admin/deposits", deposit(annId, "1", "for-return-" + i));
            String before = available(ann, "USDT");

            Reply refused = send(idOf(receiver), "USDT", "0.5", "too-much-" + i);

            assertRefused(refused, 400, "BALANCE_LIMIT", "");
            assertThat(available(ann, "USDT")).isEqualTo(before);
        }
    }

    private static String deposit(String userId, String amount, String reference) {
        return "{\"user_id\":\"%s\",\"asset\":\"USDT\",\"amount\":\"%s\",\"reference\":\"%s\"}"
                .formatted(userId, amount, reference);
    }

    @Test
    void bothSeeItInTheirListsAndPostings() throws Exception {
        ApiServer.User carol = ApiServer.newUser();
        ApiServer.User dave = ApiServer.newUser();
        String daveId = idOf(dave);
        for (int i = 0; i < 3; i++) {
            carol.post(
                    TRANSFERS,
                    ("{\"to\":\"%s\",\"asset\":\"BTC\",\"amount\":0.25,\"reference\":\"l%d\","
                                    + "\"note\":\"for lunch\"}")
                            .formatted(daveId, i));
        }

        List<String> references = new ArrayList<>();
        String next = "";
        while (!next.equals("&before=null")) {
            JsonNode page = carol.get(TRANSFERS + "?limit=2" + next).json();
            page.path("transfers")
                    .forEach(each -> references.add(each.path("reference").asText()));
            next = "&before=" + page.path("next");
        }
        JsonNode come = dave.get(TRANSFERS + "?asset=BTC").json().path("transfers");

        assertThat(references).containsExactly("l2", "l1", "l0");
        assertThat(come).hasSize(3);
        assertThat(come.path(0).path("direction").asText()).isEqualTo("IN");
        assertThat(come.path(0).path("note").asText()).isEqualTo("for lunch");
        assertThat(come.path(0).path("to_user_id").asText()).isEqualTo(daveId);
        assertThat(dave.get(TRANSFERS + "?asset=ETH").json().path("transfers")).isEmpty();
        JsonNode sent = carol.get("/api/v1/account/ledger?kind=TRANSFER").json();
        assertThat(sent.path("postings")).hasSize(3);
        assertThat(sent.at("/postings/0/available").asText()).isEqualTo("-0.25");
        assertThat(sent.at("/postings/0/reference").asText()).isEqualTo("l2");
        assertThat(dave.get("/api/v1/account/ledger?kind=TRANSFER")
                        .json()
                        .at("/postings/0/available")
                        .asText())
                .isEqualTo("0.25");
    }
}
