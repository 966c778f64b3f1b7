package exchange.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import exchange.bootstrap.Settings;
import exchange.persistence.Database;
import exchange.replay.EngineReplay;
import exchange.testkit.LivedMarket;
import exchange.testkit.TestNode;
import exchange.testkit.TestPostgres;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import picocli.CommandLine;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** The commands that read a whole journal, as an operator calls them. */
final class ReadingCommandsTest {
    private static LivedMarket lived;
    private static Database database;

    @TempDir
    private Path home;

    private record Outcome(int exitCode, String out, String err) {}

    @BeforeAll
    static void live() {
        lived = LivedMarket.make();
        database = lived.node().database();
    }

    @AfterAll
    static void stop() {
        lived.close();
    }

    @AfterEach
    void forgetHome() {
        System.clearProperty(Settings.HOME_PROPERTY);
    }

    private Outcome run(Object command, String... words) {
        System.setProperty(Settings.HOME_PROPERTY, home.toString());
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine line = ExchangeCommand.commandLine(command)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true));
        return new Outcome(line.execute(words), out.toString(), err.toString());
    }

    private void onDatabase() throws IOException {
        URI server = URI.create(database.jdbcUrl().substring("jdbc:".length()));
        onServer(server.getHost(), server.getPort(), server.getPath().substring(1));
    }

    private void onServer(String host, int port, String name) throws IOException {
        Files.writeString(
                home.resolve(".env"),
                "POSTGRES_HOST=" + host + "\nPOSTGRES_PORT=" + port + "\nPOSTGRES_DB=" + name
                        + "\nPOSTGRES_USER=" + database.user() + "\nPOSTGRES_PASSWORD="
                        + database.password() + "\nJWT_SECRET_KEY=" + "x".repeat(32) + "\n");
    }

    private static String[] export(String... more) {
        String[] words = {
            "--market", LivedMarket.SYMBOL, "--day", "" + LocalDate.now(ZoneOffset.UTC)
        };
        String[] all = java.util.Arrays.copyOf(words, words.length + more.length);
        System.arraycopy(more, 0, all, words.length, more.length);
        return all;
    }

    @Test
    void exportedDayIsARecordedDay() throws Exception {
        onDatabase();
        Path file = home.resolve("day.csv");

        Outcome written = run(new ExportCommand(), export("--out", file.toString()));
        Outcome shown = run(new ExportCommand(), export());

        assertThat(written.exitCode()).as(written.err()).isZero();
        assertThat(written.err()).contains("trades");
        assertThat(Files.readString(file)).isEqualTo(shown.out());
        StringWriter differences = new StringWriter();
        EngineReplay.Result result = new EngineReplay(
                        new PrintWriter(differences),
                        new PrintWriter(PrintWriter.nullWriter()),
                        new PrintWriter(PrintWriter.nullWriter()))
                .play(file);
        assertThat(differences.toString()).isEmpty();
        assertThat(written.err()).contains(result.rows() + " rows with ");
    }

    @Test
    void whatCannotBeExportedIsSaid() throws Exception {
        assertThat(run(new ExportCommand(), export())).satisfies(nowhere -> {
            assertThat(nowhere.exitCode()).isEqualTo(2);
            assertThat(nowhere.err()).contains("no exchange has run on");
        });
        onServer("127.0.0.1", 1, "nothing");
        assertThat(run(new ExportCommand(), export()).exitCode()).isEqualTo(1);
        onDatabase();
        Outcome other = run(new ExportCommand(), "--market", "NO-SUCH", "--day", "2026-01-31");
        assertThat(other.exitCode()).isEqualTo(2);
        assertThat(other.err()).contains("no market NO-SUCH until then");
        Outcome unwritten = run(new ExportCommand(), export("--out", home + "/no/such/file"));
        assertThat(unwritten.exitCode()).isEqualTo(1);
    }

    @Test
    void whatCannotBeRebuiltIsSaid() throws Exception {
        Outcome nowhere = run(new RebuildReadSideCommand());
        assertThat(nowhere.exitCode()).isEqualTo(2);
        assertThat(nowhere.err()).contains("no exchange has run on");
        onServer("127.0.0.1", 1, "nothing");
        assertThat(run(new RebuildReadSideCommand()).exitCode()).isEqualTo(1);
        onDatabase();
        try (Connection other = TestPostgres.connect(database);
                Statement statement = other.createStatement()) {
            statement.execute("SELECT pg_advisory_lock(4711, 3)");
            Outcome busy = run(new RebuildReadSideCommand());
            assertThat(busy.exitCode()).isEqualTo(1);
            assertThat(busy.err()).contains("somebody else is rebuilding");
        }
    }

    @Test
    void tablesFollowAgainAfterTheirOffsetsWereLostOrWrong() throws Exception {
        onDatabase();
        for (String damage : new String[] {
            "DELETE FROM akka_projection_offset_store",
            "UPDATE akka_projection_offset_store SET current_offset = '1'"
        }) {
            lived.node().close();
            sql(damage);
            sql("DELETE FROM trades");

            Outcome rebuilt = run(new RebuildReadSideCommand());

            assertThat(rebuilt.exitCode()).as(rebuilt.err()).isZero();
            assertThat(rebuilt.out()).contains("the read side is new, made of ");
            try (TestNode again = LivedMarket.again(database)) {
                JsonNode placed = again.place(lived.maker(), LivedMarket.order("BUY", 90, 0.1));
                awaitOrder(again, placed.get("id").asText());
                assertThat(again.get("/api/v1/markets/BTC-USD/trades?after=0", "")
                                .body())
                        .hasSizeGreaterThan(10);
            }
        }
    }

    private static void awaitOrder(TestNode node, String id) {
        long giveUp = System.nanoTime() + 30_000_000_000L;
        JsonNode answer;
        do {
            answer = node.get("/api/v1/account/orders?limit=1", lived.maker().access())
                    .body();
            assertThat(System.nanoTime()).as(answer.toString()).isLessThan(giveUp);
        } while (!answer.at("/orders/0/id").asText().equals(id));
    }

    private static void sql(String text) throws SQLException {
        try (Connection connection = TestPostgres.connect(database);
                Statement statement = connection.createStatement()) {
            statement.execute(text);
        }
    }
}
