package exchange.readside;

import exchange.persistence.Database;
import exchange.sequencer.BatchEvent;
import exchange.sequencer.SequencerSerializer;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Makes the read side's tables from zero beside those that are read, while the exchange goes on,
 * and puts them in their place at one moment in which both have the same batches. Readers see the
 * old tables or the new ones, never a part. Where a projection is stuck, the new tables are ahead
 * of it, and it goes on from where they are. One at a time.
 */
public final class Rebuild {
    private static final long STRETCH_BYTES = 4L << 20;
    private static final int ROWS_PER_FETCH = 50;
    /** So few batches are left for the moment in which projections wait. */
    private static final long FEW = 500;

    private static final int PASSES_MAX = 100;
    private static final int SWAPS_MAX = 200;
    private static final long SETTLE_MILLIS = 5_000;
    private static final String LOCK_NOT_AVAILABLE = "55P03";
    private static final String DEADLOCK = "40P01";

    private static final String ENTITIES = """
            WITH RECURSIVE known AS (
              SELECT min(persistence_id) AS id FROM event_journal
              UNION ALL
              SELECT (SELECT min(persistence_id) FROM event_journal WHERE persistence_id > k.id)
              FROM known k WHERE k.id IS NOT NULL
            )
            SELECT id, (SELECT max(sequence_number) FROM event_journal WHERE persistence_id = id)
            FROM known WHERE id IS NOT NULL""";
    private static final String ROWS = "SELECT event_payload FROM event_journal"
            + " WHERE persistence_id = ? AND sequence_number > ? AND sequence_number <= ?"
            + " ORDER BY sequence_number";
    private static final String SETTINGS = "SET SESSION synchronous_commit = off;"
            + " SET SESSION enable_seqscan = off; SET SESSION enable_hashjoin = off;"
            + " SET SESSION enable_mergejoin = off; SET SESSION lock_timeout = '2s'";
    private static final String KEEP = "INSERT INTO read_side_progress (persistence_id, batch)"
            + " VALUES (?, ?) ON CONFLICT (persistence_id) DO UPDATE SET batch = excluded.batch";
    /** As the projections keep it themselves: LNG says that it is a number. */
    private static final String MOVE_OFFSET = "INSERT INTO akka_projection_offset_store AS o"
            + " (projection_name, projection_key, current_offset, manifest, mergeable,"
            + " last_updated) VALUES (?, ?, ?, 'LNG', false, ?)"
            + " ON CONFLICT (projection_name, projection_key) DO UPDATE"
            + " SET current_offset = excluded.current_offset, last_updated = excluded.last_updated"
            + " WHERE o.current_offset <> excluded.current_offset";

    private final Connection connection;
    private final String live;
    private final ShadowTables shadows;
    private final Watcher watcher;
    private final LedgerTables ledgers = new LedgerTables(false);
    private final BookTables books = new BookTables();
    private final Map<String, Long> done = new TreeMap<>();
    private long batches;

    /** Is told how far the rebuilding is. */
    public interface Watcher {
        void at(long batches, long of);
    }

    private Rebuild(Connection connection, String live, Watcher watcher) {
        this.connection = connection;
        this.live = live;
        this.watcher = watcher;
        shadows = new ShadowTables(connection, live);
    }

    /**
     * Returns how many batches the new tables were made of.
     *
     * @throws IllegalStateException when another one is at work, or the tables are never free
     */
    public static long run(Database database, Watcher watcher) throws SQLException {
        if (database.isPooled()) {
            throw new IllegalStateException("this needs PostgreSQL itself and not its pooler: set"
                    + " POSTGRES_HOST and POSTGRES_PORT to it and no POSTGRES_POOLER, for this"
                    + " command");
        }
        try (Connection connection = DriverManager.getConnection(
                database.jdbcUrl(), database.user(), database.password())) {
            String live = text(connection, "SELECT quote_ident(current_schema())");
            if (!text(connection, "SELECT pg_try_advisory_lock(4711, 3)").equals("t")) {
                throw new IllegalStateException("somebody else is rebuilding the tables already");
            }
            Rebuild rebuild = new Rebuild(connection, live, watcher);
            rebuild.make();
            return rebuild.batches;
        }
    }

    private void make() throws SQLException {
        execute(SETTINGS);
        shadows.create();
        // Unqualified, tables are the shadows, and the journal is the real one.
        execute("SET search_path TO " + ShadowTables.SHADOW + ", " + live);
        connection.setAutoCommit(false);
        for (int swaps = 0; swaps < SWAPS_MAX; swaps++) {
            for (int pass = 0; pass < PASSES_MAX && pass() > FEW; pass++) {}
            awaitProjections();
            execute("SELECT pg_sleep(" + 0.1 * Math.min(swaps, 10) + ")");
            if (swap()) {
                execute("SET search_path TO " + live);
                shadows.drop();
                connection.commit();
                return;
            }
        }
        throw new IllegalStateException("the tables were never free to be replaced; try again");
    }

    /** Up to what is committed now; returns how many batches that were. */
    private long pass() throws SQLException {
        Map<String, Long> heads = numbers(ENTITIES);
        long of = heads.values().stream().mapToLong(Long::longValue).sum();
        long before = batches;
        for (Map.Entry<String, Long> each : heads.entrySet()) {
            catchUp(each.getKey(), each.getValue(), of, true);
        }
        watcher.at(batches, of);
        return batches - before;
    }

    private void catchUp(String persistenceId, long to, long of, boolean commits)
            throws SQLException {
        while (done.getOrDefault(persistenceId, 0L) < to) {
            List<BatchEvent> stretch = read(persistenceId, to);
            if (stretch.isEmpty()) {
                throw new IllegalStateException("the journal of " + persistenceId
                        + " has nothing after batch " + done.getOrDefault(persistenceId, 0L));
            }
            write(new Stretch(EntityName.of(persistenceId), stretch));
            if (commits) {
                connection.commit();
                watcher.at(batches, of);
            }
        }
    }

    private List<BatchEvent> read(String persistenceId, long to) throws SQLException {
        List<BatchEvent> stretch = new ArrayList<>();
        long last = done.getOrDefault(persistenceId, 0L);
        long bytes = 0;
        try (PreparedStatement select = connection.prepareStatement(ROWS)) {
            select.setFetchSize(ROWS_PER_FETCH);
            select.setString(1, persistenceId);
            select.setLong(2, last);
            select.setLong(3, to);
            try (ResultSet rows = select.executeQuery()) {
                while (bytes < STRETCH_BYTES && rows.next()) {
                    BatchEvent batch = SequencerSerializer.batch(rows.getBytes(1));
                    if (batch.sequence() != ++last) {
                        throw new IllegalStateException("the journal of " + persistenceId
                                + " has batch " + batch.sequence() + " where " + last
                                + " belongs; run ./exchange audit");
                    }
                    stretch.add(batch);
                    bytes += batch.bytes().length;
                }
            }
        }
        return stretch;
    }

    private void write(Stretch stretch) throws SQLException {
        switch (stretch.entity().kind()) {
            case LEDGER -> ledgers.write(connection, stretch);
            case BOOK -> books.write(connection, stretch);
        }
        String id = stretch.entity().persistenceId();
        try (PreparedStatement keep = connection.prepareStatement(KEEP)) {
            keep.setString(1, id);
            keep.setLong(2, stretch.last());
            keep.executeUpdate();
        }
        batches += stretch.batches().size();
        done.put(id, stretch.last());
    }

    /** Projections that are at work get as far as we are; for one that is stuck nobody waits. */
    private void awaitProjections() throws SQLException {
        long giveUp = System.currentTimeMillis() + SETTLE_MILLIS;
        while (System.currentTimeMillis() < giveUp) {
            Map<String, Long> progress = progress();
            connection.commit();
            if (done.entrySet().stream()
                    .allMatch(
                            each -> progress.getOrDefault(each.getKey(), 0L) >= each.getValue())) {
                return;
            }
            execute("SELECT pg_sleep(0.02)");
        }
    }

    private Map<String, Long> progress() throws SQLException {
        return numbers("SELECT persistence_id, batch FROM " + live + "." + ShadowTables.PROGRESS);
    }

    /** False when somebody held a table for too long; nothing has changed then. */
    private boolean swap() throws SQLException {
        Map<String, Long> before = new TreeMap<>(done);
        long batchesBefore = batches;
        try {
            execute("LOCK TABLE " + live + "." + ShadowTables.PROGRESS + " IN EXCLUSIVE MODE");
            for (Map.Entry<String, Long> each : progress().entrySet()) {
                catchUp(each.getKey(), each.getValue(), 0, false);
            }
            moveOffsets();
            shadows.swap();
            execute("SET LOCAL synchronous_commit = on");
            connection.commit();
            return true;
        } catch (SQLException e) {
            connection.rollback();
            if (!LOCK_NOT_AVAILABLE.equals(e.getSQLState()) && !DEADLOCK.equals(e.getSQLState())) {
                throw e;
            }
            done.clear();
            done.putAll(before);
            batches = batchesBefore;
            return false;
        }
    }

    /** A projection that was behind, or never began, goes on from where the new tables are. */
    private void moveOffsets() throws SQLException {
        try (PreparedStatement move = connection.prepareStatement(MOVE_OFFSET)) {
            for (Map.Entry<String, Long> each : done.entrySet()) {
                move.setString(1, ReadSide.PROJECTION);
                move.setString(2, each.getKey());
                move.setString(3, each.getValue().toString());
                move.setLong(4, System.currentTimeMillis());
                move.executeUpdate();
            }
        }
    }

    private Map<String, Long> numbers(String sql) throws SQLException {
        Map<String, Long> numbers = new TreeMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                numbers.put(rows.getString(1), rows.getLong(2));
            }
        }
        return numbers;
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String text(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }
}
