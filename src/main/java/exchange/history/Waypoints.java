package exchange.history;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/**
 * Copies of one market's past books, from which a journey to any moment begins. They only make it
 * shorter: all of them can be dropped at any time, and are made again. A copy is due after so much
 * journal that replaying it is noticed, and as many bytes as the last copy had, so that copies of a
 * large book at most double what is stored.
 */
final class Waypoints {
    /** Bytes of journal between two copies, about 100,000 facts. */
    static final long COST = 4L << 20;
    /** What a batch costs beside its bytes. */
    static final long BATCH_COST = 200;

    private static final String INSERT = "INSERT INTO book_waypoints"
            + " (symbol, batch, sequence, time, book) VALUES (?, ?, ?, ?, ?)"
            + " ON CONFLICT (symbol, batch) DO NOTHING";
    private static final String LAST = "SELECT book FROM book_waypoints WHERE symbol = ?";
    private static final String NEWEST_FIRST = " ORDER BY batch DESC LIMIT 1";

    private final Connection connection;
    private final String symbol;

    Waypoints(Connection connection, String symbol) {
        this.connection = connection;
        this.symbol = symbol;
    }

    /** The last one that is not after the moment; an empty book when there is none. */
    PastBook before(Moment moment) throws SQLException {
        return switch (moment) {
            case Moment.AtSequence at -> last(" AND sequence <= ?", at.sequence());
            case Moment.AtTime at -> last(" AND time <= ?", at.time());
        };
    }

    PastBook newest() throws SQLException {
        return last(" AND batch > ?", 0);
    }

    private PastBook last(String condition, long value) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(LAST + condition + NEWEST_FIRST)) {
            select.setString(1, symbol);
            select.setLong(2, value);
            try (ResultSet row = select.executeQuery()) {
                Optional<byte[]> packed =
                        row.next() ? Optional.of(row.getBytes(1)) : Optional.empty();
                return packed.map(PastBook::of).orElseGet(PastBook::new);
            }
        }
    }

    /** Keeps a copy; of two who come here at once one does. */
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
}
