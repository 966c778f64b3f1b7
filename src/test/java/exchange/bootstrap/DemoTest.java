package exchange.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.typesafe.config.ConfigFactory;

import exchange.Main;
import exchange.persistence.Database;
import exchange.testkit.ChildJvm;
import exchange.testkit.TestNode;
import exchange.testkit.TestPostgres;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * An exchange with DEMO has lived a day when its port opens, even when it was killed in the middle
 * of that day before, and its bots obey.
 */
final class DemoTest {
    private static final long HOUR_MILLIS = 3_600_000;
    private static final String ORDERS = "exchange.simulator.first-day-orders";
    private static final String SECRET = "a secret for tests that is long enough";

    @TempDir
    private static Path folder;

    private static TestNode node;

    @BeforeAll
    static void killInTheMiddleOfTheFirstDayAndStartAgain() throws Exception {
        System.setProperty(ORDERS, "3000");
        ConfigFactory.invalidateCaches();
        Database database = TestPostgres.freshDatabase();
        Process first = firstStart(database);
        try {
            await(() -> bookBatches(database) > 100);
        } finally {
            first.destroyForcibly().waitFor();
        }
        node = TestNode.start(
                Map.of("DEMO", "true", "POSTGRES_DB", server(database).getPath().substring(1)));
    }

    @AfterAll
    static void stop() {
        node.close();
        System.clearProperty(ORDERS);
        ConfigFactory.invalidateCaches();
    }

    private static URI server(Database database) {
        return URI.create(database.jdbcUrl().substring("jdbc:".length()));
    }

    private static Process firstStart(Database database) throws Exception {
        Files.writeString(
                folder.resolve("application.conf"),
                "exchange.identity.passwords { memory-kib = 64, iterations = 1 }\n"
                        + "exchange.simulator.first-day-orders = 60000");
        ProcessBuilder builder =
                ChildJvm.of(List.of("-Dexchange.home=" + folder), Main.class, "run");
        Map<String, String> environment = new HashMap<>();
        environment.put("SERVER_PORT", "0");
        environment.put("DEMO", "true");
        environment.put("JWT_SECRET_KEY", SECRET);
        environment.put("ADMIN_EMAIL", "admin@example.com");
        environment.put("ADMIN_PASSWORD", "correct horse battery");
        environment.put("POSTGRES_HOST", server(database).getHost());
        environment.put("POSTGRES_PORT", String.valueOf(server(database).getPort()));
        environment.put("POSTGRES_DB", server(database).getPath().substring(1));
        environment.put("POSTGRES_USER", database.user());
        environment.put("POSTGRES_PASSWORD", database.password());
        builder.environment().putAll(environment);
        return builder.redirectErrorStream(true)
                .redirectOutput(folder.resolve("first.log").toFile())
                .start();
    }

    private static long bookBatches(Database database) {
        try (Connection connection = DriverManager.getConnection(
                        database.jdbcUrl(), database.user(), database.password());
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT count(*) FROM event_journal WHERE persistence_id LIKE 'OrderBook%'")) {
            rows.next();
            return rows.getLong(1);
        } catch (java.sql.SQLException e) {
            // The tables are not there yet.
            return 0;
        }
    }

    @Test
    void dayBeforeTheFirstStartIsInTheCharts() {
        JsonNode candles =
                node.get("/api/v1/markets/BTC-USD/candles?interval=1h", "").body();
        Instant first = Instant.parse(candles.findValues("start").getFirst().asText());
        Instant last = Instant.parse(candles.findValues("start").getLast().asText());
        Instant now = Instant.now();

        assertThat(candles.size()).isBetween(23, 26);
        assertThat(first).isBetween(now.minusMillis(26 * HOUR_MILLIS), now);
        assertThat(last).isBetween(now.minusMillis(2 * HOUR_MILLIS), now);
    }

    @Test
    void botsAreMarkedAndTradeAndObey() {
        String admin = node.adminToken();
        JsonNode state = node.get("/api/v1/admin/bots", admin).body();
        assertThat(state.get("available").asBoolean()).isTrue();
        assertThat(state.get("enabled").asBoolean()).isTrue();
        assertThat(state.get("bots").asInt()).isEqualTo(10);
        assertThat(state.get("orders").asLong()).isGreaterThan(1_000);
        assertThat(state.get("refused").asLong())
                .as(state.toString())
                .isLessThan(state.get("orders").asLong() / 20);

        node.post("/api/v1/admin/bots", admin, "{\"enabled\":false}");
        await(() -> levels() == 0);
        JsonNode on =
                node.post("/api/v1/admin/bots", admin, "{\"enabled\":true}").body();
        assertThat(on.get("enabled").asBoolean()).isTrue();
        await(() -> levels() > 5);

        assertThat(node.post("/api/v1/admin/bots", admin, "{}").status()).isEqualTo(422);
        assertThat(node.post("/api/v1/admin/chaos", admin, "{}").status()).isEqualTo(409);
    }

    @Test
    void moneyOfTheBotsIsCountedByTheAudit() {
        String admin = node.adminToken();
        node.post("/api/v1/admin/audit", admin, "{}");
        await(() -> !"RUNNING".equals(auditState(admin)));

        JsonNode audit = node.get("/api/v1/admin/audit", admin).body();
        assertThat(audit.has("finding")).as(audit.toString()).isFalse();
        assertThat(audit.has("failure")).as(audit.toString()).isFalse();
        assertThat(audit.get("trades").asLong()).isPositive();
    }

    private static String auditState(String admin) {
        return node.get("/api/v1/admin/audit", admin).body().path("state").asText();
    }

    private static int levels() {
        JsonNode book = node.get("/api/v1/orders/book", "").body();
        return book.get("bids").size() + book.get("asks").size();
    }

    private static void await(BooleanSupplier condition) {
        long giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(90);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(giveUp);
            Thread.yield();
        }
    }
}
