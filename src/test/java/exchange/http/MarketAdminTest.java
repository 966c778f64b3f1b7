package exchange.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** Assets and markets made and changed while the exchange runs. Each test has its own market. */
@ExtendWith(ApiServer.class)
class MarketAdminTest {
    private static final String ASSETS = "/api/v1/admin/assets";
    private static final String MARKETS = "/api/v1/admin/markets";
    private static final AtomicInteger NAMES = new AtomicInteger();

    private final String base = "AB" + NAMES.incrementAndGet();
    private final String symbol = base + "-USD";

    private Reply admin(String method, String path, String body) throws Exception {
        return ApiServer.admin()
                .send(method, path, BodyPublishers.ofString(body.replace('\'', '"')));
    }

    /** By another admin: none credits the own account. */
    private void deposit(String body) throws Exception {
        String login = "'email':'funds@example.com','password':'correct horse battery'";
        admin("POST", "/api/v1/auth/signup", "{" + login + ",'name':'F','user_type':'admin'}");
        Reply tokens = ApiServer.nobody()
                .post("/api/v1/auth/login", ("{" + login + "}").replace('\'', '"'));
        Reply done = new ApiServer.User(tokens.data("access_token"))
                .post("/api/v1/admin/deposits", body.replace('\'', '"'));
        assertThat(done.status()).isEqualTo(200);
    }

    private Reply createMarket(String more) throws Exception {
        admin("POST", ASSETS, "{'name':'" + base + "','scale':4}");
        return admin(
                "POST",
                MARKETS,
                "{'symbol':'" + symbol + "','tick_size':'0.01','lot_size':0.001" + more + "}");
    }

    private Reply change(String body) throws Exception {
        return admin("PATCH", MARKETS + "/" + symbol, body);
    }

    private JsonNode listed() throws Exception {
        for (JsonNode market : ApiServer.nobody().get("/api/v1/markets").json()) {
            if (market.path("symbol").asText().equals(symbol)) {
                return market;
            }
        }
        throw new AssertionError(symbol + " is not listed");
    }

    private Reply buy(ApiServer.User user, String terms) throws Exception {
        return user.place("{'symbol':'" + symbol
                + "','side':'BUY','order_type':'LIMIT','quantity':1," + terms + "}");
    }

    @Test
    void newAssetIsListedAndItsScaleIsFinal() throws Exception {
        Reply made = admin("POST", ASSETS, "{'name':'" + base + "','scale':4}");
        Reply again = admin("POST", ASSETS, "{'name':'" + base + "','scale':4}");
        Reply other = admin("POST", ASSETS, "{'name':'" + base + "','scale':5}");

        assertThat(made.status()).isEqualTo(201);
        assertThat(again.status()).isEqualTo(200);
        assertThat(other.status()).isEqualTo(409);
        assertThat(other.error()).isEqualTo("ALREADY_DEFINED");
        assertThat(ApiServer.nobody().get("/api/v1/assets").json().toString())
                .startsWith("[{\"name\":\"BTC\",\"scale\":10},")
                .contains("{\"name\":\"" + base + "\",\"scale\":4}");
        assertThat(ApiServer.newUser().get("/api/v1/account").json().toString())
                .contains("{\"asset\":\"" + base + "\"");
    }

    @Test
    void newMarketTradesAtOnce() throws Exception {
        Reply made = createMarket(",'min_notional':'5','taker_fee':'0.002'");
        ApiServer.User user = ApiServer.newUser();
        Reply placed = buy(user, "'price':10.01");
        Reply small = buy(user, "'price':4.99");

        assertThat(made.status()).isEqualTo(201);
        assertThat(made.json()).isEqualTo(listed());
        assertThat(made.json().path("tick_size").asText()).isEqualTo("0.01");
        assertThat(made.json().path("lot_size").asText()).isEqualTo("0.001");
        assertThat(made.json().path("maker_fee").asText()).isEqualTo("0.001");
        assertThat(made.json().path("taker_fee").asText()).isEqualTo("0.002");
        assertThat(placed.json().at("/order/status").asText()).isEqualTo("OPEN");
        assertThat(small.error()).isEqualTo("MIN_NOTIONAL");
        assertThat(createMarket(",'min_notional':'5','taker_fee':'0.002'").status())
                .isEqualTo(200);
        assertThat(createMarket(",'min_notional':'6'").error()).isEqualTo("ALREADY_DEFINED");
    }

    @Test
    void everyMistakeOfANewMarketIsNamed() throws Exception {
        assertThat(admin("POST", MARKETS, "{'symbol':'NOPE-USD','lot_size':0,'state':'DELISTED'}")
                        .mistakes())
                .containsExactly(
                        "body.symbol unknown_asset",
                        "body.tick_size missing",
                        "body.lot_size invalid_field",
                        "body.state invalid_field");
        assertThat(admin("POST", MARKETS, "{'symbol':'BTC-BTC','tick_size':1,'lot_size':1}")
                        .mistakes())
                .containsExactly("body.symbol invalid_field");
        assertThat(createMarket(",'maker_fee':'0.5'").mistakes())
                .containsExactly("body.maker_fee invalid_field");
        assertThat(admin(
                                "POST",
                                MARKETS,
                                "{'symbol':'BTC-USD','tick_size':'0.00000000001','lot_size':'1'}")
                        .mistakes())
                .containsExactly("body.symbol invalid_field");
    }

    @Test
    void stateChangesWithAReasonThatEverybodySees() throws Exception {
        createMarket("");
        ApiServer.User user = ApiServer.newUser();
        Reply open = buy(user, "'price':10");

        Reply halted = change("{'state':'HALTED','reason':'disk is full'}");
        Reply refused = buy(user, "'price':10");
        Reply canceled = user.delete(
                "/api/v1/orders/cancel/" + open.json().at("/order/id").asText());

        assertThat(halted.json()).isEqualTo(listed());
        assertThat(listed().path("status").asText()).isEqualTo("HALTED");
        assertThat(listed().path("status_reason").asText()).isEqualTo("disk is full");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.error()).isEqualTo("MARKET_HALTED");
        assertThat(canceled.status()).isEqualTo(200);
        assertThat(change("{'state':'OPEN','reason':'mended'}").status()).isEqualTo(200);
        assertThat(buy(user, "'price':10").status()).isEqualTo(200);
    }

    @Test
    void delistingEndsOrdersReleasesTheirHoldsAndIsFinal() throws Exception {
        createMarket("");
        ApiServer.User user = ApiServer.newUser();
        buy(user, "'price':10,'client_order_id':'last'");

        Reply delisted = change("{'state':'DELISTED','reason':'nobody trades it'}");

        assertThat(delisted.json().path("status").asText()).isEqualTo("DELISTED");
        String order = "";
        for (int i = 0; i < 200 && !order.contains("MARKET_DELISTED"); i++) {
            order = user.get("/api/v1/orders/by-client-id/last").json().toString();
        }
        assertThat(order).contains("\"status\":\"CANCELED\"", "\"reason\":\"MARKET_DELISTED\"");
        assertThat(user.get("/api/v1/account").json().toString())
                .contains("\"asset\":\"USD\",\"available\":\"100000\",\"held\":\"0\"");
        assertThat(buy(user, "'price':10").error()).isEqualTo("MARKET_DELISTED");
        Reply reopened = change("{'state':'OPEN','reason':'again'}");
        assertThat(reopened.status()).isEqualTo(400);
        assertThat(reopened.error()).isEqualTo("MARKET_DELISTED");
    }

    @Test
    void auctionCollectsOrdersShowsItsPriceAndTradesAtItsEnd() throws Exception {
        createMarket(",'state':'HALTED'");
        deposit("{'user_id':'" + ApiServer.admin().get("/api/v1/auth/me").data("user_id")
                + "','asset':'" + base + "','amount':9,'reference':'" + base + "'}");
        ApiServer.User buyer = ApiServer.newUser();

        Reply began = change("{'state':'AUCTION','reason':'opening','seconds':3}");
        Reply bought = buy(buyer, "'price':12,'client_order_id':'bid'");
        Reply sold = ApiServer.admin()
                .place("{'symbol':'" + symbol
                        + "','side':'SELL','order_type':'LIMIT','quantity':3,'price':11}");
        Reply refused = buy(buyer, "'price':12,'time_in_force':'IOC'");
        String auction = "";
        for (int i = 0; i < 100 && !auction.contains("\"1\""); i++) {
            auction = stats().path("auction").toString();
        }

        assertThat(began.json().path("status").asText()).isEqualTo("AUCTION");
        assertThat(began.json().path("status_ends_at").asText())
                .isGreaterThan(began.json().path("status_since").asText());
        assertThat(bought.json().at("/order/status").asText()).isEqualTo("OPEN");
        assertThat(sold.json().path("trades")).isEmpty();
        assertThat(refused.error()).isEqualTo("MARKET_IN_AUCTION");
        assertThat(auction)
                .isEqualTo("{\"indicative_price\":\"11.5\",\"indicative_quantity\":\"1\","
                        + "\"surplus\":\"2\",\"surplus_side\":\"SELL\"}");
        long giveUp = System.nanoTime() + 10_000_000_000L;
        while (!listed().path("status").asText().equals("OPEN")) {
            assertThat(System.nanoTime()).isLessThan(giveUp);
        }
        JsonNode order = buyer.get("/api/v1/orders/by-client-id/bid").json();
        assertThat(order.path("status").asText()).isEqualTo("FILLED");
        assertThat(order.path("average_price").asText()).isEqualTo("11.5");
        assertThat(stats().path("last_trade_price").asText()).isEqualTo("11.5");
        assertThat(stats().has("auction")).isFalse();
        assertThat(listed().path("status_reason").asText()).isEqualTo("the auction is over");
        assertThat(listed().path("status_ends_at").isNull()).isTrue();
    }

    private JsonNode stats() throws Exception {
        return ApiServer.nobody()
                .get("/api/v1/orders/market-stats?symbol=" + symbol)
                .json();
    }

    @Test
    void circuitBreakerHaltsTheMarketAndOpensItByAnAuction() throws Exception {
        createMarket(",'circuit_breaker':{'move':'0.1','halt_seconds':1,'auction_seconds':1}");
        ApiServer.User admin = ApiServer.admin();
        String user = admin.get("/api/v1/auth/me").data("user_id");
        deposit("{'user_id':'" + user + "','asset':'" + base + "','amount':9,'reference':'" + base
                + "'}");
        for (String price : List.of("10", "11.01")) {
            admin.place("{'symbol':'" + symbol
                    + "','side':'SELL','order_type':'LIMIT','quantity':1,'price':" + price + "}");
        }
        ApiServer.User buyer = ApiServer.newUser();

        Reply first = buy(buyer, "'price':10");
        Reply second = buy(buyer, "'price':12,'time_in_force':'IOC'");

        assertThat(listed().path("circuit_breaker").toString())
                .isEqualTo("{\"move\":\"0.1\",\"window_seconds\":60,\"halt_seconds\":1,"
                        + "\"auction_seconds\":1}");
        assertThat(first.json().path("trades")).hasSize(1);
        assertThat(second.json().path("trades")).isEmpty();
        assertThat(second.json().at("/order/reason").asText()).isEqualTo("MARKET_HALTED");
        long giveUp = System.nanoTime() + 10_000_000_000L;
        Set<String> seen = new LinkedHashSet<>();
        while (!listed().path("status_reason").asText().equals("the auction is over")) {
            seen.add(listed().path("status").asText());
            assertThat(System.nanoTime()).isLessThan(giveUp);
        }
        assertThat(seen).contains("HALTED", "AUCTION");
        assertThat(listed().path("status").asText()).isEqualTo("OPEN");

        assertThat(change("{'circuit_breaker':{'halt_seconds':0}}")
                        .json()
                        .at("/circuit_breaker/halt_seconds")
                        .asInt())
                .isZero();
        assertThat(change("{'circuit_breaker':{'move':0}}").json().path("circuit_breaker"))
                .isEqualTo(NullNode.instance);
        assertThat(change("{'circuit_breaker':{'move':1,'pause':2,'auction_seconds':0}}")
                        .mistakes())
                .containsExactly(
                        "body.circuit_breaker.move invalid_field",
                        "body.circuit_breaker.auction_seconds out_of_range",
                        "body.circuit_breaker.pause unknown_field");
    }

    @Test
    void limitsOfAMarketHoldForStandardAccountsAlone() throws Exception {
        createMarket(",'limits':{'open_orders':2,'stops':1}");
        ApiServer.User user = ApiServer.newStandardUser();
        String stop = "'stop_price':12,'price':12,'time_in_force':'GTC'";

        assertThat(listed().path("limits").toString())
                .isEqualTo("{\"open_orders\":2,\"stops\":1,\"price_low\":\"0.2\","
                        + "\"price_high\":\"5\"}");
        assertThat(buy(user, "'price':10").status()).isEqualTo(200);
        assertThat(buy(user, "'price':10").status()).isEqualTo(200);
        Reply third = buy(user, "'price':10");
        assertThat(third.status()).isEqualTo(400);
        assertThat(third.error()).isEqualTo("TOO_MANY_OPEN_ORDERS");
        user.delete("/api/v1/orders/my-orders?symbol=" + symbol);
        assertThat(stop(user, stop).status()).isEqualTo(200);
        assertThat(stop(user, stop).error()).isEqualTo("TOO_MANY_STOPS");

        assertThat(change("{'limits':{'open_orders':3,'price_low':0,'price_high':2}}")
                        .json()
                        .path("limits")
                        .toString())
                .isEqualTo("{\"open_orders\":3,\"stops\":1,\"price_low\":null,"
                        + "\"price_high\":\"2\"}");
        assertThat(change("{'limits':{'stops':0,'price_high':'0.5','more':1}}").mistakes())
                .containsExactly(
                        "body.limits.stops out_of_range",
                        "body.limits.price_high invalid_field",
                        "body.limits.more unknown_field");
    }

    private Reply stop(ApiServer.User user, String terms) throws Exception {
        return user.place("{'symbol':'" + symbol
                + "','side':'BUY','order_type':'STOP_LIMIT','quantity':1," + terms + "}");
    }

    @Test
    void limitPriceFarFromTheLastTradeIsRefused() throws Exception {
        createMarket("");
        ApiServer.User admin = ApiServer.admin();
        String id = admin.get("/api/v1/auth/me").data("user_id");
        deposit("{'user_id':'" + id + "','asset':'" + base + "','amount':9,'reference':'" + base
                + "'}");
        admin.place("{'symbol':'" + symbol
                + "','side':'SELL','order_type':'LIMIT','quantity':1,'price':10}");
        ApiServer.User user = ApiServer.newStandardUser();
        assertThat(buy(user, "'price':10").json().path("trades")).hasSize(1);

        Reply far = buy(user, "'price':1.99");
        Reply near = buy(user, "'price':2");
        Reply moved = user.send(
                "PATCH",
                "/api/v1/orders/" + near.json().at("/order/id").asText(),
                BodyPublishers.ofString("{\"symbol\":\"" + symbol + "\",\"price\":51}"));

        assertThat(far.status()).isEqualTo(400);
        assertThat(far.error()).isEqualTo("PRICE_OUTSIDE_BAND");
        assertThat(near.status()).isEqualTo(200);
        assertThat(moved.error()).isEqualTo("PRICE_OUTSIDE_BAND");
    }

    @Test
    void rulesChangeForLaterOrders() throws Exception {
        createMarket("");

        Reply changed = change("{'maker_fee':0.003,'collar':'0.05','min_notional':'7',"
                + "'state':'POST_ONLY','reason':'opening'}");

        assertThat(changed.json()).isEqualTo(listed());
        assertThat(listed().path("maker_fee").asText()).isEqualTo("0.003");
        assertThat(listed().path("taker_fee").asText()).isEqualTo("0.001");
        assertThat(listed().path("collar").asText()).isEqualTo("0.05");
        assertThat(listed().path("status").asText()).isEqualTo("POST_ONLY");
        ApiServer.User user = ApiServer.newUser();
        assertThat(buy(user, "'price':6.99").error()).isEqualTo("MIN_NOTIONAL");
        assertThat(buy(user, "'price':7,'time_in_force':'IOC'").error())
                .isEqualTo("MARKET_POST_ONLY");
    }

    @Test
    void everyMistakeOfAChangeIsNamed() throws Exception {
        createMarket("");

        assertThat(change("{'tick_size':'1'}").mistakes())
                .containsExactly("body.state invalid_field", "body.tick_size unknown_field");
        assertThat(change("{'state':'OPEN'}").mistakes())
                .containsExactly("body.reason invalid_field");
        assertThat(change("{'state':'OPEN','reason':'r','seconds':5}").mistakes())
                .containsExactly("body.seconds invalid_field");
        assertThat(change("{'reason':'why not'}").mistakes())
                .containsExactly("body.reason invalid_field", "body.state invalid_field");
        assertThat(change("{'taker_fee':'0.11'}").error()).isEqualTo("INVALID_FIELD");
        assertThat(admin("PATCH", MARKETS + "/NO-PE", "{'collar':'0.1'}").status())
                .isEqualTo(404);
    }

    @Test
    void oneCommandHaltsAllMarkets() throws Exception {
        createMarket("");

        Reply halted = admin("POST", "/api/v1/admin/halt", "{'reason':'test of the halt'}");

        try {
            assertThat(halted.status()).isEqualTo(200);
            assertThat(halted.json().at("/data/halted").toString())
                    .contains("\"BTC-USD\"", "\"ETH-BTC\"", "\"" + symbol + "\"");
            for (JsonNode market : ApiServer.nobody().get("/api/v1/markets").json()) {
                assertThat(market.path("status").asText()).isIn("HALTED", "DELISTED");
            }
            assertThat(buy(ApiServer.newUser(), "'price':10").error()).isEqualTo("MARKET_HALTED");
        } finally {
            for (JsonNode market : halted.json().at("/data/halted")) {
                admin(
                        "PATCH",
                        MARKETS + "/" + market.asText(),
                        "{'state':'OPEN','reason':'end of a test'}");
            }
        }
    }

    @Test
    void onlyAdminsDoAnyOfThis() throws Exception {
        for (List<String> call : List.of(
                List.of("POST", ASSETS),
                List.of("POST", MARKETS),
                List.of("PATCH", MARKETS + "/BTC-USD"),
                List.of("POST", "/api/v1/admin/halt"))) {
            var nothing = BodyPublishers.ofString("{}");
            assertThat(ApiServer.nobody()
                            .send(call.get(0), call.get(1), nothing)
                            .status())
                    .isEqualTo(401);
            assertThat(ApiServer.newUser()
                            .send(call.get(0), call.get(1), nothing)
                            .status())
                    .isEqualTo(403);
        }
    }
}
