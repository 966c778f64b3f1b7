package exchange.testkit;

import exchange.accounts.LedgerFact;
import exchange.accounts.LedgerFacts;
import exchange.book.BookFact;
import exchange.book.BookFacts;
import exchange.persistence.Database;
import exchange.sequencer.BatchEvent;
import exchange.sequencer.SequencerSerializer;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * What the journal says of one market and account, read with plain SQL past all of the exchange's
 * own queries.
 */
public record JournalOrders(
        List<LedgerFact.OrderHeld> held,
        List<BookFact.Accepted> accepted,
        List<BookFact.Traded> trades,
        List<BookFact.Ended> ended) {

    public static JournalOrders read(Database database, String symbol, long account)
            throws SQLException {
        JournalOrders orders = new JournalOrders(
                new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        try (Connection connection = DriverManager.getConnection(
                database.jdbcUrl(), database.user(), database.password())) {
            for (BatchEvent batch : batches(connection, "Ledger|%")) {
                LedgerFacts.decode(batch.content().facts(), batch.time(), fact -> {
                    if (fact instanceof LedgerFact.OrderHeld held && held.account() == account) {
                        orders.held.add(held);
                    }
                });
            }
            for (BatchEvent batch : batches(connection, "OrderBook|" + symbol)) {
                BookFacts.decode(
                        batch.content().facts(),
                        batch.time(),
                        (fact, sequence) -> orders.add(fact));
            }
        }
        return orders;
    }

    /** All batches of a market's book. */
    public static List<BatchEvent> ofBook(Database database, String symbol) throws SQLException {
        try (Connection connection = DriverManager.getConnection(
                database.jdbcUrl(), database.user(), database.password())) {
            return batches(connection, "OrderBook|" + symbol);
        }
    }

    private void add(BookFact fact) {
        if (fact instanceof BookFact.Accepted each) {
            accepted.add(each);
        } else if (fact instanceof BookFact.Traded each) {
            trades.add(each);
        } else if (fact instanceof BookFact.Ended each) {
            ended.add(each);
        }
    }

    private static List<BatchEvent> batches(Connection connection, String like)
            throws SQLException {
        String sql = "SELECT event_payload FROM event_journal WHERE persistence_id LIKE ?"
                + " ORDER BY persistence_id, sequence_number";
        List<BatchEvent> batches = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, like);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    batches.add(SequencerSerializer.batch(rows.getBytes(1)));
                }
            }
        }
        return batches;
    }
}
