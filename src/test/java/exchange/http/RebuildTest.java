package exchange.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import exchange.audit.Audit;
import exchange.market.OrderIds;
import exchange.readside.Rebuild;
import exchange.testkit.TestPostgres;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.StreamSupport;

/** The read side is made anew while people trade and look, over real HTTP. */
@ExtendWith(ApiServer.class)
class RebuildTest {
    private static final String ORDERS = "/api/v1/orders";

    private final AtomicLong told = new AtomicLong();

    private static List<String> ids(JsonNode orders) {
        return StreamSupport.stream(orders.spliterator(), false)
                .map(order -> order.path("id").asText())
                .toList();
    }

    private static String canceled(ApiServer.User user) throws Exception {
        Reply placed = user.place("{'side':'BUY','order_type':'LIMIT','quantity':1,'price':3}");
        String id = placed.json().path("order").path("id").asText();
        assertThat(user.delete(ORDERS + "/cancel/" + id).status()).isEqualTo(200);
        return id;
    }

    private static void sql(String statement) throws SQLException {
        try (Connection connection = TestPostgres.connect(ApiServer.database());
                Statement on = connection.createStatement()) {
            on.execute(statement);
        }
    }

    @Test
    void tablesAreMadeAnewWhileAllGoesOn() throws Exception {
        ApiServer.User user = ApiServer.newUser();
        String lost = canceled(user);
        String kept = canceled(user);
        assertThat(ids(user.get(ORDERS + "/my-orders").json())).containsExactly(kept, lost);
        sql("DELETE FROM orders WHERE order_id = " + OrderIds.parse(lost).orElseThrow());
        assertThat(ids(user.get(ORDERS + "/my-orders").json())).containsExactly(kept);

        CompletableFuture<Long> rebuilt = CompletableFuture.supplyAsync(() -> {
            try {
                return Rebuild.run(ApiServer.database(), (batches, of) -> told.set(batches));
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        });
        List<String> seen = List.of(kept);
        do {
            canceled(user);
            List<String> now = ids(user.get(ORDERS + "/my-orders").json());
            assertThat(now).containsAll(seen);
            seen = now;
        } while (!rebuilt.isDone());

        assertThat(rebuilt.get()).isPositive().isGreaterThanOrEqualTo(told.get());
        String after = canceled(user);
        List<String> wanted = List.of(kept, lost, after);
        long giveUp = System.nanoTime() + 30_000_000_000L;
        while (!ids(user.get(ORDERS + "/my-orders").json()).containsAll(wanted)) {
            assertThat(System.nanoTime()).isLessThan(giveUp);
        }
        assertThat(Audit.run(ApiServer.database(), progress -> {}).finding()).isEmpty();
    }

    @Test
    void tradesThatTheTablesLackAreNotDenied() throws Exception {
        ApiServer.User user = ApiServer.newUser();
        user.place("{'side':'SELL','order_type':'LIMIT','quantity':0.1,'price':90000}");
        ApiServer.newUser()
                .place("{'side':'BUY','order_type':'LIMIT','quantity':0.1,'price':90000}");
        String trades = "/api/v1/markets/BTC-USD/trades";
        long last = user.get(trades).json().path(0).path("engine_trade_id").asLong();
        String after = trades + "?after=" + (last - 1);
        assertThat(user.get(after).json()).hasSize(1);
        try {
            sql("UPDATE trades SET symbol = 'gone' WHERE symbol = 'BTC-USD'");

            assertThat(user.get(after).status()).isEqualTo(503);
            assertThat(user.get(trades).status()).isEqualTo(503);
            assertThat(user.get(trades + "?after=" + last).json()).isEmpty();
            assertThat(user.get(trades + "?before=1").json()).isEmpty();
        } finally {
            sql("UPDATE trades SET symbol = 'BTC-USD' WHERE symbol = 'gone'");
        }
    }
}
