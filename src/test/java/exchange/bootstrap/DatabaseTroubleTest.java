package exchange.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import exchange.drill.DatabaseProxy;
import exchange.persistence.Database;
import exchange.testkit.TestNode;
import exchange.testkit.TestNode.Answer;
import exchange.testkit.TestNode.User;
import exchange.testkit.TestPostgres;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** What clients of a whole exchange see while its PostgreSQL is in trouble. */
final class DatabaseTroubleTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final AtomicInteger ORDERS = new AtomicInteger();

    private static Database database;
    private static DatabaseProxy proxy;
    private static TestNode node;
    private static User ann;

    @BeforeAll
    static void start() throws IOException {
        database = TestPostgres.freshDatabase();
        proxy = new DatabaseProxy(database);
        node = TestNode.startAgain(proxy.database(), Map.of("POSTGRES_SSLMODE", "disable"));
        ann = node.newUser();
    }

    @AfterAll
    static void end() throws IOException {
        node.close();
        proxy.close();
    }

    @Test
    void databaseThatWritesNothingMakesTheExchangeReadOnlyUntilItWritesAgain() throws Exception {
        assertThat(place().status()).isEqualTo(200);

        inDatabase("ALTER DATABASE %s SET default_transaction_read_only = on", true);
        until(DatabaseTroubleTest::place, answer -> says(answer, "READ_ONLY"));

        Answer refused = place();
        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.body().get("error").asText()).isEqualTo("READ_ONLY");
        assertThat(withdraw().body().get("error").asText()).isEqualTo("READ_ONLY");
        assertThat(node.get("/api/v1/orders/book", "").body().toString()).contains("50000");
        assertThat(node.get("/api/v1/markets", "").status()).isEqualTo(200);
        assertThat(node.get("/api/v1/markets/BTC-USD/trades", "").status()).isEqualTo(200);
        assertThat(signUp().body().get("error").asText()).isEqualTo("READ_ONLY");
        Answer ready = node.get("/health/ready", "");
        assertThat(ready.status()).isEqualTo(503);
        assertThat(ready.body().at("/checks/writes").asText()).contains("read-only");

        inDatabase("ALTER DATABASE %s RESET default_transaction_read_only", false);
        until(DatabaseTroubleTest::place, answer -> answer.status() == 200);
        until(() -> node.get("/health/ready", ""), DatabaseTroubleTest::writes);
    }

    @Test
    void databaseThatFellSilentHasCommandsRefusedAtOnceAndIsWaitedFor() {
        assertThat(place().status()).isEqualTo(200);

        proxy.loseAnswers();
        until(DatabaseTroubleTest::place, answer -> says(answer, "UNAVAILABLE"));

        for (int i = 0; i < 20; i++) {
            long began = System.nanoTime();
            assertThat(place().status()).isEqualTo(503);
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(PATIENCE);
        }
        assertThat(node.get("/api/v1/orders/book", "").status()).isEqualTo(200);

        proxy.cut();
        until(DatabaseTroubleTest::place, answer -> answer.status() == 200);
    }

    /** Entities of other tests of this JVM may be silent: the whole node's health is no matter. */
    private static boolean writes(Answer ready) {
        return ready.body().at("/checks/writes").asText().equals("writes");
    }

    private static boolean says(Answer answer, String error) {
        assertThat(answer.status()).isIn(200, 202, 503);
        return answer.status() == 503 && answer.body().get("error").asText().equals(error);
    }

    private static Answer place() {
        return node.post(
                "/api/v1/orders/place", ann.access(), """
                {"side":"BUY","order_type":"LIMIT","price":50000,"quantity":0.0001,
                 "client_order_id":"t%d","timeout_ms":2000}
                """.formatted(ORDERS.incrementAndGet()));
    }

    private static Answer withdraw() {
        return node.post("/api/v1/account/withdrawals", ann.access(), """
                {"asset":"USD","amount":"1","address":"a","client_withdrawal_id":"w1"}""");
    }

    private static Answer signUp() {
        return node.post("/api/v1/auth/signup", "", """
                {"email":"late@example.com","password":"correct horse battery","name":"L"}""");
    }

    private static Answer until(Supplier<Answer> ask, Predicate<Answer> good) {
        long giveUp = System.nanoTime() + PATIENCE.toNanos();
        Answer last = ask.get();
        while (!good.test(last)) {
            assertThat(System.nanoTime()).as("the last answer: %s", last).isLessThan(giveUp);
            last = ask.get();
        }
        return last;
    }

    /** @param anew whether all sessions have to begin again, so that they see it */
    private static void inDatabase(String sql, boolean anew) throws SQLException {
        String name = database.jdbcUrl().replaceAll("^.*/|\\?.*$", "");
        Database writing = new Database(
                database.jdbcUrl() + "&options=-c%20default_transaction_read_only=off",
                database.user(),
                database.password());
        try (Connection connection = TestPostgres.connect(writing);
                Statement statement = connection.createStatement()) {
            statement.execute(sql.formatted(name));
            if (anew) {
                statement.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                        + " WHERE datname = current_database() AND pid <> pg_backend_pid()");
            }
        }
    }
}
