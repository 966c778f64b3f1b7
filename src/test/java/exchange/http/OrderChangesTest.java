package exchange.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;

/** Amends, batches and cancels of many, over real HTTP and a real engine. */
@ExtendWith(ApiServer.class)
class OrderChangesTest {
    private static final String ORDERS = "/api/v1/orders";
    private static final String SELL =
            "{'side':'SELL','order_type':'LIMIT','quantity':2,'price':120";

    private ApiServer.User trader;
    private ApiServer.User other;

    @BeforeEach
    void newUsers() throws Exception {
        trader = ApiServer.newUser();
        other = ApiServer.newUser();
    }

    @AfterEach
    void cancelEverything() throws Exception {
        for (ApiServer.User user : List.of(trader, other)) {
            assertThat(user.delete(ORDERS + "/my-orders").status()).isEqualTo(200);
        }
    }

    private Reply amend(String path, String change) throws Exception {
        return trader.send(
                "PATCH", ORDERS + path, BodyPublishers.ofString(change.replace('\'', '"')));
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
    void changeNeedNotNameTheOrdersMarket() throws Exception {
        Reply placed = trader.place(SELL + ",'symbol':'ETH-USD','client_order_id':'e'}");

        Reply byId = amend("/" + id(placed), "{'quantity':1}");
        Reply byName = amend("/by-client-id/e", "{'price':121}");
        Reply wrong = amend("/" + id(placed), "{'price':122,'symbol':'BTC-USD'}");

        assertThat(byId.status()).as(byId.response().body()).isEqualTo(200);
        assertThat(byName.json().path("order").path("price").asInt()).isEqualTo(121);
        assertThat(byName.json().path("order").path("symbol").asText()).isEqualTo("ETH-USD");
        assertThat(wrong.json().path("field").asText()).isEqualTo("symbol");
    }

    @Test
    void smallerOrderKeepsItsPlaceAndGivesFundsBack() throws Exception {
        Reply first = trader.place(SELL + ",'client_order_id':'a'}");
        other.place(SELL + "}");

        Reply amended = amend("/by-client-id/a", "{'quantity':1.5}");

        assertThat(amended.status()).as(amended.response().body()).isEqualTo(200);
        assertThat(amended.json().path("order").path("quantity").asText()).isEqualTo("1.5");
        assertThat(held("BTC")).isEqualTo("1.5");
        Reply taker = other.place("{'side':'BUY','order_type':'LIMIT','quantity':1,'price':120}");
        assertThat(taker.status()).isEqualTo(200);
        assertThat(trader.get(ORDERS + "/" + id(first))
                        .json()
                        .path("filled_quantity")
                        .asText())
                .isEqualTo("1");
    }

    @Test
    void anotherPriceHoldsMoreAndTradesLikeANewOrder() throws Exception {
        other.place(SELL + "}");
        Reply placed = trader.place("{'side':'BUY','order_type':'LIMIT','quantity':1,'price':100}");

        Reply amended = amend("/" + id(placed), "{'price':121}");

        assertThat(amended.json().path("trades")).hasSize(1);
        assertThat(amended.json().path("order").path("status").asText()).isEqualTo("FILLED");
        assertThat(amended.json().path("order").path("average_price").asText()).isEqualTo("120");
        assertThat(held("USD")).isEqualTo("0");
    }

    @Test
    void amendThatMakesNoSenseIsRefused() throws Exception {
        Reply placed = trader.place(SELL + "}");

        assertThat(amend("/" + id(placed), "{}").status()).isEqualTo(422);
        assertThat(amend("/" + id(placed), "{'price':0.001}").status()).isEqualTo(422);
        assertThat(amend("/" + id(placed), "{'quantity':1000}")
                        .json()
                        .path("error")
                        .asText())
                .isEqualTo("INSUFFICIENT_FUNDS");
        assertThat(amend("/" + id(placed), "{'quantity':1,'symbol':'ETH-USD'}").status())
                .isEqualTo(422);
        assertThat(amend("/by-client-id/never", "{'quantity':1}").status()).isEqualTo(404);
        Reply stop =
                trader.place("{'side':'BUY','order_type':'STOP','quantity':1,'stop_price':50000}");
        assertThat(amend("/" + id(stop), "{'quantity':0.5}")
                        .json()
                        .path("error")
                        .asText())
                .isEqualTo("NOT_AMENDABLE");
    }

    @Test
    void allOrdersOfASideAreCanceledAtOnce() throws Exception {
        trader.place(SELL + "}");
        trader.place(SELL + "}");
        trader.place("{'side':'BUY','order_type':'LIMIT','quantity':1,'price':100}");
        trader.place("{'side':'SELL','order_type':'STOP','quantity':1,'stop_price':1.5}");

        JsonNode canceled =
                trader.delete(ORDERS + "/my-orders?symbol=BTC-USD&side=SELL").json();

        assertThat(canceled.path("canceled").asLong()).isEqualTo(3);
        assertThat(trader.get(ORDERS + "/my-orders?active_only=true").json()).hasSize(1);
        assertThat(held("BTC")).isEqualTo("0");
        assertThat(trader.delete(ORDERS + "/my-orders").json().path("canceled").asLong())
                .isEqualTo(1);
        assertThat(trader.delete(ORDERS + "/my-orders").json().path("canceled").asLong())
                .isZero();
    }

    @Test
    void eachOrderOfABatchIsAnsweredForItself() throws Exception {
        Reply reply = trader.post(
                ORDERS + "/batch",
                ("{'orders':[" + SELL + "}," + SELL + ",'color':'red'}," + SELL + "}]}")
                        .replace('\'', '"'));

        JsonNode results = reply.json().path("results");
        assertThat(results).hasSize(3);
        assertThat(results.path(0).path("status").asInt()).isEqualTo(200);
        assertThat(results.path(1).path("status").asInt()).isEqualTo(422);
        assertThat(results.path(2).path("result").path("order").path("status").asText())
                .isEqualTo("OPEN");
        assertThat(trader.post(ORDERS + "/batch", "{\"orders\":[]}").status()).isEqualTo(422);
    }
}
