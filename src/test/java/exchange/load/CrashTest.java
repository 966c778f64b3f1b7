package exchange.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import exchange.book.BookFact;
import exchange.market.AccountIds;
import exchange.market.EndReason;
import exchange.market.OrderIds;
import exchange.testkit.ExchangeProcess;
import exchange.testkit.JournalOrders;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/**
 * kill -9 of the server while the recorded day is replayed: what it acknowledged is in its journal
 * once, and the day ends with the same trades and the same book. Whoever follows the account has
 * every event of it once.
 */
final class CrashTest {
    private static final int KILLS_AT_RANDOM = 4;
    private static final int KILLS_BEFORE_COMMIT = 2;
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    @TempDir
    private Path folder;

    private final List<JsonNode> acknowledged = new ArrayList<>();
    private final AtomicInteger killsBeforeCommit = new AtomicInteger();

    @Test
    void noAcknowledgedOrderIsLostAndNoTradeDoubledByKills() throws Exception {
        List<Bitstamp.Trade> expected = Bitstamp.expectedTrades();
        long seed = Long.getLong("crash.seed", System.nanoTime());
        System.out.println("crash test with -Dcrash.seed=" + seed);
        List<FlowFile.Row> rows = Bitstamp.commands();
        Path data = folder.resolve("data");
        try (ExchangeProcess exchange = new ExchangeProcess(data)) {
            exchange.start();
            installFailPoint(exchange);
            RestClient rest = new RestClient(exchange.uri());
            Killer killer = new Killer(exchange, seed, rows.size());
            Replay replay = new Replay(rest, "BTC-USD", 500, PATIENCE, answer -> {
                acknowledged.add(answer);
                killer.answered(acknowledged.size());
            });
            RestClient.User user = replay.fundedAccount(
                    rest.login(ExchangeProcess.ADMIN_EMAIL, ExchangeProcess.ADMIN_PASSWORD));
            AccountFollower follower = new AccountFollower(rest, user);
            Replay.Result result = replay.play(rows, user, System.out);
            killer.finish();

            assertThat(result.refused()).as(result.firstRefusal()).isZero();
            assertThat(killer.kills()).isEqualTo(KILLS_AT_RANDOM + KILLS_BEFORE_COMMIT);
            assertThat(killsBeforeCommit.get()).isPositive();
            assertThat(Bitstamp.trades(rest, user)).isEqualTo(expected);
            assertThat(Bitstamp.book(rest)).isEqualTo(Bitstamp.expectedBook());
            compareWithJournal(exchange, user, rows);
            follower.compareWithRest();
            assertThat(follower.connections()).isGreaterThan(killer.kills());
            follower.close();
            guardedOrderIsCanceledAfterAKill(exchange, rest);
            assertThat(exchange.audit()).isZero();
        }
    }

    /** Nobody says goodbye for a socket whose node was killed: the ledger's own timer does. */
    private static void guardedOrderIsCanceledAfterAKill(ExchangeProcess exchange, RestClient rest)
            throws Exception {
        GuardedOrder order = GuardedOrder.place(
                rest, rest.login(ExchangeProcess.ADMIN_EMAIL, ExchangeProcess.ADMIN_PASSWORD));
        exchange.kill();
        exchange.start();
        order.awaitCanceled();
    }

    private void compareWithJournal(
            ExchangeProcess exchange, RestClient.User user, List<FlowFile.Row> rows)
            throws SQLException {
        long account = AccountIds.parse(user.userId()).orElseThrow();
        JournalOrders journal = JournalOrders.read(exchange.database(), "BTC-USD", account);
        Map<String, Long> orderIds = new HashMap<>();
        journal.held()
                .forEach(held -> assertThat(orderIds.put(held.clientOrderId(), held.orderId()))
                        .as("client order id %s held twice", held.clientOrderId())
                        .isNull());
        Map<Long, Long> accepted = journal.accepted().stream()
                .collect(Collectors.groupingBy(BookFact.Accepted::orderId, Collectors.counting()));
        Map<Long, Long> canceled = journal.ended().stream()
                .filter(ended -> ended.reason() == EndReason.USER_CANCELED)
                .collect(Collectors.groupingBy(BookFact.Ended::orderId, Collectors.counting()));
        for (JsonNode answer : acknowledged) {
            FlowFile.Row row = rows.get(answer.get("id").asInt() - 1);
            if (answer.get("status").asInt() == 200) {
                Long orderId = orderIds.get(row.orderId());
                assertThat(orderId).as("acknowledged %s", answer).isNotNull();
                assertThat((row.place() ? accepted : canceled).get(orderId))
                        .as("%s", answer)
                        .isEqualTo(1);
                if (row.place()) {
                    assertThat(answer.at("/result/order/id").asText())
                            .isEqualTo(OrderIds.toUuid(orderId).toString());
                }
            }
        }
        assertThat(journal.trades().stream().map(BookFact.Traded::tradeNumber).toList())
                .doesNotHaveDuplicates()
                .hasSize(517);
    }

    /** A trigger that runs at COMMIT, after the INSERT, and sleeps while the table says so. */
    private static void installFailPoint(ExchangeProcess exchange) throws SQLException {
        execute(exchange, """
                CREATE TABLE fail_point (sleeps boolean NOT NULL);
                INSERT INTO fail_point VALUES (false);
                CREATE FUNCTION sleep_before_commit() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                    IF (SELECT sleeps FROM fail_point) THEN PERFORM pg_sleep(2); END IF;
                    RETURN NULL;
                END $$;
                CREATE CONSTRAINT TRIGGER sleep_before_commit AFTER INSERT ON event_journal
                    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION sleep_before_commit();
                """);
    }

    private static void execute(ExchangeProcess exchange, String sql) throws SQLException {
        try (Connection connection = connect(exchange);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static Connection connect(ExchangeProcess exchange) throws SQLException {
        return DriverManager.getConnection(
                exchange.database().jdbcUrl(),
                exchange.database().user(),
                exchange.database().password());
    }

    /** Kills and restarts the server when so many answers have come, on a thread of its own. */
    private final class Killer {
        private final ExchangeProcess exchange;
        private final TreeSet<Integer> moments = new TreeSet<>();
        private final TreeSet<Integer> momentsBeforeCommit = new TreeSet<>();
        private final AtomicInteger kills = new AtomicInteger();
        private Thread thread = new Thread(() -> {});

        Killer(ExchangeProcess exchange, long seed, int answers) {
            this.exchange = exchange;
            Random random = new Random(seed);
            int all = KILLS_AT_RANDOM + KILLS_BEFORE_COMMIT;
            for (int i = 0; i < all; i++) {
                int from = answers * i / (all + 1);
                int moment = from + 500 + random.nextInt(answers / (all + 1) - 1_000);
                (i % 3 == 1 ? momentsBeforeCommit : moments).add(moment);
            }
            System.out.println("kills after " + moments + " answers, before a commit after "
                    + momentsBeforeCommit);
        }

        int kills() {
            return kills.get();
        }

        void answered(int count) {
            boolean now = pass(moments, count);
            boolean beforeCommit = pass(momentsBeforeCommit, count);
            if (now || beforeCommit) {
                finish();
                thread = Thread.ofPlatform().start(() -> killAndRestart(beforeCommit));
            }
        }

        private static boolean pass(TreeSet<Integer> moments, int count) {
            boolean passed = !moments.isEmpty() && moments.first() <= count;
            if (passed) {
                moments.pollFirst();
            }
            return passed;
        }

        private void killAndRestart(boolean beforeCommit) {
            try {
                if (beforeCommit) {
                    awaitInsertWithoutCommit();
                }
                exchange.kill();
                kills.incrementAndGet();
                exchange.start();
                execute(exchange, "UPDATE fail_point SET sleeps = false");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        private void awaitInsertWithoutCommit() throws SQLException {
            try (Connection connection = connect(exchange);
                    Statement statement = connection.createStatement()) {
                statement.execute("UPDATE fail_point SET sleeps = true");
                long giveUp = System.nanoTime() + Duration.ofSeconds(20).toNanos();
                while (System.nanoTime() < giveUp) {
                    try (ResultSet rows = statement.executeQuery(
                            "SELECT count(*) FROM pg_stat_activity"
                                    + " WHERE wait_event = 'PgSleep' AND pid <> pg_backend_pid()")) {
                        rows.next();
                        if (rows.getInt(1) > 0) {
                            killsBeforeCommit.incrementAndGet();
                            statement.execute("UPDATE fail_point SET sleeps = false");
                            return;
                        }
                    }
                }
            }
        }

        void finish() {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
