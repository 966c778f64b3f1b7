package exchange.readside;

import exchange.sequencer.BatchEvent;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Whether the tables are what the journals say: makes them a second time, as temporary tables of
 * one connection, from the batches that it is given and no further than the tables are, and
 * compares. Reads the tables as of one moment, writes nothing that others see. Not safe for several
 * threads.
 */
public final class TablesCheck {
    private static final int BATCHES_PER_STRETCH = 2_000;
    private static final int FACTS_PER_STRETCH = 50_000;

    /** Each table and what of it comes from the journals; the rest is the order of arrival. */
    static final Map<String, String> TABLES = Map.ofEntries(
            Map.entry("orders", "*"),
            Map.entry("candles", "*"),
            Map.entry("fills", "*"),
            Map.entry("transfers", "*"),
            Map.entry("fee_levels", "*"),
            Map.entry("fee_overrides", "*"),
            Map.entry("account_events", "*"),
            Map.entry("trades", "*"),
            Map.entry("prices", "*"),
            Map.entry("markets", "*"),
            Map.entry("assets", "name, scale"),
            Map.entry("ledger_markets", "symbol"),
            Map.entry("funds_requests", "*"));

    /** Rows of these are never looked up while they are made, so an index would only cost. */
    private static final Set<String> ONLY_GROWING = Set.of("fills", "account_events", "trades");

    private static final String SETTINGS = "SELECT set_config('enable_hashjoin', 'off', true),"
            + " set_config('enable_mergejoin', 'off', true)";

    private final Connection connection;
    private final LedgerTables ledgers = new LedgerTables(false);
    private final BookTables books = new BookTables();
    private final Map<String, Long> progress = new HashMap<>();
    private final Map<String, Pending> pending = new HashMap<>();
    private final long seed = ThreadLocalRandom.current().nextLong(Long.MAX_VALUE);

    private static final class Pending {
        private final List<BatchEvent> batches = new ArrayList<>();
        private int facts;
    }

    private TablesCheck(Connection connection) {
        this.connection = connection;
    }

    /**
     * Begins a transaction that sees one state of the database and, once it has made the empty
     * temporary tables, can only read.
     */
    public static void prepare(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ");
            statement.execute("SET LOCAL temp_buffers = '64MB'");
            for (String table : TABLES.keySet()) {
                statement.execute("CREATE TEMPORARY TABLE " + table + " (LIKE "
                        + schema(connection) + "." + table + " INCLUDING DEFAULTS"
                        + (ONLY_GROWING.contains(table) ? "" : " INCLUDING INDEXES")
                        + " INCLUDING STORAGE) ON COMMIT DROP");
            }
            statement.execute("SET TRANSACTION READ ONLY");
        }
    }

    /** @param connection prepared, in a transaction that sees one state of the database */
    public static TablesCheck of(Connection connection) throws SQLException {
        TablesCheck check = new TablesCheck(connection);
        try (Statement statement = connection.createStatement()) {
            statement.execute(SETTINGS);
            try (ResultSet rows = statement.executeQuery(
                    "SELECT persistence_id, batch FROM read_side_progress")) {
                while (rows.next()) {
                    check.progress.put(rows.getString(1), rows.getLong(2));
                }
            }
        }
        return check;
    }

    /** The last batch of each journal that is in the tables. */
    public Map<String, Long> progress() {
        return Map.copyOf(progress);
    }

    /** The next batch of any journal. */
    public void take(String persistenceId, BatchEvent event) throws SQLException {
        if (event.sequence() > progress.getOrDefault(persistenceId, 0L)) {
            return;
        }
        Pending all = pending.computeIfAbsent(persistenceId, id -> new Pending());
        all.batches.add(event);
        all.facts += event.content().factCount();
        if (all.batches.size() >= BATCHES_PER_STRETCH || all.facts >= FACTS_PER_STRETCH) {
            write(persistenceId, all);
        }
    }

    private void write(String persistenceId, Pending all) throws SQLException {
        if (all.batches.isEmpty()) {
            return;
        }
        Stretch stretch = new Stretch(EntityName.of(persistenceId), all.batches);
        switch (stretch.entity().kind()) {
            case LEDGER -> ledgers.write(connection, stretch);
            case BOOK -> books.write(connection, stretch);
        }
        all.batches.clear();
        all.facts = 0;
    }

    /** The first difference found, when all batches are taken: which table, and a row of it. */
    public Optional<String> difference() throws SQLException {
        for (Map.Entry<String, Pending> each : pending.entrySet()) {
            write(each.getKey(), each.getValue());
        }
        String schema = schema(connection);
        for (String table : TABLES.keySet().stream().sorted().toList()) {
            String columns = TABLES.get(table);
            String ours = "SELECT " + columns + " FROM pg_temp." + table;
            String theirs = "SELECT " + columns + " FROM " + schema + "." + table;
            if (!digest(ours).equals(digest(theirs))) {
                return Optional.of(named(table, ours, theirs));
            }
        }
        return Optional.empty();
    }

    /**
     * Equal for the same rows in any order, and so cheap that equal tables cost little. Who changes
     * rows cannot know the seed, and so cannot choose changes that cancel each other out.
     */
    private String digest(String select) throws SQLException {
        return one("SELECT count(*) || ' ' || coalesce(sum(hashtextextended(t::text, " + seed
                        + ")), 0) FROM (" + select + ") t")
                .orElse("");
    }

    private String named(String table, String ours, String theirs) throws SQLException {
        Optional<String> missing = firstOf(ours, theirs);
        Optional<String> strange = firstOf(theirs, ours);
        if (missing.isPresent() && strange.isPresent()) {
            return "a row of table " + table + " is " + strange.get() + ", the journal says "
                    + missing.get();
        }
        return missing.map(row -> "table " + table + " lacks the row " + row)
                .or(() -> strange.map(row ->
                        "table " + table + " has the row " + row + ", which no journal says"))
                .orElse("table " + table + " has a row twice");
    }

    /** The first row by its text, so that the rows of one key are likely to come as a pair. */
    private Optional<String> firstOf(String left, String right) throws SQLException {
        return one("SELECT row_to_json(t)::text FROM (" + left + " EXCEPT ALL " + right
                + ") t ORDER BY 1 LIMIT 1");
    }

    private Optional<String> one(String sql) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql);
                ResultSet row = select.executeQuery()) {
            return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
        }
    }

    /** Where the real tables are: the temporary ones hide them. */
    private static String schema(Connection connection) throws SQLException {
        try (PreparedStatement select =
                        connection.prepareStatement("SELECT quote_ident(current_schema())");
                ResultSet row = select.executeQuery()) {
            row.next();
            return row.getString(1);
        }
    }
}
