package exchange.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.util.List;

/** Stops, icebergs and orders that end at a time, over real HTTP and a real engine. */
@ExtendWith(ApiServer.class)
class OrderTypesTest {
    private static final String ORDERS = "/api/v1/orders";

    private ApiServer.User maker;
    private ApiServer.User taker;
    private ApiServer.User trader;

    @BeforeEach
    void newUsers() throws Exception {
        maker = ApiServer.newUser();
        taker = ApiServer.newUser();
        trader = ApiServer.newUser();
        tradeAt("100");
    }

    @AfterEach
    void cancelEverything() throws Exception {
        for (ApiServer.User user : List.of(maker, taker, trader)) {
            for (JsonNode order :
                    user.get(ORDERS + "/my-orders?active_only=true").json()) {
                user.delete(ORDERS + "/cancel/" + order.path("id").asText());
            }
        }
    }

    private void tradeAt(String price) throws Exception {
        maker.place("{'side':'SELL','order_type':'LIMIT','quantity':0.1,'price':" + price + "}");
        Reply reply = taker.place(
                "{'side':'BUY','order_type':'LIMIT','quantity':0.1,'price':" + price + "}");
        assertThat(reply.json().path("order").path("status").asText()).isEqualTo("FILLED");
    }

    private JsonNode now(Reply placed) throws Exception {
        return trader.get(ORDERS + "/" + placed.json().path("order").path("id").asText())
                .json();
    }

    @Test
    void stopIsOpenUntilItIsTriggeredAndThenTakesTheBestPrices() throws Exception {
        maker.place("{'side':'BUY','order_type':'LIMIT','quantity':2,'price':89}");
        Reply placed =
                trader.place("{'side':'SELL','order_type':'STOP','quantity':1,'stop_price':90.5}");
        JsonNode order = placed.json().path("order");
        assertThat(order.path("status").asText()).isEqualTo("OPEN");
        assertThat(order.path("stop_price").asText()).isEqualTo("90.5");
        assertThat(order.path("triggered").asBoolean()).isFalse();

        tradeAt("90.5");

        assertThat(now(placed).path("status").asText()).isEqualTo("FILLED");
        assertThat(now(placed).path("triggered").asBoolean()).isTrue();
        assertThat(now(placed).path("average_price").asText()).isEqualTo("89");
    }

    @Test
    void takeProfitLimitRestsOnceItIsTriggered() throws Exception {
        Reply placed = trader.place("{'side':'SELL','order_type':'TAKE_PROFIT_LIMIT','quantity':1,"
                + "'stop_price':110,'price':111}");
        assertThat(maker.get(ORDERS + "/book").json().path("asks")).isEmpty();

        tradeAt("110");

        assertThat(now(placed).path("status").asText()).isEqualTo("OPEN");
        assertThat(maker.get(ORDERS + "/book")
                        .json()
                        .path("asks")
                        .path(0)
                        .path("price")
                        .asText())
                .isEqualTo("111");
    }

    @Test
    void icebergShowsAPart() throws Exception {
        Reply placed = trader.place("{'side':'SELL','order_type':'LIMIT','quantity':1,'price':120,"
                + "'display_quantity':0.2}");

        assertThat(placed.json().path("order").path("display_quantity").asText())
                .isEqualTo("0.2");
        assertThat(placed.json().path("order").path("remaining").asText()).isEqualTo("1");
        assertThat(maker.get(ORDERS + "/book")
                        .json()
                        .path("asks")
                        .path(0)
                        .path("total_qty")
                        .asText())
                .isEqualTo("0.2");
    }

    @Test
    void orderEndsAtItsTimeByItself() throws Exception {
        String at = Instant.now().plusMillis(700).toString();

        Reply placed = trader.place("{'side':'SELL','order_type':'LIMIT','quantity':1,'price':120,"
                + "'time_in_force':'GTD','expires_at':'" + at + "'}");

        assertThat(placed.json().path("order").path("status").asText()).isEqualTo("OPEN");
        Instant patience = Instant.now().plusSeconds(10);
        while (now(placed).path("active").asBoolean() && Instant.now().isBefore(patience)) {
            Thread.sleep(50);
        }
        assertThat(now(placed).path("status").asText()).isEqualTo("CANCELED");
        assertThat(now(placed).path("reason").asText()).isEqualTo("EXPIRED");
    }

    @Test
    void dayOrderSaysWhenItsDayEnds() throws Exception {
        Reply placed = trader.place("{'side':'SELL','order_type':'LIMIT','quantity':1,'price':120,"
                + "'time_in_force':'DAY'}");

        assertThat(placed.json().path("order").path("expires_at").asText())
                .endsWith("T00:00:00.000Z");
    }

    @Test
    void decrementMakesBothOrdersLess() throws Exception {
        Reply resting =
                trader.place("{'side':'SELL','order_type':'LIMIT','quantity':1,'price':120}");

        Reply crossing = trader.place("{'side':'BUY','order_type':'LIMIT','quantity':0.4,"
                + "'price':120,'self_trade_prevention':'DECREMENT'}");

        assertThat(crossing.json().path("trades")).isEmpty();
        assertThat(crossing.json().path("order").path("status").asText()).isEqualTo("CANCELED");
        assertThat(crossing.json().path("order").path("reason").asText()).isEqualTo("SELF_TRADE");
        assertThat(now(resting).path("remaining").asText()).isEqualTo("0.6");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "'order_type':'STOP','stop_price':100; 400; STOP_WOULD_TRIGGER",
                "'order_type':'STOP','stop_price':100.001; 422; INVALID_STOP_PRICE",
                "'order_type':'STOP'; 422; INVALID_FIELD",
                "'order_type':'STOP','stop_price':110,'price':1; 422; INVALID_FIELD",
                "'order_type':'STOP','stop_price':110,'time_in_force':'IOC'; 422; INVALID_FIELD",
                "'order_type':'LIMIT','price':10,'stop_price':110; 422; INVALID_FIELD",
                "'order_type':'LIMIT','price':10,'time_in_force':'GTD'; 422; INVALID_FIELD",
                "'order_type':'LIMIT','price':10,'expires_at':'2999-01-01T00:00:00Z'; 422;"
                        + " INVALID_FIELD",
                "'order_type':'LIMIT','price':10,'time_in_force':'GTD',"
                        + "'expires_at':'2020-01-01T00:00:00Z'; 422; INVALID_FIELD",
                "'order_type':'LIMIT','price':10,'display_quantity':1; 422;"
                        + " INVALID_DISPLAY_QUANTITY",
                "'order_type':'LIMIT','price':10,'display_quantity':0.0001; 422; TOO_MANY_PARTS",
                "'order_type':'LIMIT','price':10,'time_in_force':'IOC','display_quantity':0.5;"
                        + " 422; INVALID_FIELD",
            })
    void whatMakesNoSenseIsRefused(String terms, int status, String error) throws Exception {
        Reply reply = trader.place("{'side':'BUY','quantity':1," + terms + "}");

        assertThat(reply.status()).as(reply.response().body()).isEqualTo(status);
        assertThat(reply.json().path("error").asText()).isEqualTo(error);
    }

    @Test
    void accountSaysWhatHappensToOrdersThatDoNot() throws Exception {
        String settings = "/api/v1/account/settings";
        assertThat(trader.get(settings).json().path("self_trade_prevention").asText())
                .isEqualTo("NONE");

        Reply changed = trader.send(
                "PUT",
                settings,
                BodyPublishers.ofString("{\"self_trade_prevention\":\"EXPIRE_TAKER\"}"));

        assertThat(changed.status()).isEqualTo(200);
        Reply placed =
                trader.place("{'side':'SELL','order_type':'LIMIT','quantity':1,'price':120}");
        JsonNode order = placed.json().path("order");
        assertThat(order.path("self_trade_prevention").asText()).isEqualTo("EXPIRE_TAKER");
        Reply crossing =
                trader.place("{'side':'BUY','order_type':'LIMIT','quantity':1,'price':120}");
        assertThat(crossing.json().path("order").path("reason").asText()).isEqualTo("SELF_TRADE");
    }
}
