package exchange.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.net.http.HttpRequest.BodyPublishers;

/** What accounts pay, over real HTTP and a real engine. */
@ExtendWith(ApiServer.class)
class FeesTest {
    private static final String FEES = "/api/v1/account/fees";

    private static String idOf(ApiServer.User user) throws Exception {
        return user.get("/api/v1/auth/me").data("user_id");
    }

    private static String ofUser(String id) {
        return "/api/v1/admin/users/" + id + "/fees";
    }

    private static Reply put(ApiServer.User caller, String id, String body) throws Exception {
        String json = body.replace('\'', '"');
        return caller.send("PUT", ofUser(id), BodyPublishers.ofString(json));
    }

    private static JsonNode market(Reply reply, String symbol) {
        for (JsonNode each : reply.json().path("markets")) {
            if (each.path("symbol").asText().equals(symbol)) {
                return each;
            }
        }
        throw new AssertionError("no " + symbol);
    }

    @Test
    void everybodyBeginsWithTheMarketsRates() throws Exception {
        Reply fees = ApiServer.newUser().get(FEES);

        assertThat(fees.status()).isEqualTo(200);
        assertThat(market(fees, "BTC-USD").toString())
                .isEqualTo("{\"symbol\":\"BTC-USD\",\"maker_fee\":\"0.001\","
                        + "\"taker_fee\":\"0.001\",\"source\":\"MARKET\"}");
        assertThat(fees.json().path("level").asInt()).isZero();
        assertThat(fees.json().path("volume_30d").asText()).isEqualTo("0");
        assertThat(fees.json().path("volume_asset").asText()).isEqualTo("USD");
        assertThat(fees.json().path("next_level").isNull()).isTrue();
        assertThat(fees.json().path("overrides")).isEmpty();
    }

    @Test
    void ratesThatAnAdminGaveArePaidAndCanEnd() throws Exception {
        ApiServer.User ann = ApiServer.newUser();
        ApiServer.User bob = ApiServer.newUser();
        String id = idOf(ann);

        Reply given = put(
                ApiServer.admin(),
                id,
                "{'symbol':'BTC-USD','maker_fee':'0.00025','taker_fee':0.01,'reason':'deal',"
                        + "'expires_at':'2099-01-01T00:00:00.000Z'}");
        bob.place("{'side':'SELL','order_type':'LIMIT','price':70000,'quantity':0.01}");
        Reply bought =
                ann.place("{'side':'BUY','order_type':'LIMIT','price':70000,'quantity':0.01}");
        Reply during = ann.get(FEES);
        Reply ended = ApiServer.admin().delete(ofUser(id) + "?symbol=BTC-USD&reason=over");

        assertThat(given.status()).isEqualTo(200);
        assertThat(market(given, "BTC-USD").path("source").asText()).isEqualTo("OVERRIDE");
        assertThat(market(given, "ETH-USD").path("source").asText()).isEqualTo("MARKET");
        assertThat(bought.json().at("/order/fee").asText()).isEqualTo("0.0001");
        assertThat(during.json().path("volume_30d").asText()).isEqualTo("700");
        assertThat(during.json().path("overrides").toString())
                .isEqualTo("[{\"symbol\":\"BTC-USD\",\"maker_fee\":\"0.00025\","
                        + "\"taker_fee\":\"0.01\",\"expires_at\":\"2099-01-01T00:00:00.000Z\"}]");
        assertThat(ended.json().path("overrides")).isEmpty();
        assertThat(market(ApiServer.admin().get(ofUser(id)), "BTC-USD")
                        .path("taker_fee")
                        .asText())
                .isEqualTo("0.001");
    }

    @Test
    void onlyAdminsGiveRatesAndOnlyPossibleOnes() throws Exception {
        ApiServer.User ann = ApiServer.newUser();
        String id = idOf(ann);
        String fine = "{'maker_fee':'0','taker_fee':'0','reason':'why'}";

        assertThat(put(ApiServer.nobody(), id, fine).status()).isEqualTo(401);
        assertThat(put(ann, id, fine).status()).isEqualTo(403);
        assertThat(ann.get(ofUser(id)).status()).isEqualTo(403);
        assertThat(ann.post("/api/v1/admin/fee-levels", "").status()).isEqualTo(403);
        assertThat(put(ApiServer.admin(), "75736572-2121-8000-8000-1000000000ff", fine)
                        .status())
                .isEqualTo(404);
        assertWrong(id, "{'maker_fee':'0.11','taker_fee':'0','reason':'why'}", "maker_fee");
        assertWrong(id, "{'maker_fee':'0','taker_fee':'0.0000001','reason':'why'}", "taker_fee");
        assertWrong(id, "{'maker_fee':'0','taker_fee':'0'}", "reason");
        assertWrong(
                id,
                "{'maker_fee':'0','taker_fee':'0','reason':'why',"
                        + "'expires_at':'2020-01-01T00:00:00.000Z'}",
                "expires_at");
        assertWrong(
                id, "{'symbol':'NO-NE','maker_fee':'0','taker_fee':'0','reason':'why'}", "symbol");
        assertThat(ApiServer.admin().delete(ofUser(id)).status()).isEqualTo(422);
    }

    private static void assertWrong(String id, String body, String field) throws Exception {
        Reply reply = put(ApiServer.admin(), id, body);
        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.json().path("field").asText()).isEqualTo(field);
    }

    @Test
    void levelsAreCountedWhenAnAdminAsks() throws Exception {
        Reply counted = ApiServer.admin().post("/api/v1/admin/fee-levels", "");

        assertThat(counted.status()).isEqualTo(200);
        assertThat(counted.json().path("accounts").asInt()).isZero();
        assertThat(counted.json().path("day").asText()).matches("\\d{4}-\\d{2}-\\d{2}");
    }
}
