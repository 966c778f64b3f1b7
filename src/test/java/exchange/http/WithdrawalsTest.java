package exchange.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.util.ArrayList;
import java.util.List;

/** Withdrawals over real HTTP, a real engine and real tables. */
@ExtendWith(ApiServer.class)
class WithdrawalsTest {
    private static final String OWN = "/api/v1/account/withdrawals";
    private static final String ALL = "/api/v1/admin/withdrawals";

    @Test
    void withdrawalIsHeldThenLeavesAndIsSeenByAll() throws Exception {
        ApiServer.User user = ApiServer.newUser();

        Reply asked = withdraw(user, "1000.5", "w-1");
        assertThat(asked.status()).isEqualTo(201);
        assertThat(usd(user)).isEqualTo("98999.5 1000.5");
        String id = asked.json().path("withdrawal_id").asText();
        Reply approved = ApiServer.admin().post(ALL + "/" + id + "/approve", "{}");
        Reply again = ApiServer.admin().post(ALL + "/" + id + "/approve", "{}");

        assertThat(approved.status()).isEqualTo(200);
        assertThat(approved.json().path("status").asText()).isEqualTo("APPROVED");
        assertThat(approved.json().path("duplicate").asBoolean()).isFalse();
        assertThat(again.json().path("duplicate").asBoolean()).isTrue();
        assertThat(again.json().path("decided_at")).isEqualTo(approved.json().path("decided_at"));
        assertThat(usd(user)).isEqualTo("98999.5 0");
        JsonNode own = user.get(OWN + "/" + id).json();
        assertThat(own.path("status").asText()).isEqualTo("APPROVED");
        assertThat(own.has("decided_by")).isFalse();
        JsonNode seen = ApiServer.admin().get(ALL + "/" + id).json();
        assertThat(seen.path("decided_by").asText()).isEqualTo("admin@example.com");
        List<String> kinds = new ArrayList<>();
        user.get("/api/v1/account/ledger")
                .json()
                .path("postings")
                .forEach(each -> kinds.add(each.path("kind").asText()));
        assertThat(kinds).startsWith("WITHDRAWAL", "HOLD");
    }

    @Test
    void refusalHasAReasonAndGivesTheMoneyBack() throws Exception {
        ApiServer.User user = ApiServer.newUser();
        String id = withdraw(user, "10", "w").json().path("withdrawal_id").asText();

        Reply without = ApiServer.admin().post(ALL + "/" + id + "/refuse", "{}");
        Reply refused =
                ApiServer.admin().post(ALL + "/" + id + "/refuse", "{\"reason\":\"no such bank\"}");
        Reply late = ApiServer.admin().post(ALL + "/" + id + "/approve", "{}");

        assertThat(without.mistakes()).containsExactly("body.reason missing");
        assertThat(refused.json().path("status").asText()).isEqualTo("REFUSED");
        assertThat(late.status()).isEqualTo(400);
        assertThat(late.error()).isEqualTo("NOT_PENDING");
        assertThat(usd(user)).isEqualTo("100000 0");
        assertThat(user.get(OWN + "/" + id).json().path("decision_reason").asText())
                .isEqualTo("no such bank");
    }

    @Test
    void ownerTakesItBackAndNobodyElseSeesIt() throws Exception {
        ApiServer.User user = ApiServer.newUser();
        ApiServer.User other = ApiServer.newUser();
        String path = OWN + "/"
                + withdraw(user, "10", "w").json().path("withdrawal_id").asText();

        assertThat(other.get(path).status()).isEqualTo(404);
        assertThat(other.delete(path).status()).isEqualTo(404);
        Reply canceled = user.delete(path);
        Reply again = user.delete(path);

        assertThat(canceled.json().path("status").asText()).isEqualTo("CANCELED");
        assertThat(again.json().path("duplicate").asBoolean()).isTrue();
        assertThat(usd(user)).isEqualTo("100000 0");
    }

    @Test
    void sameClientIdIsTheSameWithdrawal() throws Exception {
        ApiServer.User user = ApiServer.newUser();

        Reply first = withdraw(user, "10", "w");
        Reply same = withdraw(user, "10", "w");
        Reply other = withdraw(user, "11", "w");
        Reply tooMuch = withdraw(user, "100000", "x");

        assertThat(same.status()).isEqualTo(200);
        assertThat(same.json().path("withdrawal_id")).isEqualTo(first.json().path("withdrawal_id"));
        assertThat(same.json().path("duplicate").asBoolean()).isTrue();
        assertThat(other.status()).isEqualTo(409);
        assertThat(tooMuch.error()).isEqualTo("INSUFFICIENT_FUNDS");
        assertThat(withdraw(user, "0", "y").status()).isEqualTo(422);
        assertThat(user.post(OWN, "{}").mistakes())
                .containsExactly(
                        "body.asset missing",
                        "body.amount missing",
                        "body.address missing",
                        "body.client_withdrawal_id missing");
        assertThat(withdraw(user, "1", "a\\u0000b").status()).isEqualTo(422);
        assertThat(usd(user)).isEqualTo("99990 10");
    }

    @Test
    void listsComeInPagesNewestFirst() throws Exception {
        ApiServer.User user = ApiServer.newUser();
        for (int i = 0; i < 5; i++) {
            withdraw(user, "1", "w" + i);
        }
        String userId = user.get("/api/v1/auth/me").data("user_id");
        user.delete(OWN + "/"
                + user.get(OWN).json().at("/withdrawals/4/withdrawal_id").asText());

        assertThat(pages(user, OWN + "?limit=2")).containsExactly("w4", "w3", "w2", "w1", "w0");
        assertThat(pages(ApiServer.admin(), ALL + "?limit=2&user_id=" + userId))
                .containsExactly("w4", "w3", "w2", "w1", "w0");
        assertThat(pages(user, OWN + "?limit=5&status=PENDING"))
                .containsExactly("w4", "w3", "w2", "w1");
        assertThat(pages(ApiServer.admin(), ALL + "?status=CANCELED&user_id=" + userId))
                .containsExactly("w0");
        assertThat(user.get(OWN + "?before=yesterday").status()).isEqualTo(422);
        assertThat(ApiServer.admin().get(ALL + "?user_id=nobody").status()).isEqualTo(422);
        assertThat(user.get(ALL).status()).isEqualTo(403);
        assertThat(user.post(ALL + "/x/approve", "{}").status()).isEqualTo(403);
    }

    private static List<String> pages(ApiServer.User user, String path) throws Exception {
        List<String> names = new ArrayList<>();
        String before = "";
        do {
            JsonNode page = user.get(path + before).json();
            page.path("withdrawals")
                    .forEach(each -> names.add(each.path("client_withdrawal_id").asText()));
            before = page.path("next").isNull()
                    ? ""
                    : "&before=" + page.path("next").asText();
        } while (!before.isEmpty());
        return names;
    }

    private static Reply withdraw(ApiServer.User user, String amount, String id) throws Exception {
        return user.post(
                OWN,
                "{\"asset\":\"USD\",\"amount\":\"%s\",\"address\":\"IBAN 1\",\"client_withdrawal_id\":\"%s\"}"
                        .formatted(amount, id));
    }

    /** What is available and what is held. */
    private static String usd(ApiServer.User user) throws Exception {
        for (JsonNode each : user.get("/api/v1/account").json().path("balances")) {
            if (each.path("asset").asText().equals("USD")) {
                return each.path("available").asText() + " " + each.path("held").asText();
            }
        }
        throw new AssertionError("no USD");
    }
}
