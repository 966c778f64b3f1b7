package exchange.audit;

import exchange.accounts.LedgerCommand;
import exchange.accounts.LedgerReply;
import exchange.book.BookCommand;
import exchange.book.BookReply;
import exchange.sequencer.BatchEvent;
import exchange.sequencer.Links;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The audit of all journals of an exchange, fed with their batches in the order of their commits.
 * Needs no database. Stops at the first thing that is wrong: what follows from it would be wrong as
 * well.
 */
public final class RunningAudit {
    static final String LEDGERS = "Ledger|";
    static final String BOOKS = "OrderBook|";

    private final Map<String, EntityAudit<?>> entities = new TreeMap<>();
    private final LinksAudit links = new LinksAudit();
    private final int partitions;
    private Optional<Finding> finding = Optional.empty();

    public RunningAudit(int partitions) {
        this.partitions = partitions;
    }

    /** The next batch of any journal. */
    public void take(String persistenceId, BatchEvent event) {
        plainly(persistenceId, event.sequence(), () -> entity(persistenceId).take(event));
    }

    /** Compares books and ledgers with each other, as of now. */
    public void checkLinks() {
        for (LedgerAudit ledger : links.ledgers()) {
            plainly(ledger, ledger::compareWithLedger);
            plainly(ledger, links::checkTransfers);
        }
        for (BookAudit book : links.books()) {
            plainly(book, () -> links.checkClearing(book));
            plainly(book, () -> links.checkHolds(book));
        }
    }

    /** The same, as far as the last batch of that journal can have changed it. */
    public void checkLinks(String persistenceId) {
        EntityAudit<?> changed = entity(persistenceId);
        if (changed instanceof LedgerAudit ledger) {
            plainly(ledger, ledger::compareWithLedger);
            plainly(ledger, links::checkTransfers);
        }
        for (BookAudit book : links.books()) {
            plainly(book, () -> links.checkClearing(book));
            if (changed == book || changed instanceof LedgerAudit) {
                plainly(book, () -> links.checkHolds(book));
            }
        }
    }

    public Optional<Finding> finding() {
        return finding;
    }

    /** Items that one side of a link has made and the other has not taken. */
    public long inFlight() {
        return links.inFlight();
    }

    /** Items that still stand in an outbox, because their acknowledgement is not journaled. */
    public long unacknowledged() {
        long sum = 0;
        for (EntityAudit<?> entity : entities.values()) {
            Links all = entity.state().logic().links();
            for (int peer = 0; peer < all.size(); peer++) {
                sum += all.to(peer).unacknowledged();
            }
        }
        return sum;
    }

    /** The last batch of that journal, 0 before the first. */
    public long sequence(String persistenceId) {
        EntityAudit<?> known = entities.get(persistenceId);
        return known == null ? 0 : known.state().sequence();
    }

    /** Hash of the state that the journal leads to, by replay alone. */
    public byte[] stateHash(String persistenceId) {
        return entity(persistenceId).state().stateHash();
    }

    /** What a ledger that has just replayed its journal answers. */
    public LedgerReply ledger(int partition, LedgerCommand.Query query) {
        LedgerAudit ledger = (LedgerAudit) entity(LEDGERS + partition);
        return (LedgerReply) ledger.state().logic().query(query, ledger.state().time());
    }

    /** What a book that has just replayed its journal answers. */
    public BookReply book(String symbol, BookCommand.Query query) {
        BookAudit book = (BookAudit) entity(BOOKS + symbol);
        return (BookReply) book.state().logic().query(query, book.state().time());
    }

    interface Check {
        void run() throws SQLException;
    }

    private interface PlainCheck {
        void run();
    }

    /** Whatever a check throws is a finding: code that trusts its journal throws at a bad one. */
    void guarded(String persistenceId, long sequence, Check check) throws SQLException {
        if (finding.isPresent()) {
            return;
        }
        try {
            check.run();
        } catch (BadBatch e) {
            finding = Optional.of(new Finding(persistenceId, sequence, e.getMessage()));
        } catch (RuntimeException e) {
            finding = Optional.of(new Finding(persistenceId, sequence, "cannot be replayed: " + e));
        }
    }

    private void plainly(EntityAudit<?> entity, PlainCheck check) {
        plainly(entity.persistenceId(), entity.state().sequence(), check);
    }

    private void plainly(String persistenceId, long sequence, PlainCheck check) {
        try {
            guarded(persistenceId, sequence, check::run);
        } catch (SQLException e) {
            throw new IllegalStateException("nothing here asks a database", e);
        }
    }

    EntityAudit<?> entity(String persistenceId) {
        EntityAudit<?> known = entities.get(persistenceId);
        if (known != null) {
            return known;
        }
        EntityAudit<?> added = newEntity(persistenceId);
        entities.put(persistenceId, added);
        return added;
    }

    private EntityAudit<?> newEntity(String persistenceId) {
        BadBatch.require(partitions > 0, "the database does not say how many partitions it has");
        if (persistenceId.startsWith(LEDGERS)) {
            int partition = Integer.parseInt(persistenceId.substring(LEDGERS.length()));
            BadBatch.require(partition < partitions, "there are only %d partitions", partitions);
            LedgerAudit ledger = new LedgerAudit(
                    persistenceId,
                    partition,
                    partitions,
                    symbol -> links.link(symbol, partition),
                    links.transfers());
            links.add(partition, ledger);
            return ledger;
        }
        BadBatch.require(persistenceId.startsWith(BOOKS), "no entity is called that");
        String symbol = persistenceId.substring(BOOKS.length());
        BookAudit book = new BookAudit(
                persistenceId, symbol, partitions, partition -> links.link(symbol, partition));
        links.add(symbol, book);
        return book;
    }

    /** What is owed to whom; only when nothing was found. */
    Liabilities liabilities() {
        long time = entities.values().stream()
                .mapToLong(entity -> entity.state().time())
                .max()
                .orElse(0);
        return new Liabilities(time, links.liabilities());
    }

    AuditReport report() {
        List<AuditReport.Entity> journals = new ArrayList<>();
        for (EntityAudit<?> entity : entities.values()) {
            journals.add(new AuditReport.Entity(
                    entity.persistenceId(),
                    entity.state().sequence(),
                    entity.facts(),
                    entity.state().time()));
        }
        long trades = links.books().stream().mapToLong(BookAudit::trades).sum();
        List<AuditReport.AssetTotals> totals = finding.isEmpty() ? links.totals() : List.of();
        return new AuditReport(journals, totals, trades, links.inFlight(), finding);
    }
}
