package exchange.cli;

import static org.assertj.core.api.Assertions.assertThat;

import exchange.Main;
import exchange.accounts.LedgerCommand;
import exchange.audit.ProofJson;
import exchange.bootstrap.Engine;
import exchange.persistence.DataDirectory;
import exchange.persistence.Database;
import exchange.persistence.EmbeddedPostgres;
import exchange.persistence.Migrations;
import exchange.testkit.ChildJvm;
import exchange.testkit.TestPostgres;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** The audit as an operator calls it: beside a running exchange, on a stopped one, on none. */
final class AuditCommandTest {
    @TempDir
    private Path home;

    private record Outcome(int exitCode, String output) {}

    @Test
    void whereNoExchangeEverRanNothingIsAudited() throws Exception {
        Outcome outcome = audit();

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.output()).contains("no exchange has run on " + home.resolve("data"));
        assertThat(home.resolve("data")).doesNotExist();
    }

    @Test
    void serverThatDoesNotAnswerIsSaid() throws Exception {
        Files.writeString(
                home.resolve(".env"),
                "POSTGRES_HOST=127.0.0.1\nPOSTGRES_PORT=1\nJWT_SECRET_KEY=" + "x".repeat(32)
                        + "\n");

        Outcome outcome = audit();

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.output()).contains("cannot read the database");
    }

    @Test
    void runningAndStoppedExchangeAreAudited() throws Exception {
        Database database;
        try (DataDirectory data = DataDirectory.open(home.resolve("data"), 0);
                EmbeddedPostgres server = EmbeddedPostgres.start(data)) {
            database = server.database();
            Migrations.run(database);
            try (Engine engine = Engine.start(TestPostgres.config(database), database)) {
                engine.ledgers()
                        .ask(
                                new LedgerCommand.Deposit(2, "USD", 5, "r", "test"),
                                System.currentTimeMillis() + 20_000)
                        .toCompletableFuture()
                        .join();
                assertClean(audit());
                assertProves("beside.json");
            }
        }
        assertClean(audit());
        assertProves("without.json");

        try (DataDirectory data = DataDirectory.open(home.resolve("data"), 0);
                EmbeddedPostgres server = EmbeddedPostgres.start(data)) {
            dropOneBatch(server.database());
        }
        Outcome bad = audit();
        assertThat(bad.exitCode()).isEqualTo(1);
        assertThat(bad.output()).contains("BAD: Ledger|0, batch 2: batch 1 is missing, this is 2");
    }

    private void assertProves(String name) throws IOException, InterruptedException {
        Path file = home.resolve(name);
        Outcome made = command("proof", file.toString());
        assertThat(made.output()).contains("owed to").contains("root ");
        assertThat(made.exitCode()).isZero();
        assertThat(ProofJson.read(Files.readAllBytes(file)))
                .isInstanceOfSatisfying(
                        ProofJson.Content.Whole.class,
                        whole -> assertThat(whole.lists())
                                .isNotEmpty()
                                .allMatch(list -> list.mistake().isEmpty()));
        assertThat(command("proof", file.toString()).exitCode()).isEqualTo(2);
    }

    private static void assertClean(Outcome outcome) {
        assertThat(outcome.output()).contains("Ledger|0").contains("clean: ");
        assertThat(outcome.exitCode()).isZero();
    }

    private static void dropOneBatch(Database database) throws SQLException {
        try (Connection connection = TestPostgres.connect(database);
                Statement statement = connection.createStatement()) {
            statement.execute("DELETE FROM event_journal"
                    + " WHERE persistence_id = 'Ledger|0' AND sequence_number = 1");
        }
    }

    private Outcome audit() throws IOException, InterruptedException {
        return command("audit");
    }

    private Outcome command(String... words) throws IOException, InterruptedException {
        Process process = ChildJvm.of(List.of("-Dexchange.home=" + home), Main.class, words)
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Outcome(process.waitFor(), output);
    }
}
