package exchange.readside;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * A second set of the read side's tables in a schema of its own, empty at first, and how it takes
 * the place of the first: in one transaction, so that every reader sees one or the other. Indexes
 * and settings are the same, down to their names.
 */
final class ShadowTables {
    static final String SHADOW = "read_side_rebuild";
    static final String OLD = "read_side_old";
    static final String PROGRESS = "read_side_progress";

    private static final int READERS_WAIT_MILLIS = 100;

    private static final String OPTIONS = "SELECT array_to_string(reloptions, ', ') FROM pg_class"
            + " WHERE oid = (? || '.' || ?)::regclass AND reloptions IS NOT NULL";
    private static final String INDEXES = "SELECT c.relname, i.indkey::text, i.indisprimary"
            + " FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid"
            + " WHERE i.indrelid = (? || '.' || ?)::regclass";

    private final Connection connection;
    private final String live;

    private record Index(String name, String columns, boolean isPrimary) {}

    /** @param live the schema of the tables that are read */
    ShadowTables(Connection connection, String live) {
        this.connection = connection;
        this.live = live;
    }

    private static List<String> tables() {
        TreeSet<String> tables = new TreeSet<>(TablesCheck.TABLES.keySet());
        tables.add(PROGRESS);
        return List.copyOf(tables);
    }

    /** Makes the empty tables; what an earlier attempt left is dropped. */
    void create() throws SQLException {
        drop();
        execute("CREATE SCHEMA " + SHADOW);
        execute("CREATE SCHEMA " + OLD);
        for (String table : tables()) {
            String shadow = SHADOW + "." + table;
            execute("CREATE TABLE " + shadow + " (LIKE " + live + "." + table + " INCLUDING ALL)");
            for (String options : texts(OPTIONS, live, table)) {
                execute("ALTER TABLE " + shadow + " SET (" + options + ")");
            }
            renameIndexes(table);
        }
    }

    private void renameIndexes(String table) throws SQLException {
        List<Index> wanted = indexes(live, table);
        for (Index made : indexes(SHADOW, table)) {
            Index same = wanted.stream()
                    .filter(each -> each.columns().equals(made.columns())
                            && each.isPrimary() == made.isPrimary())
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException(
                            "index " + made.name() + " of " + table + " is like none there is"));
            wanted.remove(same);
            if (!same.name().equals(made.name())) {
                execute("ALTER INDEX " + SHADOW + "." + made.name() + " RENAME TO " + same.name());
            }
        }
    }

    private List<Index> indexes(String schema, String table) throws SQLException {
        List<Index> indexes = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(INDEXES)) {
            select.setString(1, schema);
            select.setString(2, table);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    indexes.add(
                            new Index(rows.getString(1), rows.getString(2), rows.getBoolean(3)));
                }
            }
        }
        return indexes;
    }

    private List<String> texts(String sql, String... parameters) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                select.setString(i + 1, parameters[i]);
            }
            List<String> texts = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    texts.add(rows.getString(1));
                }
            }
            return texts;
        }
    }

    /**
     * Puts the shadows in the tables' place, as part of the transaction. Readers wait meanwhile, so
     * this gives up soon when somebody reads for long. Whoever reads how far the tables are reads
     * that first: so do we, or each would wait for the other.
     */
    void swap() throws SQLException {
        execute("SET LOCAL lock_timeout = '" + READERS_WAIT_MILLIS + "ms'");
        execute("LOCK TABLE " + live + "." + PROGRESS + " IN ACCESS EXCLUSIVE MODE");
        for (String table : tables()) {
            execute("LOCK TABLE " + live + "." + table + " IN ACCESS EXCLUSIVE MODE");
        }
        // In which order things came is not in the journals: that stays as it was.
        for (String[] each : new String[][] {{"assets", "name"}, {"ledger_markets", "symbol"}}) {
            execute("UPDATE " + SHADOW + "." + each[0] + " s SET position = l.position FROM " + live
                    + "." + each[0] + " l WHERE l." + each[1] + " = s." + each[1]);
        }
        for (String table : tables()) {
            execute("ALTER TABLE " + live + "." + table + " SET SCHEMA " + OLD);
            execute("ALTER TABLE " + SHADOW + "." + table + " SET SCHEMA " + live);
        }
    }

    void drop() throws SQLException {
        execute("DROP SCHEMA IF EXISTS " + SHADOW + ", " + OLD + " CASCADE");
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
