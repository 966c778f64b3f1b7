package exchange.history;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Copies of one market's past books, from which a journey to any moment begins. They only make it
 * shorter: all of them can be dropped at any time, and are made again; one that cannot be read is
 * passed over. A copy is due after so much journal that replaying it is noticed, and as many bytes
 * as the last copy had, so that copies of a large book at most double what is stored. When there
 * are too many, every second one of the older ones goes, so the way to times long ago gets longer.
 */
final class Waypoints {
    private static final Logger log = LoggerFactory.getLogger(Waypoints.class);

    private static final String INSERT = "INSERT INTO book_waypoints"
            + " (symbol, batch, sequence, time, book) VALUES (?, ?, ?, ?, ?)"
            + " ON CONFLICT (symbol, batch) DO UPDATE SET book = excluded.book";
    private static final String LAST =
            "SELECT batch, book FROM book_waypoints WHERE symbol = ?" + " AND batch < ?";
    private static final String NEWEST_FIRST = " ORDER BY batch DESC LIMIT 1";
    /** The newest quarter stays as it is. */
    private static final String THIN = "DELETE FROM book_waypoints WHERE symbol = ? AND batch IN"
            + " (SELECT batch FROM (SELECT batch, row_number() OVER (ORDER BY batch) AS place,"
            + " count(*) OVER () AS copies FROM book_waypoints WHERE symbol = ?) AS placed"
            + " WHERE copies > ? AND place % 2 = 1 AND place < copies * 3 / 4)";

    private final Connection connection;
    private final String symbol;

    /**
     * When a copy is due.
     *
     * @param bytes of journal between two copies
     * @param copiesMax of one market
     */
    record Rule(long bytes, int copiesMax) {
        /** What a batch costs beside its bytes. */
        static final long BATCH_COST = 200;

        /** @param lastBytes of the copy before, 0 for none */
        boolean isDue(long cost, int lastBytes) {
            return cost >= Math.max(bytes, lastBytes);
        }
    }

    Waypoints(Connection connection, String symbol) {
        this.connection = connection;
        this.symbol = symbol;
    }

    /**
     * The last one that is not after the moment; an empty book when there is none. One that already
     * has the change of that number may have later facts too that no number tells.
     */
    PastBook before(Moment moment) throws SQLException {
        return switch (moment) {
            case Moment.AtSequence at -> last(" AND sequence < ?", at.sequence());
            case Moment.AtTime at -> last(" AND time <= ?", at.time());
        };
    }

    PastBook newest() throws SQLException {
        return last(" AND batch > ?", 0);
    }

    private PastBook last(String condition, long value) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(LAST + condition + NEWEST_FIRST)) {
            long before = Long.MAX_VALUE;
            while (true) {
                select.setString(1, symbol);
                select.setLong(2, before);
                select.setLong(3, value);
                try (ResultSet row = select.executeQuery()) {
                    if (!row.next()) {
                        return new PastBook();
                    }
                    before = row.getLong(1);
                    return PastBook.of(row.getBytes(2));
                } catch (IllegalStateException e) {
                    log.warn("{} at batch {}: {}", symbol, before, e.getMessage());
                }
            }
        }
    }

    /** Keeps a copy; one of the same batch is replaced. */
    int keep(PastBook book) throws SQLException {
        byte[] packed = book.packed();
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setString(1, symbol);
            insert.setLong(2, book.batch());
            insert.setLong(3, book.sequence());
            insert.setLong(4, book.time());
            insert.setBytes(5, packed);
            insert.executeUpdate();
        }
        return packed.length;
    }

    /** Drops some when there are more than that. */
    void thin(int copiesMax) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(THIN)) {
            delete.setString(1, symbol);
            delete.setString(2, symbol);
            delete.setInt(3, copiesMax);
            delete.executeUpdate();
        }
    }
}
