package exchange.readside;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

import javax.sql.DataSource;

/**
 * How far the tables are behind the journals, over all entities and nodes.
 *
 * @param rowsBehind journal rows (batches) not projected yet
 * @param millisBehind since when the oldest of them is there
 */
public record Lag(long rowsBehind, long millisBehind) {
    private static final String BEHIND = """
            WITH entities AS (
              SELECT unnest(?) AS id
              UNION SELECT 'OrderBook|' || symbol FROM ledger_markets
            ), progress AS (
              SELECT e.id,
                coalesce((SELECT max(sequence_number) FROM event_journal
                          WHERE persistence_id = e.id), 0) AS head,
                coalesce((SELECT batch FROM read_side_progress
                          WHERE persistence_id = e.id), 0) AS done
              FROM entities e
            )
            SELECT coalesce(sum(head - done), 0), coalesce(min(
              (SELECT write_timestamp FROM event_journal
               WHERE persistence_id = p.id AND sequence_number = p.done + 1)), 0)
            FROM progress p WHERE head > done""";

    static Lag measure(DataSource pool, List<EntityName> entities) {
        try (Connection connection = pool.getConnection();
                PreparedStatement select = connection.prepareStatement(BEHIND)) {
            Object[] ids = entities.stream().map(EntityName::persistenceId).toArray();
            select.setArray(1, connection.createArrayOf("text", ids));
            try (ResultSet row = select.executeQuery()) {
                row.next();
                long rows = row.getLong(1);
                long oldest = row.getLong(2);
                long millis = Math.max(0, System.currentTimeMillis() - oldest);
                return new Lag(rows, rows == 0 ? 0 : millis);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("cannot measure the lag of the read side", e);
        }
    }
}
