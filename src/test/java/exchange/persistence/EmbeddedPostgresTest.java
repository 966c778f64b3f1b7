package exchange.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import exchange.ops.CannotStart;
import exchange.ops.CannotStart.Reason;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.TimeUnit;

class EmbeddedPostgresTest {
    @TempDir
    private Path folder;

    @Test
    void whatIsCommittedIsOnDiskAndThereAfterRestart() throws Exception {
        try (DataDirectory data = DataDirectory.open(folder, 0)) {
            try (EmbeddedPostgres server = EmbeddedPostgres.start(data)) {
                Migrations.run(server.database());
                execute(server.database(), "INSERT INTO exchange_settings VALUES ('kept', 'yes')");

                assertThat(query(server.database(), "SHOW fsync")).isEqualTo("on");
                assertThat(query(server.database(), "SHOW synchronous_commit")).isEqualTo("on");
                assertThat(query(server.database(), "SHOW full_page_writes")).isEqualTo("on");
                assertThat(query(server.database(), "SHOW listen_addresses"))
                        .isEqualTo("127.0.0.1");
                assertThat(storageOf(server.database(), "event_journal.event_payload"))
                        .isEqualTo("e");
                assertThat(storageOf(server.database(), "snapshot.snapshot_payload"))
                        .isEqualTo("e");
            }
            try (EmbeddedPostgres server = EmbeddedPostgres.start(data)) {
                Migrations.run(server.database());

                assertThat(query(server.database(), "SELECT value FROM exchange_settings"))
                        .isEqualTo("yes");
            }
        }
    }

    @Test
    void othersNeitherGetInNorReadThePassword() throws Exception {
        try (DataDirectory data = DataDirectory.open(folder, 0);
                EmbeddedPostgres server = EmbeddedPostgres.start(data)) {
            String url = server.database().jdbcUrl();

            assertThatThrownBy(() -> DriverManager.getConnection(url, "exchange", "guess")
                            .close())
                    .hasMessageContaining("password authentication failed");
            assertThatThrownBy(() ->
                            DriverManager.getConnection(url, "postgres", "").close())
                    .isInstanceOf(SQLException.class);
            assertThat(permissions("postgres.password")).isEqualTo("rw-------");
            assertThat(permissions("postgres")).isEqualTo("rwx------");
            assertThat(server.database().toString())
                    .doesNotContain(server.database().password());
        }
    }

    @Test
    void serverOfKilledExchangeIsReplacedAndNothingCommittedIsLost() throws Exception {
        Process killed = OtherProcess.servingAfter(folder, "CREATE TABLE t AS SELECT 42 AS answer");
        killed.destroyForcibly().waitFor();
        long orphan = Long.parseLong(
                Files.readAllLines(folder.resolve("postgres/postmaster.pid")).get(0));
        assertThat(ProcessHandle.of(orphan)).isPresent();

        try (DataDirectory data = DataDirectory.open(folder, 0);
                EmbeddedPostgres server = EmbeddedPostgres.start(data)) {
            assertThat(query(server.database(), "SELECT answer FROM t")).isEqualTo("42");
            assertThat(ProcessHandle.of(orphan)).isEmpty();
        }
    }

    @Test
    void serverThatWasKilledComesBackWhereItWas() throws Exception {
        try (DataDirectory data = DataDirectory.open(folder, 0);
                EmbeddedPostgres server = EmbeddedPostgres.start(data)) {
            execute(server.database(), "CREATE TABLE t AS SELECT 42 AS answer");
            ProcessHandle killed = ProcessHandle.of(postmaster()).orElseThrow();
            killed.destroyForcibly();
            killed.onExit().join();

            long giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
            while (!answers(server.database())) {
                assertThat(System.nanoTime()).isLessThan(giveUp);
                TimeUnit.MILLISECONDS.sleep(50);
            }

            assertThat(query(server.database(), "SELECT answer FROM t")).isEqualTo("42");
            assertThat(postmaster()).isNotEqualTo(killed.pid());
        }
    }

    private long postmaster() throws IOException {
        return Long.parseLong(
                Files.readAllLines(folder.resolve("postgres/postmaster.pid")).getFirst());
    }

    private static boolean answers(Database database) {
        try {
            connect(database).close();
            return true;
        } catch (SQLException e) {
            return false;
        }
    }

    @Test
    void strangerWithTheNumberOfTheOldServerIsLeftAlone() throws Exception {
        try (DataDirectory data = DataDirectory.open(folder, 0)) {
            EmbeddedPostgres.start(data).close();
            Process stranger = new ProcessBuilder("sleep", "120").start();
            try {
                Files.write(
                        folder.resolve("postgres/postmaster.pid"),
                        List.of(Long.toString(stranger.pid()), folder + "/postgres", "1", "5432"));

                try (EmbeddedPostgres server = EmbeddedPostgres.start(data)) {
                    assertThat(query(server.database(), "SELECT 1")).isEqualTo("1");
                }

                assertThat(stranger.isAlive()).isTrue();
            } finally {
                stranger.destroyForcibly();
            }
        }
    }

    @Test
    void dataOfAnotherMajorVersionIsRefusedAndLeftAsItIs() throws Exception {
        Path server = Files.createDirectories(folder.resolve("postgres"));
        Files.writeString(server.resolve("PG_VERSION"), "15\n");
        Files.writeString(folder.resolve("postgres.complete"), "15\n");
        try (DataDirectory data = DataDirectory.open(folder, 0)) {
            assertThatThrownBy(() -> EmbeddedPostgres.start(data))
                    .isInstanceOfSatisfying(
                            CannotStart.class,
                            e -> assertThat(e.reason()).isEqualTo(Reason.DATA_VERSION))
                    .hasMessageContaining("PostgreSQL 15")
                    .hasMessageContaining("DATA_DIR");
        }
        assertThat(server.resolve("PG_VERSION")).hasContent("15\n");
    }

    @Test
    void dataThatWasNeverFinishedIsSetAside() throws Exception {
        Path server = Files.createDirectories(folder.resolve("postgres"));
        Files.writeString(server.resolve("PG_VERSION"), "17\n");
        try (DataDirectory data = DataDirectory.open(folder, 0);
                EmbeddedPostgres started = EmbeddedPostgres.start(data);
                var files = Files.list(folder)) {
            assertThat(query(started.database(), "SELECT 1")).isEqualTo("1");
            assertThat(files.map(Path::getFileName).map(Path::toString))
                    .anyMatch(name -> name.startsWith("postgres.incomplete-"));
        }
    }

    @Test
    void commandsBesideARunningExchangeFindItsDatabase() throws Exception {
        assertThat(EmbeddedPostgres.running(folder)).isEmpty();
        try (DataDirectory data = DataDirectory.open(folder, 0);
                EmbeddedPostgres server = EmbeddedPostgres.start(data)) {
            assertThat(EmbeddedPostgres.running(folder)).contains(server.database());
        }
        assertThat(EmbeddedPostgres.running(folder)).isEmpty();
    }

    @Test
    void databaseThatANewerVersionHasMigratedIsRefused() throws Exception {
        try (DataDirectory data = DataDirectory.open(folder, 0);
                EmbeddedPostgres server = EmbeddedPostgres.start(data)) {
            Migrations.run(server.database());
            execute(server.database(), """
                    INSERT INTO flyway_schema_history VALUES
                      (999, '999', 'future', 'SQL', 'V999__future.sql', 1, 'me', now(), 1, true)
                    """);

            assertThatThrownBy(() -> Migrations.run(server.database()))
                    .isInstanceOfSatisfying(
                            CannotStart.class,
                            e -> assertThat(e.reason()).isEqualTo(Reason.DATA_VERSION));
        }
    }

    private String permissions(String name) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(name)));
    }

    private static String storageOf(Database database, String column) throws SQLException {
        String[] parts = column.split("\\.");
        return query(
                database,
                "SELECT attstorage FROM pg_attribute WHERE attrelid = '%s'::regclass AND attname = '%s'"
                        .formatted(parts[0], parts[1]));
    }

    private static void execute(Database database, String sql) throws SQLException {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String query(Database database, String sql) throws SQLException {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }

    private static Connection connect(Database database) throws SQLException {
        return DriverManager.getConnection(
                database.jdbcUrl(), database.user(), database.password());
    }
}
