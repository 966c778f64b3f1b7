package exchange.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.util.ArrayList;
import java.util.List;

/** Balances, deposits and the list of markets, over real HTTP and a real engine. */
@ExtendWith(ApiServer.class)
class FundsTest {
    private static final String DEPOSITS = "/api/v1/admin/deposits";

    @Test
    void newUserHasTheCreditAndWhatAnOrderHoldsIsNotAvailable() throws Exception {
        ApiServer.User user = ApiServer.newUser();
        Reply placed =
                user.place("{'side':'BUY','order_type':'LIMIT','quantity':0.5,'price':100.01}");

        JsonNode account = user.get("/api/v1/account").json();
        user.delete("/api/v1/orders/cancel/" + placed.json().at("/order/id").asText());

        assertThat(account.path("balances").toString())
                .startsWith(
                        "[{\"asset\":\"BTC\",\"available\":\"10\",\"held\":\"0\",\"total\":\"10\"},"
                                + "{\"asset\":\"ETH\",\"available\":\"100\",\"held\":\"0\",\"total\":\"100\"},"
                                + "{\"asset\":\"USD\",\"available\":\"99949.995\",\"held\":\"50.005\","
                                + "\"total\":\"100000\"},"
                                + "{\"asset\":\"USDT\",\"available\":\"0\",\"held\":\"0\",\"total\":\"0\"}");
    }

    @Test
    void depositCountsOncePerReference() throws Exception {
        String id = newUserId();

        Reply first = deposit(id, "1.5", "bank-1");
        Reply again = deposit(id, "1.5", "bank-1");
        Reply other = deposit(id, "2", "bank-1");
        Reply more = deposit(id, "0.0000000001", "bank-2");

        assertThat(first.status()).isEqualTo(200);
        assertThat(first.json().path("data").toString())
                .isEqualTo("{\"event\":\"deposit\",\"user_id\":\"" + id
                        + "\",\"asset\":\"USDT\",\"amount\":\"1.5\",\"reference\":\"bank-1\","
                        + "\"available\":\"1.5\",\"held\":\"0\",\"duplicate\":false}");
        assertThat(again.data("duplicate")).isEqualTo("true");
        assertThat(again.data("available")).isEqualTo("1.5");
        assertThat(other.status()).isEqualTo(409);
        assertThat(other.error()).isEqualTo("DUPLICATE_REFERENCE");
        assertThat(more.data("available")).isEqualTo("1.5000000001");
    }

    @Test
    void depositBeyondWhatABalanceCanHoldIsRefused() throws Exception {
        String id = newUserId();
        deposit(id, "922337203.6854775807", "large-1");

        Reply refused = deposit(id, "0.0000000001", "large-2");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.error()).isEqualTo("BALANCE_LIMIT");
    }

    @Test
    void onlyAdminsDeposit() throws Exception {
        String body = "{\"user_id\":\"" + newUserId()
                + "\",\"asset\":\"USD\",\"amount\":\"1\",\"reference\":\"r\"}";

        assertThat(ApiServer.nobody().post(DEPOSITS, body).status()).isEqualTo(401);
        assertThat(ApiServer.newUser().post(DEPOSITS, body).status()).isEqualTo(403);
        assertThat(deposit("75736572-2121-8000-8000-1000000000ff", "1", "nobody")
                        .status())
                .isEqualTo(404);
        assertThat(ApiServer.nobody().get("/api/v1/account").status()).isEqualTo(401);
    }

    @Test
    void marketsAreListedTheDefaultOneFirst() throws Exception {
        JsonNode markets = ApiServer.nobody().get("/api/v1/markets").json();

        List<String> symbols = new ArrayList<>();
        markets.forEach(market -> symbols.add(market.path("symbol").asText()));
        assertThat(symbols).startsWith("BTC-USD", "BTC-USDT", "ETH-USD", "ETH-USDT", "ETH-BTC");
        assertThat(markets.path(4).toString())
                .isEqualTo("{\"symbol\":\"ETH-BTC\",\"base\":\"ETH\",\"quote\":\"BTC\","
                        + "\"tick_size\":\"0.00001\",\"lot_size\":\"0.0001\","
                        + "\"min_notional\":\"0.0001\",\"max_notional\":\"500\","
                        + "\"maker_fee\":\"0.001\",\"taker_fee\":\"0.001\",\"collar\":\"0.1\","
                        + "\"circuit_breaker\":null,"
                        + "\"limits\":{\"open_orders\":200,\"stops\":20,"
                        + "\"price_low\":\"0.2\",\"price_high\":\"5\"},"
                        + "\"status\":\"OPEN\",\"status_reason\":\""
                        + markets.path(4).path("status_reason").asText()
                        + "\",\"status_since\":\""
                        + markets.path(4).path("status_since").asText()
                        + "\",\"status_ends_at\":null}");
    }

    private static String newUserId() throws Exception {
        return ApiServer.newUser().get("/api/v1/auth/me").data("user_id");
    }

    private static Reply deposit(String userId, String amount, String reference) throws Exception {
        return ApiServer.admin()
                .post(
                        DEPOSITS,
                        "{\"user_id\":\"%s\",\"asset\":\"USDT\",\"amount\":\"%s\",\"reference\":\"%s\"}"
                                .formatted(userId, amount, reference));
    }
}
