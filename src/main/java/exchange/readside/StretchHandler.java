package exchange.readside;

import akka.projection.jdbc.javadsl.JdbcHandler;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Writes one stretch's rows in the transaction that also stores its last batch as the offset.
 * Before that it moves the tables' own progress from the batch before the stretch to its last one,
 * which only one can: of two projections of one entity, as a divided cluster may have for a moment,
 * one fails and begins again behind the other.
 */
final class StretchHandler extends JdbcHandler<Stretch, Transaction> {
    /**
     * For this transaction: the commit need not wait for the disk, because after a crash the same
     * batches are projected again; and rows are looked up by index even where the planner thinks,
     * from statistics that a growing table outruns, that it is small.
     */
    private static final String SETTINGS =
            " RETURNING set_config('synchronous_commit', 'off', true),"
                    + " set_config('enable_seqscan', 'off', true),"
                    + " set_config('enable_hashjoin', 'off', true),"
                    + " set_config('enable_mergejoin', 'off', true)";

    private static final String MOVE =
            "UPDATE read_side_progress SET batch = ? WHERE batch = ? AND persistence_id = ?"
                    + SETTINGS;
    private static final String BEGIN =
            "INSERT INTO read_side_progress (batch, persistence_id) VALUES (?, ?)" + SETTINGS;

    private final LedgerTables ledgers = new LedgerTables(true);
    private final BookTables books = new BookTables();

    @Override
    public void process(Transaction transaction, Stretch stretch) throws Exception {
        transaction.withConnection(connection -> {
            if (stretch.first() == 1) {
                begin(connection, stretch);
            } else {
                move(connection, stretch);
            }
            switch (stretch.entity().kind()) {
                case LEDGER -> ledgers.write(connection, stretch);
                case BOOK -> books.write(connection, stretch);
            }
            return null;
        });
    }

    /** The primary key lets only the first begin. */
    private static void begin(Connection connection, Stretch stretch) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(BEGIN)) {
            insert.setLong(1, stretch.last());
            insert.setString(2, stretch.entity().persistenceId());
            insert.execute();
        }
    }

    private static void move(Connection connection, Stretch stretch) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(MOVE)) {
            update.setLong(1, stretch.last());
            update.setLong(2, stretch.first() - 1);
            update.setString(3, stretch.entity().persistenceId());
            try (ResultSet moved = update.executeQuery()) {
                if (!moved.next()) {
                    throw new IllegalStateException("batch " + stretch.first() + " of "
                            + stretch.entity().persistenceId()
                            + " is not the next for the tables");
                }
            }
        }
    }
}
