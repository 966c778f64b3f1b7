package exchange.audit;

import exchange.sequencer.BatchEvent;
import exchange.sequencer.EntitySnapshot;
import exchange.sequencer.SequencerSerializer;

import java.io.NotSerializableException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The journal's rows in the order of their writing, and the snapshots, in one read-only view. */
final class JournalRows {
    /** Rows are up to half a megabyte each. */
    private static final int ROWS_PER_FETCH = 50;

    private final SequencerSerializer serializer = new SequencerSerializer();
    private final Connection connection;

    /** One row; its content is read by whoever knows what to say when that fails. */
    record Row(
            String persistenceId,
            long sequence,
            boolean deleted,
            String manifest,
            byte[] payload) {}

    /** Looks at rows, one after the other, as long as it says true. */
    @FunctionalInterface
    interface Visitor {
        boolean visit(Row row) throws SQLException;
    }

    /** @param connection in a transaction that sees one state of the database */
    JournalRows(Connection connection) {
        this.connection = connection;
    }

    Optional<Integer> partitions() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT value FROM exchange_settings WHERE name = 'ledger-partitions'")) {
            return rows.next()
                    ? Optional.of(Integer.parseInt(rows.getString(1)))
                    : Optional.empty();
        }
    }

    long count() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT count(*) FROM event_journal")) {
            rows.next();
            return rows.getLong(1);
        }
    }

    void visit(Visitor visitor) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setFetchSize(ROWS_PER_FETCH);
            try (ResultSet rows = statement.executeQuery(
                    "SELECT persistence_id, sequence_number, deleted, event_ser_manifest,"
                            + " event_payload FROM event_journal ORDER BY ordering")) {
                boolean more = true;
                while (more && rows.next()) {
                    more = visitor.visit(new Row(
                            rows.getString(1),
                            rows.getLong(2),
                            rows.getBoolean(3),
                            rows.getString(4),
                            rows.getBytes(5)));
                }
            }
        }
    }

    /** The batch in a row that says about itself what its columns say. */
    BatchEvent batch(Row row) {
        BadBatch.require(!row.deleted(), "the row is marked as deleted");
        Object read = read(row.manifest(), row.payload());
        if (read instanceof BatchEvent event) {
            BadBatch.require(
                    event.sequence() == row.sequence(), "the row holds batch %d", event.sequence());
            return event;
        }
        throw new BadBatch("the row holds no batch but " + row.manifest());
    }

    /** The sequence number of each entity's newest snapshot. */
    Map<String, Long> newestSnapshots() throws SQLException {
        Map<String, Long> newest = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT persistence_id,"
                        + " max(sequence_number) FROM snapshot GROUP BY persistence_id")) {
            while (rows.next()) {
                newest.put(rows.getString(1), rows.getLong(2));
            }
        }
        return newest;
    }

    EntitySnapshot snapshot(String persistenceId, long sequence) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT snapshot_ser_manifest, snapshot_payload FROM snapshot"
                        + " WHERE persistence_id = ? AND sequence_number = ?")) {
            select.setString(1, persistenceId);
            select.setLong(2, sequence);
            try (ResultSet rows = select.executeQuery()) {
                rows.next();
                Object read = read(rows.getString(1), rows.getBytes(2));
                if (read instanceof EntitySnapshot snapshot) {
                    return snapshot;
                }
                throw new BadBatch("the snapshot of this batch is none");
            }
        }
    }

    private Object read(String manifest, byte[] payload) {
        try {
            return serializer.fromBinary(payload, manifest);
        } catch (NotSerializableException e) {
            throw new BadBatch("the row holds " + manifest + ", which this software cannot read");
        }
    }
}
