package exchange.persistence;

import exchange.ops.DatabaseState;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Asks PostgreSQL whether it answers and writes. Each question ends within a few seconds, and
 * leaves nothing behind. For one thread.
 */
final class DatabaseProbe implements AutoCloseable {
    private static final String READ_ONLY_STATE = "25006";
    private static final String QUESTION =
            "SELECT pg_is_in_recovery() OR current_setting('transaction_read_only') = 'on'";

    /** A table's file grows by it, which a disk without room refuses; it goes with its rollback. */
    private static final String MEGABYTE = "CREATE TEMP TABLE exchange_write_probe ON COMMIT DROP"
            + " AS SELECT repeat('x', 1900) AS filling FROM generate_series(1, 550)";

    private final Database database;
    private Connection kept;

    DatabaseProbe(Database database) {
        this.database = database;
    }

    /**
     * Throws what is wrong, if something is.
     *
     * @param writing tries to write, on a new connection: an old one may have old settings
     */
    void look(boolean writing) throws SQLException {
        if (writing) {
            close();
            write();
            return;
        }
        if (kept != null) {
            try {
                ask(kept);
                return;
            } catch (SQLException e) {
                close();
                if (DatabaseState.takesNoWrites(e)) {
                    throw e;
                }
                // The connection alone may be gone, as after a restart.
            }
        }
        kept = connect();
        try {
            ask(kept);
        } catch (SQLException e) {
            close();
            throw e;
        }
    }

    private static void ask(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(QUESTION)) {
            row.next();
            if (row.getBoolean(1)) {
                throw new SQLException("a standby, or set to read-only", READ_ONLY_STATE);
            }
        }
    }

    private void write() throws SQLException {
        try (Connection connection = connect()) {
            ask(connection);
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.execute(MEGABYTE);
            } finally {
                connection.rollback();
            }
        }
    }

    private Connection connect() throws SQLException {
        return database.connect(1, 2, 2);
    }

    @Override
    public void close() {
        if (kept != null) {
            try {
                kept.close();
            } catch (SQLException e) {
                // It was gone already.
            }
            kept = null;
        }
    }
}
