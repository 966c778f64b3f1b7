package exchange.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import exchange.persistence.Database;
import exchange.testkit.TestNode;
import exchange.testkit.TestPostgres;

import org.junit.jupiter.api.Test;

import java.net.URI;
import java.util.Map;

/** A market that an admin made at run time, which no configuration knows, over a restart. */
final class MadeMarketTest {
    private static final String SYMBOL = "ABC-USD";

    private final Database database = TestPostgres.freshDatabase();

    private TestNode start() {
        URI server = URI.create(database.jdbcUrl().substring("jdbc:".length()));
        return TestNode.start(Map.of("POSTGRES_DB", server.getPath().substring(1)));
    }

    @Test
    void isThereAfterARestartWithItsRulesAndOpenOrders() {
        TestNode.User user;
        JsonNode open;
        JsonNode market;
        try (TestNode node = start()) {
            admin(node, "assets", "{'name':'ABC','scale':4}");
            admin(
                    node,
                    "markets",
                    "{'symbol':'ABC-USD','tick_size':'0.01','lot_size':'0.001','maker_fee':'0.002',"
                            + "'limits':{'open_orders':3},'state':'POST_ONLY'}");
            user = node.newUser();
            open = node.place(user, order("BUY", "10.5"));
            market = market(node);
        }

        try (TestNode node = start()) {
            assertThat(market(node)).isEqualTo(market);
            assertThat(market.at("/limits/open_orders").asInt()).isEqualTo(3);
            assertThat(market.path("status").asText()).isEqualTo("POST_ONLY");
            assertThat(openOrders(node, user)).containsExactly(open);
            assertThat(node.post("/api/v1/orders/place", user.access(), order("BUY", "0.015"))
                            .body()
                            .path("error")
                            .asText())
                    .isEqualTo("INVALID_PRICE");

            node.delete("/api/v1/orders/cancel/" + open.path("id").asText(), user.access());
            assertThat(openOrders(node, user)).isEmpty();
        }
    }

    private static JsonNode openOrders(TestNode node, TestNode.User user) {
        return node.get("/api/v1/orders/my-orders?active_only=true&symbol=" + SYMBOL, user.access())
                .body();
    }

    private static void admin(TestNode node, String what, String body) {
        TestNode.Answer made =
                node.post("/api/v1/admin/" + what, node.adminToken(), body.replace('\'', '"'));
        assertThat(made.status()).as(made.toString()).isEqualTo(201);
    }

    private static String order(String side, String price) {
        return "{\"symbol\":\"%s\",\"side\":\"%s\",\"order_type\":\"LIMIT\",\"quantity\":1,\"price\":%s}"
                .formatted(SYMBOL, side, price);
    }

    private static JsonNode market(TestNode node) {
        for (JsonNode market : node.get("/api/v1/markets", "").body()) {
            if (market.path("symbol").asText().equals(SYMBOL)) {
                return market;
            }
        }
        throw new AssertionError(SYMBOL + " is not listed");
    }
}
