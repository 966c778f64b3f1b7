package exchange.drill;

import exchange.persistence.Database;
import exchange.sequencer.BatchContent;
import exchange.sequencer.BatchEvent;
import exchange.sequencer.SequencerSerializer;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/**
 * The next row of an entity's journal, written by plain SQL in a transaction that is open until it
 * is committed or closed. It is a good row: that its entity began once more, on the same node.
 */
final class PlantedRow implements AutoCloseable {
    private static final String UNIQUE_VIOLATION = "23505";
    private static final int TRIES_MAX = 10_000;
    private static final String LAST = "SELECT event_payload FROM event_journal"
            + " WHERE persistence_id = ? ORDER BY sequence_number DESC LIMIT 1";
    private static final String INSERT = """
            INSERT INTO event_journal (persistence_id, sequence_number, writer, write_timestamp,
              adapter_manifest, event_ser_id, event_ser_manifest, event_payload)
            SELECT persistence_id, sequence_number + 1, 'stranger', write_timestamp,
              adapter_manifest, event_ser_id, event_ser_manifest, ?
            FROM event_journal WHERE persistence_id = ? AND sequence_number = ?""";

    private final Connection connection;

    private PlantedRow(Connection connection) {
        this.connection = connection;
    }

    /**
     * Tries until it is faster than the entity itself.
     *
     * @param node where the entity lives, so that nobody is led astray
     */
    static PlantedRow plant(Database database, String entity, String node) throws SQLException {
        Connection connection = DriverManager.getConnection(
                database.jdbcUrl(), database.user(), database.password());
        connection.setAutoCommit(false);
        for (int i = 0; i < TRIES_MAX; i++) {
            if (tryToPlant(connection, entity, node)) {
                return new PlantedRow(connection);
            }
        }
        connection.close();
        throw new SQLException("no row could be planted for " + entity);
    }

    private static boolean tryToPlant(Connection connection, String entity, String node)
            throws SQLException {
        BatchEvent last = last(connection, entity);
        var stranger = new BatchContent.Incarnation(node, "stranger");
        byte[] content = new BatchContent(List.of(stranger), 0, List.of(), new byte[0]).pack();
        long time = Math.max(last.time(), System.currentTimeMillis());
        BatchEvent next =
                new BatchEvent(BatchEvent.VERSION, last.sequence() + 1, time, last.hash(), content);
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setBytes(1, SequencerSerializer.bytes(next));
            insert.setString(2, entity);
            insert.setLong(3, last.sequence());
            return insert.executeUpdate() == 1;
        } catch (SQLException e) {
            connection.rollback();
            if (UNIQUE_VIOLATION.equals(e.getSQLState())) {
                return false;
            }
            throw e;
        }
    }

    private static BatchEvent last(Connection connection, String entity) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(LAST)) {
            select.setString(1, entity);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return SequencerSerializer.batch(row.getBytes(1));
            }
        }
    }

    void commit() throws SQLException {
        connection.commit();
    }

    /** What is not committed is undone. */
    @Override
    public void close() throws SQLException {
        connection.rollback();
        connection.close();
    }
}
