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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The order rows of the base contract, over real HTTP and a real engine. */
@ExtendWith(ApiServer.class)
class ContractTest {
    private static final String ORDERS = "/api/v1/orders";

    private ApiServer.User maker;
    private ApiServer.User taker;

    @BeforeEach
    void newUsers() throws Exception {
        maker = ApiServer.newUser();
        taker = ApiServer.newUser();
    }

    /** Each test leaves the books empty for the next. */
    @AfterEach
    void cancelEverything() throws Exception {
        for (ApiServer.User user : List.of(maker, taker)) {
            for (JsonNode order :
                    user.get(ORDERS + "/my-orders?active_only=true").json()) {
                user.delete(ORDERS + "/cancel/" + order.path("id").asText());
            }
        }
    }

    @Test
    void restingOrderIsAnsweredOpenAndIsInTheNextCall() throws Exception {
        Reply placed =
                maker.place("{'side':'BUY','order_type':'LIMIT','quantity':1.5,'price':100.25}");

        assertThat(placed.status()).isEqualTo(200);
        assertThat(placed.response().body())
                .startsWith("{\"trades\":[],\"order\":{\"id\":\"")
                .contains("\"side\":\"BUY\",\"order_type\":\"LIMIT\",\"price\":100.25,"
                        + "\"quantity\":1.5,\"remaining\":1.5,\"status\":\"OPEN\",\"active\":true")
                .endsWith("\"order_executed\":false}");
        JsonNode order = placed.json().path("order");
        assertThat(maker.get(ORDERS + "/my-orders").json()).containsExactly(order);
        assertThat(maker.get(ORDERS + "/" + id(placed)).json()).isEqualTo(order);
        assertThat(taker.get(ORDERS + "/my-orders").json()).isEmpty();
    }

    @Test
    void tradeIsAtTheRestingPriceAndShowsEachTheOwnSideOnly() throws Exception {
        Reply resting =
                maker.place("{'side':'SELL','order_type':'LIMIT','quantity':2,'price':100}");

        Reply crossing =
                taker.place("{'side':'BUY','order_type':'LIMIT','quantity':0.5,'price':101.01}");

        JsonNode trade = crossing.json().path("trades").path(0);
        assertThat(crossing.json().path("trades")).hasSize(1);
        assertThat(crossing.json().path("order_executed").asBoolean()).isTrue();
        assertThat(trade.path("price").asText()).isEqualTo("100");
        assertThat(trade.path("quantity").asText()).isEqualTo("0.5");
        assertThat(trade.path("buy_order_id").asText()).isEqualTo(id(crossing));
        assertThat(trade.path("sell_order_id").isNull()).isTrue();
        assertThat(trade.path("sell_user_id").isNull()).isTrue();
        assertThat(crossing.json().path("order").path("status").asText()).isEqualTo("FILLED");
        assertThat(crossing.json().path("order").path("fee").asText()).isEqualTo("0.0005");
        JsonNode left = maker.get(ORDERS + "/" + id(resting)).json();
        assertThat(left.path("status").asText()).isEqualTo("PARTIALLY_FILLED");
        assertThat(left.path("remaining").asText()).isEqualTo("1.5");
        assertThat(left.path("average_price").asText()).isEqualTo("100");
    }

    @Test
    void marketOrderFillsWhatItCanAndTheRestIsCanceled() throws Exception {
        maker.place("{'side':'SELL','order_type':'LIMIT','quantity':1,'price':100}");

        JsonNode placed =
                taker.place("{'side':'BUY','order_type':'MARKET','quantity':3}").json();

        assertThat(placed.path("trades")).hasSize(1);
        assertThat(placed.path("order_executed").asBoolean()).isTrue();
        JsonNode order = placed.path("order");
        assertThat(order.path("price").isNull()).isTrue();
        assertThat(order.path("status").asText()).isEqualTo("CANCELED");
        assertThat(order.path("active").asBoolean()).isFalse();
        assertThat(order.path("remaining").asText()).isEqualTo("2");
        assertThat(order.path("filled_quantity").asText()).isEqualTo("1");
    }

    @Test
    void marketOrderOnAnEmptyBookIsCanceledAtOnce() throws Exception {
        JsonNode placed = taker.place("{'side':'SELL','order_type':'MARKET','quantity':1}")
                .json();

        assertThat(placed.path("trades")).isEmpty();
        assertThat(placed.path("order_executed").asBoolean()).isFalse();
        assertThat(placed.path("order").path("status").asText()).isEqualTo("CANCELED");
    }

    @Test
    void marketOrderByAmountSpendsIt() throws Exception {
        maker.place("{'side':'SELL','order_type':'LIMIT','quantity':1,'price':100}");

        JsonNode order = taker.place("{'side':'BUY','order_type':'MARKET','quote_quantity':'25'}")
                .json()
                .path("order");

        assertThat(order.path("status").asText()).isEqualTo("FILLED");
        assertThat(order.path("quote_quantity").asText()).isEqualTo("25");
        assertThat(order.path("filled_quantity").asText()).isEqualTo("0.25");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '#',
            value = {
                "'quantity':9,'price':100,'time_in_force':'FOK' | FOK_NOT_FILLABLE",
                "'quantity':1,'price':100,'post_only':true      | POST_ONLY_WOULD_TRADE",
                "'quantity':99999,'price':99                    | INSUFFICIENT_FUNDS",
            })
    void whatTheStateForbidsIs400WithItsCode(String terms, String code) throws Exception {
        maker.place("{'side':'SELL','order_type':'LIMIT','quantity':1,'price':100}");

        Reply refused = taker.place("{'side':'BUY','order_type':'LIMIT'," + terms + "}");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.error()).isEqualTo(code);
        assertThat(refused.json().path("detail")).isEqualTo(refused.json().path("message"));
        assertThat(taker.get(ORDERS + "/my-orders").json()).isEmpty();
        assertThat(balance(taker, "USD", "held")).isEqualTo("0");
    }

    @Test
    void immediateOrCancelTradesWhatItCan() throws Exception {
        maker.place("{'side':'SELL','order_type':'LIMIT','quantity':1,'price':100}");

        JsonNode order = taker.place(
                        "{'side':'BUY','order_type':'LIMIT','quantity':3,'price':100,'time_in_force':'IOC'}")
                .json()
                .path("order");

        assertThat(order.path("status").asText()).isEqualTo("CANCELED");
        assertThat(order.path("reason").asText()).isEqualTo("IOC_REMAINDER");
        assertThat(order.path("remaining").asText()).isEqualTo("2");
    }

    @Test
    void cancelEndsAnOrderOnceAndOnlyForItsOwner() throws Exception {
        Reply placed = maker.place("{'side':'BUY','order_type':'LIMIT','quantity':1,'price':100}");
        String path = ORDERS + "/cancel/" + id(placed);

        assertThat(taker.delete(path).status()).isEqualTo(404);
        Reply canceled = maker.delete(path);
        assertThat(canceled.status()).isEqualTo(200);
        assertThat(canceled.json().path("order_id").asText()).isEqualTo(id(placed));
        assertThat(maker.delete(path).status()).isEqualTo(404);
        assertThat(maker.delete(ORDERS + "/cancel/00000000-0000-4000-8000-000000000000")
                        .status())
                .isEqualTo(404);
        assertThat(maker.delete(ORDERS + "/cancel/7").status()).isEqualTo(422);
        JsonNode order = maker.get(ORDERS + "/my-orders").json().path(0);
        assertThat(order.path("status").asText()).isEqualTo("CANCELED");
        assertThat(balance(maker, "USD", "held")).isEqualTo("0");
    }

    @Test
    void sameClientOrderIdIsTheSameOrder() throws Exception {
        String order =
                "{'side':'BUY','order_type':'LIMIT','quantity':1,'price':%s,'client_order_id':'a/b:1'}";
        Reply first = maker.place(order.formatted("100"));

        Reply again = maker.place(order.formatted("100"));
        Reply other = maker.place(order.formatted("99"));
        Reply others = taker.place(order.formatted("99"));

        assertThat(first.json().has("duplicate")).isFalse();
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.json().path("duplicate").asBoolean()).isTrue();
        assertThat(again.json().path("trades")).isEmpty();
        assertThat(again.json().path("order")).isEqualTo(first.json().path("order"));
        assertThat(other.status()).isEqualTo(409);
        assertThat(other.error()).isEqualTo("DUPLICATE_CLIENT_ORDER_ID");
        assertThat(others.status()).isEqualTo(200);
    }

    @Test
    void orderIsAskedForAndCanceledByItsClientId() throws Exception {
        Reply placed = maker.place(
                "{'side':'BUY','order_type':'LIMIT','quantity':1,'price':100,'client_order_id':'a/b:1'}");
        String path = ORDERS + "/by-client-id/a%2Fb:1";

        assertThat(maker.get(path).json()).isEqualTo(placed.json().path("order"));
        assertThat(taker.get(path).status()).isEqualTo(404);
        assertThat(maker.delete(path).json().path("order_id").asText()).isEqualTo(id(placed));
        assertThat(maker.delete(path).status()).isEqualTo(404);
        assertThat(maker.get(path).json().path("status").asText()).isEqualTo("CANCELED");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, '', false",
        "GET, ?final_at=2020-01-01T00:00:00.000Z, true",
        "GET, ?final_at=2100-01-01T00:00:00.000Z, false",
        "DELETE, '', false",
        "DELETE, ?final_at=2020-01-01T00:00:00.000Z, true"
    })
    void unknownClientIdSaysWhetherItStillMayArrive(String method, String query, boolean isFinal)
            throws Exception {
        Reply reply = maker.send(
                method, ORDERS + "/by-client-id/nobody" + query, BodyPublishers.noBody());

        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.error()).isEqualTo("UNKNOWN_ORDER");
        assertThat(reply.json().path("final").asBoolean()).isEqualTo(isFinal);
    }

    @Test
    void guardedCancelStopsAPlaceThatComesAfterIt() throws Exception {
        Reply canceled = maker.delete(ORDERS + "/by-client-id/later?guard=true");
        Reply placed = maker.place(
                "{'side':'BUY','order_type':'LIMIT','quantity':1,'price':100,'client_order_id':'later'}");

        assertThat(canceled.status()).isEqualTo(404);
        assertThat(placed.status()).isEqualTo(400);
        assertThat(placed.error()).isEqualTo("CANCELED_BEFORE_PLACED");
    }

    @Test
    void ordersAreNewestFirstAndFilteredAsAsked() throws Exception {
        String order = "{'side':'BUY','order_type':'LIMIT','quantity':1,'price':%s,'symbol':'%s'}";
        List<String> ids = new ArrayList<>();
        for (String symbol : List.of("BTC-USD", "ETH-USD", "BTC-USD", "ETH-USD")) {
            ids.addFirst(id(maker.place(order.formatted("10", symbol))));
        }
        maker.delete(ORDERS + "/cancel/" + ids.get(0));
        maker.delete(ORDERS + "/cancel/" + ids.get(3));

        assertThat(ids(maker, "")).isEqualTo(ids);
        assertThat(ids(maker, "?active_only=true")).containsExactly(ids.get(1), ids.get(2));
        assertThat(ids(maker, "?active_only=false&limit=3"))
                .containsExactly(ids.get(0), ids.get(1), ids.get(2));
        assertThat(ids(maker, "?limit=1")).containsExactly(ids.get(1), ids.get(2));
        assertThat(ids(maker, "?symbol=ETH-USD")).containsExactly(ids.get(0), ids.get(2));
        assertThat(ids(maker, "?symbol=ETH-USD&active_only=true")).containsExactly(ids.get(2));
    }

    @Test
    void bookShowsLevelsBestFirst() throws Exception {
        String order = "{'side':'%s','order_type':'LIMIT','quantity':%s,'price':%s}";
        assertThat(body("/book")).startsWith("{\"bids\":[],\"asks\":[],\"last_trade_price\":");
        assertThat(body("/market-stats"))
                .startsWith("{\"best_bid\":null,\"best_ask\":null,\"spread\":null,");
        maker.place(order.formatted("BUY", "1", "99.5"));
        maker.place(order.formatted("BUY", "0.25", "99.5"));
        maker.place(order.formatted("BUY", "1", "98"));
        maker.place(order.formatted("SELL", "2", "101"));
        maker.place(order.formatted("SELL", "0.00000001", "100000000"));
        taker.place(order.formatted("BUY", "0.5", "101"));

        assertThat(body("/book"))
                .isEqualTo(
                        "{\"bids\":[{\"price\":99.5,\"total_qty\":1.25},"
                                + "{\"price\":98,\"total_qty\":1}],\"asks\":[{\"price\":101,\"total_qty\":1.5},"
                                + "{\"price\":100000000,\"total_qty\":0.00000001}],\"last_trade_price\":101}");
        assertThat(body("/book?depth=1&symbol=BTC-USD"))
                .isEqualTo("{\"bids\":[{\"price\":99.5,\"total_qty\":1.25}],"
                        + "\"asks\":[{\"price\":101,\"total_qty\":1.5}],\"last_trade_price\":101}");
        assertThat(body("/market-stats/"))
                .isEqualTo("{\"best_bid\":99.5,\"best_ask\":101,\"spread\":1.5,"
                        + "\"last_trade_price\":101}");
    }

    @Test
    void tradesShowAdminsBothSidesAndOwnersTheirOwn() throws Exception {
        Reply resting = maker.place(
                "{'side':'SELL','order_type':'LIMIT','quantity':1,'price':100,'client_order_id':'m'}");
        Reply crossing = taker.place("{'side':'BUY','order_type':'MARKET','quantity':1}");

        JsonNode recent =
                ApiServer.admin().get(ORDERS + "/recent-trades?limit=1").json().path(0);
        assertThat(recent.path("sell_order_id").asText()).isEqualTo(id(resting));
        assertThat(recent.path("buy_order_id").asText()).isEqualTo(id(crossing));
        assertThat(recent.path("buy_user_id").asText()).isNotEmpty();
        assertThat(recent.path("id"))
                .isEqualTo(crossing.json().path("trades").path(0).path("id"));
        assertThat(maker.get(ORDERS + "/recent-trades").status()).isEqualTo(403);
        assertThat(ApiServer.nobody().get(ORDERS + "/recent-trades").status()).isEqualTo(401);
        JsonNode own = maker.get(ORDERS + "/my-trades").json();
        assertThat(own).hasSize(1);
        assertThat(own.path(0).path("side").asText()).isEqualTo("SELL");
        assertThat(own.path(0).path("liquidity").asText()).isEqualTo("maker");
        assertThat(own.path(0).path("client_order_id").asText()).isEqualTo("m");
        assertThat(own.path(0).path("fee").asText()).isEqualTo("0.1");
        assertThat(own.path(0).path("buy_user_id").isNull()).isTrue();
    }

    @Test
    void whoIsBothSidesSeesBothInPages() throws Exception {
        maker.place("{'side':'SELL','order_type':'LIMIT','quantity':1,'price':100}");
        maker.place("{'side':'BUY','order_type':'LIMIT','quantity':1,'price':100}");

        JsonNode all = maker.get(ORDERS + "/my-trades?symbol=BTC-USD").json();
        assertThat(all).hasSize(2);
        assertThat(all.findValuesAsText("side")).containsExactlyInAnyOrder("SELL", "BUY");
        assertThat(all.findValuesAsText("buy_user_id")).doesNotContain("null");
        assertThat(maker.get(ORDERS + "/my-trades?symbol=ETH-USD").json()).isEmpty();
    }

    @Test
    void ownTradesComeInPagesThatSplitNoTrade() throws Exception {
        for (String symbol : List.of("BTC-USD", "ETH-USD", "BTC-USD")) {
            String order =
                    "{'symbol':'" + symbol + "','order_type':'LIMIT','quantity':1,'price':10";
            maker.place(order + ",'side':'SELL'}");
            maker.place(order + ",'side':'BUY'}");
        }

        JsonNode all = maker.get(ORDERS + "/my-trades").json();
        List<JsonNode> paged = new ArrayList<>();
        long after = 0;
        JsonNode page = maker.get(ORDERS + "/my-trades?limit=1").json();
        while (!page.isEmpty()) {
            page.forEach(paged::add);
            after = paged.getLast().path("engine_trade_id").asLong();
            page = maker.get(ORDERS + "/my-trades?limit=1&after=" + after).json();
        }
        assertThat(all).hasSize(6);
        assertThat(paged).containsExactlyElementsOf(all);
    }

    @Test
    void selfTradeIsPreventedWhenAskedFor() throws Exception {
        maker.place("{'side':'SELL','order_type':'LIMIT','quantity':1,'price':100}");

        JsonNode order = maker.place("{'side':'BUY','order_type':'LIMIT','quantity':1,'price':100,"
                        + "'self_trade_prevention':'EXPIRE_TAKER'}")
                .json()
                .path("order");

        assertThat(order.path("status").asText()).isEqualTo("CANCELED");
        assertThat(order.path("reason").asText()).isEqualTo("SELF_TRADE");
    }

    @Test
    void pricesHaveOneRowPerChangeNewestFirst() throws Exception {
        for (String price : List.of("100", "100", "101.5", "99")) {
            maker.place("{'side':'SELL','order_type':'LIMIT','quantity':1,'price':" + price + "}");
            taker.place("{'side':'BUY','order_type':'LIMIT','quantity':1,'price':" + price + "}");
        }

        JsonNode prices = ApiServer.nobody().get("/api/v1/prices/?limit=3").json();

        assertThat(prices.findValuesAsText("timestamp")).hasSize(3);
        List<String> found = new ArrayList<>();
        prices.forEach(row -> found.add(row.path("price").path("price").asText()));
        assertThat(found).containsExactly("99", "101.5", "100");
    }

    @Test
    void orderRoutesOfAnOwnerNeedAToken() throws Exception {
        String id = "/00000000-0000-4000-8000-000000000000";
        for (String path : List.of("/my-orders", "/my-trades", id, "/by-client-id/x")) {
            Reply reply = ApiServer.nobody().get(ORDERS + path);

            assertThat(reply.status()).isEqualTo(401);
            assertThat(reply.header("WWW-Authenticate")).isEqualTo("Bearer");
        }
        assertThat(ApiServer.nobody().place("{}").status()).isEqualTo(401);
        assertThat(ApiServer.nobody().delete(ORDERS + "/cancel" + id).status()).isEqualTo(401);
        assertThat(ApiServer.nobody().delete(ORDERS + "/by-client-id/x").status())
                .isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /orders/book, GET",
        "GET, /orders/place, POST",
        "GET, /orders/batch, POST",
        "PUT, /orders/my-orders, 'DELETE, GET'",
        "POST, /orders/by-client-id/x, 'DELETE, GET, PATCH'",
        "DELETE, /markets, GET"
    })
    void otherMethodIsToldTheRightOne(String method, String path, String allowed) throws Exception {
        Reply reply = maker.send(method, "/api/v1" + path, BodyPublishers.noBody());

        assertThat(reply.status()).isEqualTo(405);
        assertThat(reply.header("Allow")).isEqualTo(allowed);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '#',
            value = {
                "POST | /place | {'side':'BUY'}",
                "POST | /place | nonsense",
                "POST | /place | {'side':'SELL','order_type':'LIMIT','quantity':99,'price':100}",
                "DELETE | /cancel/6f726465-7221-8000-8000-0000000000ff | ##",
                "DELETE | /cancel/7 | ##",
            })
    void shortWayAndRoutesAnswerTheSame(String method, String path, String body) throws Exception {
        var sent = BodyPublishers.ofString(body.replace('\'', '"'));

        Reply quick = maker.send(method, ORDERS + path, sent);
        Reply routed = maker.send(method, ORDERS + path, sent, "Origin", "http://localhost:5999");
        Reply slashed = maker.send(method, ORDERS + path + "/", sent);

        assertThat(quick.status()).isBetween(400, 422);
        for (Reply other : List.of(routed, slashed)) {
            assertThat(other.status()).isEqualTo(quick.status());
            assertThat(other.response().body()).isEqualTo(quick.response().body());
            assertThat(headers(other)).isEqualTo(headers(quick));
        }
    }

    private static Map<String, List<String>> headers(Reply reply) {
        Map<String, List<String>> headers =
                new TreeMap<>(reply.response().headers().map());
        headers.remove("date");
        return headers;
    }

    private static String id(Reply placed) {
        return placed.json().path("order").path("id").asText();
    }

    private static List<String> ids(ApiServer.User user, String query) throws Exception {
        return user.get(ORDERS + "/my-orders" + query).json().findValuesAsText("id");
    }

    private static String body(String path) throws Exception {
        return ApiServer.nobody().get(ORDERS + path).response().body();
    }

    private static String balance(ApiServer.User user, String asset, String which)
            throws Exception {
        for (JsonNode balance : user.get("/api/v1/account").json().path("balances")) {
            if (balance.path("asset").asText().equals(asset)) {
                return balance.path(which).asText();
            }
        }
        return "";
    }
}
