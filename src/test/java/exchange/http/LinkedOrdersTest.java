package exchange.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.util.List;

/** Orders that replace or cancel others, over real HTTP and a real engine. */
@ExtendWith(ApiServer.class)
class LinkedOrdersTest {
    private static final String ORDERS = "/api/v1/orders";
    private static final String NEVER = "00000000-0000-8000-8000-00000000ffff";

    private ApiServer.User trader;
    private ApiServer.User other;

    @BeforeEach
    void newUsers() throws Exception {
        trader = ApiServer.newUser();
        other = ApiServer.newUser();
        other.place(sell("1", "100"));
        trader.place("{'side':'BUY','order_type':'LIMIT','quantity':1,'price':100}");
    }

    @AfterEach
    void cancelEverything() throws Exception {
        for (ApiServer.User user : List.of(trader, other)) {
            assertThat(user.delete(ORDERS + "/my-orders").status()).isEqualTo(200);
        }
    }

    private static String sell(String quantity, String price) {
        return "{'side':'SELL','order_type':'LIMIT','quantity':" + quantity + ",'price':" + price
                + "}";
    }

    private Reply post(String path, String body) throws Exception {
        return trader.post(ORDERS + path, body.replace('\'', '"'));
    }

    private static String id(Reply placed) throws Exception {
        return placed.json().path("order").path("id").asText();
    }

    private String held(String asset) throws Exception {
        for (JsonNode balance : trader.get("/api/v1/account").json().path("balances")) {
            if (balance.path("asset").asText().equals(asset)) {
                return balance.path("held").asText();
            }
        }
        return "";
    }

    @Test
    void replacedOrderLeavesItsHoldToTheNewOne() throws Exception {
        Reply old = trader.place(sell("6", "130"));

        Reply replaced = post("/" + id(old) + "/replace", "{'order':" + sell("8", "131") + "}");

        JsonNode json = replaced.json();
        assertThat(replaced.status()).as(replaced.response().body()).isEqualTo(200);
        assertThat(json.path("cancel_result").asText()).isEqualTo("CANCELED");
        assertThat(json.path("canceled").path("id").asText()).isEqualTo(id(old));
        assertThat(json.path("canceled").path("status").asText()).isEqualTo("CANCELED");
        assertThat(json.path("order").path("status").asText()).isEqualTo("OPEN");
        assertThat(held("BTC")).isEqualTo("8");
    }

    @Test
    void whatTheOldOrderTradedCannotBeUsedAgain() throws Exception {
        Reply old = trader.place(sell("6", "130"));
        other.place("{'side':'BUY','order_type':'LIMIT','quantity':2,'price':130}");

        Reply replaced = post("/" + id(old) + "/replace", "{'order':" + sell("4", "131") + "}");

        assertThat(replaced.status()).isEqualTo(200);
        assertThat(replaced.json().path("canceled").path("filled_quantity").asText())
                .isEqualTo("2");
        assertThat(held("BTC")).isEqualTo("4");
    }

    @Test
    void nothingToCancelPlacesOnlyWhenThatIsAllowed() throws Exception {
        String order = ",'order':" + sell("1", "130") + "}";

        Reply stopped = post("/" + NEVER + "/replace", "{'mode':'STOP_ON_FAILURE'" + order);
        assertThat(stopped.status()).isEqualTo(404);
        assertThat(held("BTC")).isEqualTo("0");
        Reply allowed = post("/" + NEVER + "/replace", "{'mode':'ALLOW_FAILURE'" + order);

        assertThat(allowed.status()).as(allowed.response().body()).isEqualTo(200);
        assertThat(allowed.json().path("cancel_result").asText()).isEqualTo("REFUSED");
        assertThat(allowed.json().path("canceled").isNull()).isTrue();
        assertThat(held("BTC")).isEqualTo("1");
    }

    @Test
    void orderThatTheMarketRefusesCancelsTheOldOneOnlyWhereEachIsTriedForItself() throws Exception {
        other.place(sell("1", "120"));
        Reply old = trader.place("{'side':'BUY','order_type':'LIMIT','quantity':1,'price':100}");
        String order = "'order':{'side':'BUY','order_type':'LIMIT','quantity':1,'price':120,"
                + "'post_only':true}}";

        Reply refused = post("/" + id(old) + "/replace", "{" + order);
        assertThat(refused.status()).as(refused.response().body()).isEqualTo(400);
        assertThat(refused.json().has("cancel_result")).isFalse();
        assertThat(held("USD")).isEqualTo("100");
        Reply tried = post("/" + id(old) + "/replace", "{'mode':'ALLOW_FAILURE'," + order);

        assertThat(tried.status()).as(tried.response().body()).isEqualTo(400);
        assertThat(tried.json().path("error").asText()).isEqualTo("POST_ONLY_WOULD_TRADE");
        assertThat(tried.json().path("cancel_result").asText()).isEqualTo("CANCELED");
        assertThat(held("USD")).isEqualTo("0");
    }

    @Test
    void orderThatFundsForbidCancelsNothing() throws Exception {
        Reply old = trader.place(sell("6", "130"));

        Reply refused = post("/" + id(old) + "/replace", "{'order':" + sell("1000", "130") + "}");

        assertThat(refused.json().path("error").asText()).isEqualTo("INSUFFICIENT_FUNDS");
        assertThat(trader.get(ORDERS + "/" + id(old)).json().path("status").asText())
                .isEqualTo("OPEN");
        assertThat(post("/" + id(old) + "/replace", "{'mode':'MAYBE'}").status())
                .isEqualTo(422);
    }

    private static final String BRACKET =
            "{'above':{'side':'SELL','order_type':'LIMIT','quantity':2,'price':130,"
                    + "'client_order_id':'up'},"
                    + "'below':{'side':'SELL','order_type':'STOP','quantity':2,'stop_price':90}}";

    @Test
    void twoOrdersHaveOneHoldAndEndTogether() throws Exception {
        Reply placed = post("/oco", BRACKET);

        JsonNode json = placed.json();
        assertThat(placed.status()).as(placed.response().body()).isEqualTo(200);
        assertThat(json.path("above").path("status").asText()).isEqualTo("OPEN");
        assertThat(json.path("above").path("post_only").asBoolean()).isTrue();
        assertThat(json.path("below").path("list_id").asText())
                .isEqualTo(json.path("list_id").asText())
                .isEqualTo(json.path("above").path("list_id").asText());
        assertThat(held("BTC")).isEqualTo("2");

        trader.delete(ORDERS + "/cancel/" + json.path("below").path("id").asText());

        assertThat(trader.get(ORDERS + "/my-orders?active_only=true").json()).isEmpty();
        assertThat(trader.get(ORDERS + "/by-client-id/up").json().path("reason").asText())
                .isEqualTo("ONE_CANCELS_OTHER");
        assertThat(held("BTC")).isEqualTo("0");
    }

    @Test
    void aFillOfOneCancelsTheOther() throws Exception {
        JsonNode placed = post("/oco", BRACKET).json();

        other.place("{'side':'BUY','order_type':'LIMIT','quantity':0.5,'price':130}");

        String stop = placed.path("below").path("id").asText();
        assertThat(trader.get(ORDERS + "/" + stop).json().path("status").asText())
                .isEqualTo("CANCELED");
        assertThat(held("BTC")).isEqualTo("1.5");
    }

    @Test
    void listThatMakesNoSenseIsRefused() throws Exception {
        String stop = "{'side':'SELL','order_type':'STOP','quantity':2,'stop_price':90}";
        String limit = "{'side':'SELL','order_type':'LIMIT','quantity':2,'price':130}";
        for (String wrong : List.of(
                "{'above':" + limit + "}",
                "{'above':" + stop + ",'below':" + limit + "}",
                "{'above':" + limit.replace("130", "80") + ",'below':" + stop + "}",
                "{'above':" + limit.replace("2", "1") + ",'below':" + stop + "}",
                "{'above':" + limit + ",'below':" + limit + "}")) {
            assertThat(post("/oco", wrong).status()).as(wrong).isEqualTo(422);
        }
        assertThat(post("/oco", BRACKET.replace(":2", ":9000"))
                        .json()
                        .path("error")
                        .asText())
                .isEqualTo("INSUFFICIENT_FUNDS");
        assertThat(held("BTC")).isEqualTo("0");
    }

    @Test
    void listThatComesAgainIsTheSameOne() throws Exception {
        String list = BRACKET.replace("'stop_price'", "'client_order_id':'down','stop_price'");
        JsonNode first = post("/oco", list).json();

        JsonNode again = post("/oco", list).json();

        assertThat(again.path("duplicate").asBoolean()).isTrue();
        assertThat(again.path("list_id")).isEqualTo(first.path("list_id"));
        assertThat(post("/oco", list.replace("130", "131")).status()).isEqualTo(409);
    }

    @Test
    void trailingStopIsTakenAndShown() throws Exception {
        Reply placed = trader.place("{'side':'SELL','order_type':'STOP','quantity':1,"
                + "'trailing_basis_points':500}");

        assertThat(placed.status()).as(placed.response().body()).isEqualTo(200);
        JsonNode order = placed.json().path("order");
        assertThat(order.path("trailing_basis_points").asInt()).isEqualTo(500);
        assertThat(order.path("stop_price").isNull()).isTrue();
        for (String wrong : List.of(
                "'order_type':'TAKE_PROFIT','trailing_offset':1",
                "'order_type':'STOP','trailing_offset':1,'trailing_basis_points':5",
                "'order_type':'STOP','trailing_basis_points':10001",
                "'order_type':'LIMIT','price':120,'trailing_offset':1")) {
            assertThat(trader.place("{'side':'SELL','quantity':1," + wrong + "}")
                            .status())
                    .as(wrong)
                    .isEqualTo(422);
        }
    }

    @Test
    void trailingStopToBuyFollowsTheLastTradeAlsoWhereNobodySells() throws Exception {
        assertThat(trader.get(ORDERS + "/market-stats")
                        .json()
                        .path("last_trade_price")
                        .asText())
                .isEqualTo("100");

        Reply placed = trader.place(
                "{'side':'BUY','order_type':'STOP','quantity':1," + "'trailing_basis_points':500}");

        assertThat(placed.status()).as(placed.response().body()).isEqualTo(200);
    }
}
