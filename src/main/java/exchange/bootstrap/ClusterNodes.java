package exchange.bootstrap;

import exchange.ops.CannotStart;
import exchange.persistence.Database;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Who works on the database, so that a second cluster on it can be refused: its nodes and those of
 * the first would not know each other, and fight for the same books. A row per node, which says
 * every second that it lives; the database's clock counts.
 */
final class ClusterNodes implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ClusterNodes.class);
    private static final long BEAT_MILLIS = 1_000;
    private static final long LOOK_MILLIS = 200;

    /** Any number that nobody else uses in this database. */
    private static final long CONFIRM_LOCK = 0x6e6f646573L;

    private static final String BEAT = """
            INSERT INTO cluster_nodes (address, joined, seen_at)
            VALUES (?, ?, clock_timestamp())
            ON CONFLICT (address) DO UPDATE
            SET joined = excluded.joined, seen_at = excluded.seen_at""";
    private static final String OTHERS = """
            SELECT address, seen_at FROM cluster_nodes
            WHERE joined AND address <> ? AND seen_at > clock_timestamp() - ? * interval '1 ms'
            ORDER BY address""";

    private final Database database;
    private final String address;
    private final Duration deadAfter;
    private final ScheduledExecutorService beats = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("cluster-nodes").factory());
    private volatile boolean joined;
    private Connection kept;

    /** Begins to say that this node lives, joined or not. */
    ClusterNodes(Database database, String address, Duration deadAfter) {
        this.database = database;
        this.address = address;
        this.deadAfter = deadAfter;
        beat();
        beats.scheduleWithFixedDelay(
                this::tryToBeat, BEAT_MILLIS, BEAT_MILLIS, TimeUnit.MILLISECONDS);
    }

    /**
     * Members of a cluster that live, besides this node. Waits until it knows: who was killed looks
     * alive for a while, but says nothing new.
     */
    Set<String> others() {
        Map<String, Instant> first = seen();
        Map<String, Instant> now = first;
        while (!now.isEmpty()) {
            Map<String, Instant> alive = new HashMap<>(now);
            alive.entrySet().removeIf(each -> each.getValue().equals(first.get(each.getKey())));
            if (!alive.isEmpty()) {
                return alive.keySet();
            }
            try {
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CannotStart(CannotStart.Reason.FAULT, "interrupted during the start", e);
            }
            now = seen();
        }
        return Set.of();
    }

    private Map<String, Instant> seen() {
        return withConnection(this::seen);
    }

    private Map<String, Instant> seen(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(OTHERS)) {
            select.setString(1, address);
            select.setLong(2, deadAfter.toMillis());
            Map<String, Instant> others = new TreeMap<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    others.put(rows.getString(1), rows.getTimestamp(2).toInstant());
                }
            }
            return others;
        }
    }

    /**
     * Makes this node a member for all to see, unless members live that its cluster does not have;
     * returns these. Nodes ask one after the other.
     */
    Set<String> confirm(Collection<String> members) {
        Set<String> strangers = withConnection(connection -> {
            connection.setAutoCommit(false);
            try (Statement lock = connection.createStatement()) {
                lock.execute("SELECT pg_advisory_xact_lock(" + CONFIRM_LOCK + ")");
            }
            Set<String> found = new TreeSet<>(seen(connection).keySet());
            found.removeAll(members);
            if (found.isEmpty()) {
                beat(connection, true);
            }
            connection.commit();
            connection.setAutoCommit(true);
            return found;
        });
        joined = strangers.isEmpty();
        return strangers;
    }

    private void tryToBeat() {
        try {
            beat();
        } catch (RuntimeException e) {
            log.warn("cannot say in the database that this node lives: {}", e.toString());
        }
    }

    private void beat() {
        withConnection(connection -> {
            beat(connection, joined);
            return true;
        });
    }

    private void beat(Connection connection, boolean joined) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(BEAT)) {
            insert.setString(1, address);
            insert.setBoolean(2, joined);
            insert.executeUpdate();
        }
    }

    /** Goes, so that a node that starts next needs not wait. */
    @Override
    public void close() {
        beats.shutdownNow();
        try {
            withConnection(connection -> {
                try (PreparedStatement delete = connection.prepareStatement(
                        "DELETE FROM cluster_nodes WHERE address = ?")) {
                    delete.setString(1, address);
                    return delete.executeUpdate();
                }
            });
        } catch (RuntimeException e) {
            log.warn("cannot say in the database that this node stopped: {}", e.toString());
        }
        disconnect();
    }

    private interface Work<T> {
        T with(Connection connection) throws SQLException;
    }

    /** A connection is kept from beat to beat, because each login costs as much as many beats. */
    private synchronized <T> T withConnection(Work<T> work) {
        try {
            if (kept == null) {
                kept = database.connect(2, 3, 5);
            }
            return work.with(kept);
        } catch (SQLException e) {
            disconnect();
            throw new IllegalStateException("cannot use the list of nodes", e);
        }
    }

    private synchronized void disconnect() {
        try {
            if (kept != null) {
                kept.close();
            }
        } catch (SQLException e) {
            log.debug("the connection of the list of nodes was gone", e);
        }
        kept = null;
    }
}
