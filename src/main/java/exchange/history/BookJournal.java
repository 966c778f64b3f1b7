package exchange.history;

import akka.persistence.typed.PersistenceId;

import exchange.book.OrderBookActor;
import exchange.sequencer.BatchEvent;
import exchange.sequencer.SequencerSerializer;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * The journal of one market's book as plain rows, a few at a time however long it is. Checks that
 * no batch is missing.
 */
final class BookJournal {
    /** Rows are up to half a megabyte each. */
    private static final int ROWS_PER_FETCH = 100;

    private static final String ROWS = "SELECT event_payload FROM event_journal"
            + " WHERE persistence_id = ? AND sequence_number > ? ORDER BY sequence_number";
    /** Sizes are known without reading what they are of. At least one row, if there is one. */
    private static final String PAGE = "SELECT event_payload FROM (SELECT sequence_number,"
            + " event_payload, sum(octet_length(event_payload)) OVER (ORDER BY sequence_number)"
            + " - octet_length(event_payload) AS bytes_before FROM (SELECT sequence_number,"
            + " event_payload FROM event_journal WHERE persistence_id = ? AND sequence_number > ?"
            + " ORDER BY sequence_number LIMIT ?) AS next) AS sized"
            + " WHERE bytes_before < ? ORDER BY sequence_number";

    private static final int PAGE_ROWS = 1_000;

    private static final String AHEAD = "SELECT count(*), coalesce(sum(octet_length("
            + "event_payload)), 0) FROM event_journal"
            + " WHERE persistence_id = ? AND sequence_number > ?";

    private final Connection connection;
    private final String persistenceId;

    /** Looks at batches in order, as long as it says true. */
    interface Visitor {
        boolean visit(BatchEvent batch) throws SQLException;
    }

    /** @param connection in a transaction, or all rows would come at once */
    BookJournal(Connection connection, String symbol) {
        this.connection = connection;
        persistenceId = persistenceId(symbol);
    }

    static String persistenceId(String symbol) {
        return PersistenceId.of(OrderBookActor.NAME, symbol).id();
    }

    /** Shows the batches after that one. */
    void after(long batch, Visitor visitor) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(ROWS)) {
            select.setString(1, persistenceId);
            select.setLong(2, batch);
            select.setFetchSize(ROWS_PER_FETCH);
            long expected = batch;
            try (ResultSet rows = select.executeQuery()) {
                boolean more = true;
                while (more && rows.next()) {
                    more = visitor.visit(event(rows, ++expected));
                }
            }
        }
    }

    private BatchEvent event(ResultSet row, long expected) throws SQLException {
        BatchEvent event = SequencerSerializer.batch(row.getBytes(1));
        if (event.sequence() != expected) {
            throw new IllegalStateException("the journal of " + persistenceId + " has batch "
                    + event.sequence() + " where " + expected + " belongs");
        }
        return event;
    }

    /** The next batches after that one, about so many bytes of them; none at the end. */
    List<BatchEvent> page(long batch, long bytes) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(PAGE)) {
            select.setString(1, persistenceId);
            select.setLong(2, batch);
            select.setInt(3, PAGE_ROWS);
            select.setLong(4, bytes);
            List<BatchEvent> page = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    page.add(event(rows, batch + page.size() + 1));
                }
            }
            return page;
        }
    }

    /** How costly it is to read all that comes after that batch. */
    long costAfter(long batch) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(AHEAD)) {
            select.setString(1, persistenceId);
            select.setLong(2, batch);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getLong(1) * Waypoints.Rule.BATCH_COST + row.getLong(2);
            }
        }
    }
}
