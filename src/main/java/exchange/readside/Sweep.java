package exchange.readside;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import javax.sql.DataSource;

/**
 * Asks the journal, in one query, for the last batch of many entities and of all books there are.
 */
final class Sweep {
    private static final String HEADS = """
            SELECT e.id, coalesce((SELECT max(sequence_number) FROM event_journal
                                   WHERE persistence_id = e.id), 0)
            FROM (SELECT unnest(?) AS id
                  UNION SELECT 'OrderBook|' || symbol FROM ledger_markets) e""";

    private Sweep() {}

    /** The last batch of each entity by persistence id, 0 when it has none. */
    static Map<String, Long> heads(DataSource pool, List<String> persistenceIds) {
        try (Connection connection = pool.getConnection();
                PreparedStatement select = connection.prepareStatement(HEADS)) {
            Array ids = connection.createArrayOf("text", persistenceIds.toArray());
            select.setArray(1, ids);
            Map<String, Long> heads = new TreeMap<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    heads.put(rows.getString(1), rows.getLong(2));
                }
            }
            return heads;
        } catch (SQLException e) {
            throw new IllegalStateException("cannot ask the journal for its last batches", e);
        }
    }
}
