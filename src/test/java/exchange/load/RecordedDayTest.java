package exchange.load;

import static org.assertj.core.api.Assertions.assertThat;

import exchange.persistence.Database;
import exchange.testkit.ExchangeProcess;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;

/**
 * The recorded day through the public API ends exactly as the reference engines say, also after a
 * restart.
 */
final class RecordedDayTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    @Test
    void recordedDayGivesTheReferenceTradesAndBook() throws Exception {
        List<Bitstamp.Trade> expected = Bitstamp.expectedTrades();
        try (ExchangeProcess exchange = new ExchangeProcess(folder.resolve("data"))) {
            exchange.start();
            RestClient rest = new RestClient(exchange.uri());
            Replay replay = new Replay(rest, "BTC-USD", 500, PATIENCE, answer -> {});
            RestClient.User user = replay.fundedAccount(
                    rest.login(ExchangeProcess.ADMIN_EMAIL, ExchangeProcess.ADMIN_PASSWORD));

            Replay.Result result = replay.play(Bitstamp.commands(), user, System.out);

            System.out.printf(
                    "recorded day: %.0f commands/s, %s%n",
                    result.commandsPerSecond(), result.latencies().text());
            assertThat(result.refused()).as(result.firstRefusal()).isZero();
            assertThat(result.unknownOrders()).isEqualTo(734);
            assertThat(Bitstamp.trades(rest, user)).isEqualTo(expected);
            assertThat(Bitstamp.book(rest)).isEqualTo(Bitstamp.expectedBook());

            forgetSnapshots(exchange);
            exchange.start();
            assertThat(Bitstamp.book(rest)).isEqualTo(Bitstamp.expectedBook());
            assertThat(Bitstamp.trades(rest, user)).isEqualTo(expected);
        }
    }

    /**
     * Kills the exchange, whose PostgreSQL goes on, so that the next start has its events alone.
     */
    private static void forgetSnapshots(ExchangeProcess exchange) throws Exception {
        Database database = exchange.database();
        exchange.kill();
        try (Connection connection = DriverManager.getConnection(
                        database.jdbcUrl(), database.user(), database.password());
                Statement statement = connection.createStatement()) {
            statement.execute("DELETE FROM snapshot");
        }
    }
}
