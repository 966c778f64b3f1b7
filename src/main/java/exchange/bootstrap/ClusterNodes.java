package exchange.bootstrap;

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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Who works on the database, so that a second cluster on it can be refused: its nodes and those of
 * the first would not know each other, and fight for the same books. So can a node whose cluster
 * works on another database: books would go on there from a journal that is not theirs. A row per
 * node, which says every second that it lives; the database's clock counts.
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
            SELECT address, joined, seen_at FROM cluster_nodes
            WHERE address <> ? AND seen_at > clock_timestamp() - ? * interval '1 ms'""";

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

    /** A node that said not long ago that it lives. */
    private record Seen(boolean joined, Instant at) {}

    /**
     * Where the nodes that live in the database and those of this node's cluster differ.
     *
     * @param strangers members in the database that the cluster does not have, sorted
     * @param absent members of the cluster that do not live in the database, sorted
     * @param others how many members the cluster has besides this node
     */
    record Difference(List<String> strangers, List<String> absent, int others) {
        Difference {
            strangers = List.copyOf(strangers);
            absent = List.copyOf(absent);
        }

        boolean isNone() {
            return strangers.isEmpty() && absent.isEmpty();
        }

        /** One of several may have lost its connection; most of them have not. */
        boolean isOtherDatabase() {
            return 2 * absent.size() > others;
        }
    }

    /**
     * Members of a cluster that live, besides this node. Waits until it knows: who was killed looks
     * alive for a while, but says nothing new.
     */
    Set<String> others() {
        Map<String, Instant> first = members();
        Map<String, Instant> now = first;
        while (!now.isEmpty()) {
            Map<String, Instant> alive = new HashMap<>(now);
            alive.entrySet().removeIf(each -> each.getValue().equals(first.get(each.getKey())));
            if (!alive.isEmpty()) {
                return alive.keySet();
            }
            Pause.millis(LOOK_MILLIS);
            now = members();
        }
        return Set.of();
    }

    /** Whether no member of a cluster lives, or was killed just now, besides this node. */
    boolean isAlone() {
        return members().isEmpty();
    }

    private Map<String, Instant> members() {
        Map<String, Instant> members = new HashMap<>();
        withConnection(this::seen).forEach((node, seen) -> {
            if (seen.joined()) {
                members.put(node, seen.at());
            }
        });
        return members;
    }

    private Map<String, Seen> seen(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(OTHERS)) {
            select.setString(1, address);
            select.setLong(2, deadAfter.toMillis());
            Map<String, Seen> others = new HashMap<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    others.put(
                            rows.getString(1),
                            new Seen(rows.getBoolean(2), rows.getTimestamp(3).toInstant()));
                }
            }
            return others;
        }
    }

    /**
     * Makes this node a member for all to see when the database and its cluster have the same
     * nodes. Looks again until then, for nodes come and go, and returns what they differ in at the
     * end. Members that do not live in the database keep this node out when they are most of them.
     *
     * @param members what the cluster has, asked anew for each look
     */
    Difference confirm(Supplier<Set<String>> members, Duration patience) {
        long giveUp = System.nanoTime() + patience.toNanos();
        while (true) {
            boolean isLast = System.nanoTime() > giveUp;
            Difference found = confirm(members.get(), isLast);
            if (joined || isLast) {
                return found;
            }
            Pause.millis(LOOK_MILLIS);
        }
    }

    /** Nodes ask one after the other. */
    private Difference confirm(Set<String> members, boolean isLast) {
        return withConnection(connection -> {
            connection.setAutoCommit(false);
            try (Statement lock = connection.createStatement()) {
                lock.execute("SELECT pg_advisory_xact_lock(" + CONFIRM_LOCK + ")");
            }
            Difference found = difference(members, seen(connection));
            boolean confirmed = isLast
                    ? found.strangers().isEmpty() && !found.isOtherDatabase()
                    : found.isNone();
            if (confirmed) {
                beat(connection, true);
            }
            connection.commit();
            connection.setAutoCommit(true);
            joined = confirmed;
            return found;
        });
    }

    private Difference difference(Set<String> members, Map<String, Seen> seen) {
        List<String> others =
                members.stream().filter(each -> !each.equals(address)).sorted().toList();
        List<String> strangers = seen.keySet().stream()
                .filter(each -> seen.get(each).joined() && !members.contains(each))
                .sorted()
                .toList();
        List<String> absent =
                others.stream().filter(each -> !seen.containsKey(each)).toList();
        return new Difference(strangers, absent, others.size());
    }

    /** This node writes nothing any more, and nobody has to mind it. Does not wait. */
    void leave() {
        joined = false;
        beats.execute(this::tryToBeat);
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
