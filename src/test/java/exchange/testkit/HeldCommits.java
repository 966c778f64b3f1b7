package exchange.testkit;

import exchange.persistence.Database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * A fail point between INSERT and COMMIT: from now on every journal row is written, and then its
 * commit waits inside PostgreSQL. Whoever is killed meanwhile has a batch in doubt. Below the
 * statement timeout the commit then succeeds, above it it fails.
 */
public final class HeldCommits {
    private final Database database;

    private HeldCommits(Database database) {
        this.database = database;
    }

    /** Holds each commit of the journal for so long. */
    public static HeldCommits hold(Database database, Duration duration) throws SQLException {
        execute(database, """
                CREATE OR REPLACE FUNCTION hold_commit() RETURNS trigger LANGUAGE plpgsql AS
                  'BEGIN PERFORM pg_sleep(%s); RETURN NULL; END';
                DROP TRIGGER IF EXISTS hold_commit ON event_journal;
                CREATE CONSTRAINT TRIGGER hold_commit AFTER INSERT ON event_journal
                  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION hold_commit();
                """.formatted(duration.toMillis() / 1000.0));
        return new HeldCommits(database);
    }

    /** Returns when a commit is being held, at the latest after ten seconds. */
    public void awaitOne() throws SQLException, InterruptedException {
        long giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (held() == 0) {
            if (System.nanoTime() > giveUp) {
                throw new IllegalStateException("no commit came to be held");
            }
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }

    public void release() throws SQLException {
        execute(database, "DROP TRIGGER IF EXISTS hold_commit ON event_journal");
    }

    /** Ends whoever is held in this database, as if its machine had died: its row never was. */
    public void abort() throws SQLException {
        execute(database, """
                SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                  WHERE wait_event = 'PgSleep' AND datname = current_database()
                """);
    }

    private int held() throws SQLException {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'PgSleep'")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private static void execute(Database database, String sql) throws SQLException {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static Connection connect(Database database) throws SQLException {
        return DriverManager.getConnection(
                database.jdbcUrl(), database.user(), database.password());
    }
}
