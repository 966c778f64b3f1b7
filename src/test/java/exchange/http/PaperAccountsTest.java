package exchange.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Faucet and reset over real HTTP and a real engine, on a node whose accounts are on paper. */
@ExtendWith(ApiServer.class)
class PaperAccountsTest {
    private static final String FAUCET = "/api/v1/account/faucet";
    private static final String RESET = "/api/v1/account/reset";

    @Test
    void faucetGivesADaysPortionOnce() throws Exception {
        ApiServer.User user = ApiServer.newUser();

        Reply first = user.post(FAUCET, "{\"asset\":\"USDT\"}");
        // Twice more, in case the day changed in between.
        user.post(FAUCET, "{\"asset\":\"USDT\"}");
        Reply again = user.post(FAUCET, "{\"asset\":\"USDT\"}");

        assertThat(first.status()).isEqualTo(200);
        assertThat(first.json().path("amount").asText()).isEqualTo("10000");
        assertThat(first.json().path("available").asText()).isEqualTo("10000");
        assertThat(first.json().path("duplicate").asBoolean()).isFalse();
        assertThat(again.json().path("duplicate").asBoolean()).isTrue();
        assertThat(again.json().path("available").asText()).isIn("10000", "20000");
        assertThat(user.post(FAUCET, "{\"asset\":\"EUR\"}").error()).isEqualTo("UNKNOWN_ASSET");
        assertThat(user.post(FAUCET, "{}").mistakes()).containsExactly("body.asset missing");
        assertThat(ApiServer.nobody().post(FAUCET, "{}").status()).isEqualTo(401);
    }

    @Test
    void resetEndsOrdersAndBringsBalancesBack() throws Exception {
        ApiServer.User user = ApiServer.newUser();
        user.post(FAUCET, "{\"asset\":\"USDT\"}");
        user.place("{'side':'BUY','order_type':'LIMIT','quantity':0.5,'price':100.01}");
        user.post(
                "/api/v1/account/withdrawals",
                "{'asset':'BTC','amount':1,'address':'a','client_withdrawal_id':'1'}"
                        .replace('\'', '"'));

        Reply reset = user.post(RESET, "{\"client_reset_id\":\"one\"}");

        assertThat(reset.status()).isEqualTo(200);
        assertThat(balances(reset)).isEqualTo("BTC 10 0, ETH 100 0, USD 100000 0, USDT 0 0, ");
        assertThat(user.get("/api/v1/orders/my-orders?active_only=true").json()).isEmpty();
        JsonNode withdrawals = user.get("/api/v1/account/withdrawals").json();
        assertThat(withdrawals.at("/withdrawals/0/status").asText()).isEqualTo("CANCELED");
        JsonNode postings = user.get("/api/v1/account/ledger?kind=RESET").json();
        assertThat(postings.at("/postings/0/asset").asText()).isEqualTo("USDT");
        user.post(FAUCET, "{\"asset\":\"ETH\"}");
        assertThat(balances(user.post(RESET, "{\"client_reset_id\":\"one\"}")))
                .contains("ETH 110 0");
        assertThat(balances(user.post(RESET, "{}"))).contains("ETH 100 0");
        assertThat(user.post(RESET, "{\"x\":1}").status()).isEqualTo(422);
    }

    private static String balances(Reply reply) {
        StringBuilder text = new StringBuilder();
        for (JsonNode each : reply.json().path("balances")) {
            if ("BTC ETH USD USDT".contains(each.path("asset").asText())) {
                text.append(each.path("asset").asText()).append(' ');
                text.append(each.path("available").asText()).append(' ');
                text.append(each.path("held").asText()).append(", ");
            }
        }
        return text.toString();
    }
}
