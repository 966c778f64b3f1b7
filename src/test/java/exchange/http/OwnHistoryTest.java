package exchange.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** All orders and fills of an account, page by page, over real HTTP. */
@ExtendWith(ApiServer.class)
class OwnHistoryTest {
    private static final String ACCOUNT = "/api/v1/account";

    private static String placed(ApiServer.User user, String side) throws Exception {
        Reply reply = user.place("{'side':'" + side
                + "','order_type':'LIMIT','quantity':0.5,'price':77,'client_order_id':'-" + side
                + System.nanoTime() + "'}");
        return reply.json().path("order").path("id").asText();
    }

    @Test
    void ordersAndFillsComePageByPageFilteredAndAsCsv() throws Exception {
        ApiServer.User user = ApiServer.newUser();
        ApiServer.User other = ApiServer.newUser();
        List<String> newestFirst = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            newestFirst.add(placed(user, "SELL"));
            placed(other, "BUY");
        }
        Collections.reverse(newestFirst);

        List<String> found = new ArrayList<>();
        JsonNode page = user.get(ACCOUNT + "/orders?limit=2&side=SELL").json();
        page.path("orders").forEach(order -> found.add(order.path("id").asText()));
        assertThat(found).hasSize(2);
        page = user.get(ACCOUNT + "/orders?limit=2&before=" + page.path("next").asText())
                .json();
        page.path("orders").forEach(order -> found.add(order.path("id").asText()));
        assertThat(found).isEqualTo(newestFirst);
        assertThat(page.path("next").isNull()).isTrue();

        JsonNode fills = user.get(ACCOUNT + "/fills?limit=2").json();
        assertThat(fills.path("fills")).hasSize(2);
        JsonNode rest = user.get(ACCOUNT + "/fills?before=" + fills.path("next").asText())
                .json();
        assertThat(rest.path("fills")).hasSize(1);
        assertThat(user.get(ACCOUNT + "/orders?side=BUY").json().path("orders")).isEmpty();
        assertThat(user.get(ACCOUNT + "/fills?to=2001-01-01T00:00:00Z").json().path("fills"))
                .isEmpty();

        Reply csv = user.get(ACCOUNT + "/orders?format=csv&limit=2");
        assertThat(csv.header("X-Next")).isEqualTo(newestFirst.get(1));
        assertThat(csv.response().body().lines().toList())
                .hasSize(3)
                .element(1)
                .asString()
                .startsWith(newestFirst.get(0) + ",'-SELL")
                .contains(",BTC-USD,SELL,LIMIT,77,0.5,0.5,");
        assertThat(user.get(ACCOUNT + "/fills?format=csv").response().body().lines())
                .hasSize(4);
        assertThat(user.get(ACCOUNT + "/orders?before=none").status()).isEqualTo(422);
    }

    @Test
    void ordersAreFoundByTheStateTheyAreShownIn() throws Exception {
        ApiServer.User user = ApiServer.newUser();
        ApiServer.User other = ApiServer.newUser();
        String filled = placed(user, "SELL");
        placed(other, "BUY");
        String open = placed(user, "SELL");

        assertThat(ids(user, "FILLED")).containsExactly(filled);
        assertThat(ids(user, "OPEN")).containsExactly(open);
        user.delete("/api/v1/orders/cancel/" + open);
        assertThat(ids(user, "CANCELED")).containsExactly(open);
        assertThat(ids(user, "OPEN")).isEmpty();
        assertThat(user.get(ACCOUNT + "/orders?status=GONE").status()).isEqualTo(422);
    }

    private static List<String> ids(ApiServer.User user, String status) throws Exception {
        List<String> ids = new ArrayList<>();
        user.get(ACCOUNT + "/orders?status=" + status)
                .json()
                .path("orders")
                .forEach(order -> ids.add(order.path("id").asText()));
        return ids;
    }

    @Test
    void tradesAndCandlesComeAsCsvToo() throws Exception {
        ApiServer.User user = ApiServer.newUser();
        placed(user, "SELL");
        placed(ApiServer.newUser(), "BUY");
        String market = "/api/v1/markets/BTC-USD";
        JsonNode trade =
                ApiServer.nobody().get(market + "/trades?limit=1").json().get(0);
        JsonNode day =
                ApiServer.nobody().get(market + "/candles?interval=1d&limit=1").json();

        Reply trades = ApiServer.nobody().get(market + "/trades?limit=1&format=csv");
        Reply candles = ApiServer.nobody().get(market + "/candles?interval=1d&limit=1&format=csv");

        assertThat(trades.header("Content-Type")).startsWith("text/csv");
        assertThat(trades.response().body())
                .isEqualTo("engine_trade_id,price,quantity,side,time\r\n" + row(trade));
        assertThat(candles.response().body())
                .isEqualTo("start,open,high,low,close,volume,quote_volume,trades\r\n"
                        + row(day.get(0)));
        assertThat(ApiServer.nobody().get(market + "/trades?format=xml").status())
                .isEqualTo(422);
    }

    private static String row(JsonNode object) {
        List<String> cells = new ArrayList<>();
        object.forEach(each -> cells.add(each.asText()));
        return String.join(",", cells) + "\r\n";
    }
}
