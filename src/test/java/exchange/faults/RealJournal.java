package exchange.faults;

import exchange.accounts.LedgerFact;
import exchange.accounts.LedgerFacts;
import exchange.audit.RunningAudit;
import exchange.book.BookFact;
import exchange.book.BookFacts;
import exchange.persistence.Database;
import exchange.sequencer.BatchEvent;
import exchange.sequencer.SequencerSerializer;
import exchange.testkit.TestPostgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What the rows of one small exchange say, read from PostgreSQL in the order of their inserts. */
final class RealJournal {
    final RunningAudit audit = new RunningAudit(Cluster.PARTITIONS);
    final List<LedgerFact> ledgerFacts = new ArrayList<>();
    final List<BookFact> bookFacts = new ArrayList<>();

    private RealJournal() {}

    /** @param suffix of the entity types of that exchange */
    static RealJournal read(Database database, String suffix) throws SQLException {
        RealJournal journal = new RealJournal();
        String sql = "SELECT persistence_id, event_payload FROM event_journal"
                + " WHERE split_part(persistence_id, '|', 1) IN (?, ?) ORDER BY ordering";
        try (Connection connection = TestPostgres.connect(database);
                PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, "Ledger" + suffix);
            select.setString(2, "OrderBook" + suffix);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    journal.add(
                            rows.getString(1).replace(suffix + "|", "|"),
                            SequencerSerializer.batch(rows.getBytes(2)));
                }
            }
        }
        journal.audit.checkLinks();
        return journal;
    }

    private void add(String id, BatchEvent event) {
        audit.take(id, event);
        byte[] facts = event.content().facts();
        if (id.startsWith("Ledger")) {
            LedgerFacts.decode(facts, event.time(), ledgerFacts::add);
        } else {
            BookFacts.decode(facts, event.time(), (fact, sequence) -> bookFacts.add(fact));
        }
    }

    <F extends LedgerFact> List<F> ledger(Class<F> kind) {
        return ledgerFacts.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    <F extends BookFact> List<F> book(Class<F> kind) {
        return bookFacts.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** So many rows that entity has. */
    long rows(String id) {
        return audit.sequence(id);
    }
}
