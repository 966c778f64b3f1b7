package exchange.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Adjustments and freezes by admins, over real HTTP and a real engine. */
@ExtendWith(ApiServer.class)
class AdjustmentsTest {
    private static final String ADJUSTMENTS = "/api/v1/admin/adjustments";
    private static ApiServer.User second;

    @BeforeAll
    static void anotherAdmin() throws Exception {
        String account = "\"email\":\"second@example.com\",\"password\":\"correct horse battery\"";
        ApiServer.admin()
                .post(
                        "/api/v1/auth/signup",
                        "{" + account + ",\"name\":\"Second\",\"user_type\":\"admin\"}");
        Reply login = ApiServer.nobody().post("/api/v1/auth/login", "{" + account + "}");
        second = new ApiServer.User(login.data("access_token"));
    }

    @Test
    void twoAdminsCorrectABalance() throws Exception {
        ApiServer.User user = ApiServer.newUser();
        Reply proposed = propose(user, "DEBIT", "0.5", "less");
        String path = ADJUSTMENTS + "/" + proposed.json().path("adjustment_id").asText();

        Reply alone = ApiServer.admin().post(path + "/approve", "{}");
        Reply approved = second.post(path + "/approve", "{\"reason\":\"seen the logs\"}");

        assertThat(proposed.status()).isEqualTo(201);
        assertThat(proposed.json().path("status").asText()).isEqualTo("PENDING");
        assertThat(alone.status()).isEqualTo(403);
        assertThat(alone.error()).isEqualTo("SAME_ADMIN");
        assertThat(approved.json().path("direction").asText()).isEqualTo("DEBIT");
        assertThat(approved.json().path("amount").asText()).isEqualTo("0.5");
        assertThat(approved.json().path("decided_by").asText()).isEqualTo("second@example.com");
        assertThat(btc(user)).isEqualTo("9.5");
        assertThat(user.get("/api/v1/account/ledger?kind=ADJUSTMENT")
                        .json()
                        .at("/postings/0/available")
                        .asText())
                .isEqualTo("-0.5");
        assertThat(ApiServer.admin()
                        .get(ADJUSTMENTS)
                        .json()
                        .at("/adjustments/0/status")
                        .asText())
                .isEqualTo("APPROVED");
        assertThat(ApiServer.admin().get(path).json().path("decision_reason").asText())
                .isEqualTo("seen the logs");
    }

    @Test
    void proposalIsTakenBackByItsAuthorAndRefusedByAnother() throws Exception {
        ApiServer.User user = ApiServer.newUser();
        String first = ADJUSTMENTS + "/"
                + propose(user, "CREDIT", "1", "1").json().path("adjustment_id").asText();
        String other = ADJUSTMENTS + "/"
                + propose(user, "CREDIT", "1", "2").json().path("adjustment_id").asText();

        assertThat(second.delete(first).status()).isEqualTo(404);
        assertThat(ApiServer.admin().delete(first).json().path("status").asText())
                .isEqualTo("CANCELED");
        assertThat(second.post(other + "/refuse", "{\"reason\":\"why?\"}")
                        .json()
                        .path("status")
                        .asText())
                .isEqualTo("REFUSED");
        assertThat(btc(user)).isEqualTo("10");
        assertThat(propose(user, "CREDIT", "1", "1").json().path("duplicate").asBoolean())
                .isTrue();
        assertThat(propose(user, "DEBIT", "1", "1").error()).isEqualTo("DUPLICATE_REFERENCE");
    }

    @Test
    void noAdminDecidesAboutOwnMoney() throws Exception {
        String own = second.get("/api/v1/auth/me").data("user_id");
        String proposed =
                propose(own, "CREDIT", "1", "own").json().path("adjustment_id").asText();
        String deposit = "{'user_id':'%s','asset':'BTC','amount':1,'reference':'own'}"
                .formatted(own)
                .replace('\'', '"');

        Reply approved = second.post(ADJUSTMENTS + "/" + proposed + "/approve", "{}");
        Reply alone = second.post("/api/v1/admin/deposits", deposit);
        Reply byAnother = ApiServer.admin().post("/api/v1/admin/deposits", deposit);

        assertThat(approved.status()).isEqualTo(403);
        assertThat(approved.error()).isEqualTo("OWN_MONEY");
        assertThat(approved.json().path("message").asText()).contains("own account");
        assertThat(alone.status()).isEqualTo(403);
        assertThat(alone.error()).isEqualTo("OWN_MONEY");
        assertThat(byAnother.status()).isEqualTo(200);
    }

    @Test
    void onlyAdminsAdjust() throws Exception {
        ApiServer.User user = ApiServer.newUser();

        assertThat(user.get(ADJUSTMENTS).status()).isEqualTo(403);
        assertThat(user.post(ADJUSTMENTS, "{}").status()).isEqualTo(403);
        assertThat(propose("75736572-2121-8000-8000-1000000000ff", "DEBIT", "1", "r")
                        .status())
                .isEqualTo(404);
        assertThat(propose(user, "UP", "1", "r").status()).isEqualTo(422);
    }

    @Test
    void frozenAccountPlacesNothingUntilItIsNoLonger() throws Exception {
        ApiServer.User user = ApiServer.newUser();
        String order = "{'side':'BUY','order_type':'LIMIT','quantity':0.5,'price':100.01}";
        user.place(order);
        String freeze =
                "/api/v1/admin/users/" + user.get("/api/v1/auth/me").data("user_id") + "/freeze";

        Reply before = ApiServer.admin().get(freeze);
        Reply frozen =
                put(freeze, "{\"frozen\":true,\"reason\":\"a lost key\",\"cancel_orders\":true}");
        Reply placed = user.place(order);
        Reply withdrawn = user.post(
                "/api/v1/account/withdrawals",
                "{\"asset\":\"USD\",\"amount\":1,\"address\":\"a\",\"client_withdrawal_id\":\"1\"}");
        Reply ended = put(freeze, "{\"frozen\":false,\"reason\":\"found\"}");
        Reply placedAgain = user.place(order);
        user.delete("/api/v1/orders/my-orders");

        assertThat(before.json().path("frozen").asBoolean()).isFalse();
        assertThat(frozen.json().path("canceled_orders").asInt()).isEqualTo(1);
        assertThat(frozen.json().path("by").asText()).isEqualTo("admin@example.com");
        assertThat(placed.status()).isEqualTo(400);
        assertThat(placed.error()).isEqualTo("ACCOUNT_FROZEN");
        assertThat(withdrawn.error()).isEqualTo("ACCOUNT_FROZEN");
        assertThat(ended.json().path("reason").asText()).isEqualTo("found");
        assertThat(placedAgain.status()).isEqualTo(200);
        assertThat(put(freeze, "{\"frozen\":false,\"reason\":\"x\",\"cancel_orders\":true}")
                        .status())
                .isEqualTo(422);
        assertThat(put(freeze, "{\"reason\":\"x\"}").status()).isEqualTo(422);
        assertThat(user.get(freeze).status()).isEqualTo(403);
    }

    private static Reply put(String path, String body) throws Exception {
        return ApiServer.admin()
                .send("PUT", path, java.net.http.HttpRequest.BodyPublishers.ofString(body));
    }

    private static Reply propose(
            ApiServer.User user, String direction, String amount, String reference)
            throws Exception {
        return propose(user.get("/api/v1/auth/me").data("user_id"), direction, amount, reference);
    }

    private static Reply propose(String userId, String direction, String amount, String reference)
            throws Exception {
        String body = "{'user_id':'%s','asset':'BTC','direction':'%s','amount':'%s',"
                + "'reason':'a bug','reference':'%s'}";
        return ApiServer.admin()
                .post(
                        ADJUSTMENTS,
                        body.formatted(userId, direction, amount, reference).replace('\'', '"'));
    }

    private static String btc(ApiServer.User user) throws Exception {
        return user.get("/api/v1/account").json().at("/balances/0/available").asText();
    }
}
