package exchange.audit;

import exchange.persistence.Database;
import exchange.sequencer.BatchEvent;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Audits everything that one database holds, as of one moment, without disturbing whoever writes to
 * it. Stops at the first thing that is wrong: what follows from it would be wrong as well.
 */
public final class Audit {
    static final String LEDGERS = "Ledger|";
    static final String BOOKS = "OrderBook|";

    private final JournalRows rows;
    private final Consumer<Progress> progress;
    private final Map<String, EntityAudit<?>> entities = new TreeMap<>();
    private final LinksAudit links = new LinksAudit();
    private Optional<Finding> finding = Optional.empty();
    private Map<String, Long> snapshots = Map.of();
    private int partitions;
    private long seen;
    private long total;

    /** How far an audit is. */
    public record Progress(long batches, long of) {}

    private Audit(JournalRows rows, Consumer<Progress> progress) {
        this.rows = rows;
        this.progress = progress;
    }

    /**
     * Audits the database.
     *
     * @param progress hears of every batch
     * @throws SQLException when the database cannot be read; nothing is known then
     */
    public static AuditReport run(Database database, Consumer<Progress> progress)
            throws SQLException {
        try (Connection connection = DriverManager.getConnection(
                database.jdbcUrl(), database.user(), database.password())) {
            connection.setAutoCommit(false);
            connection.setReadOnly(true);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            return new Audit(new JournalRows(connection), progress).run();
        }
    }

    private AuditReport run() throws SQLException {
        total = rows.count();
        snapshots = rows.newestSnapshots();
        partitions = rows.partitions().orElse(0);
        rows.visit(this::visit);
        if (finding.isEmpty()) {
            checkEnds();
        }
        return report();
    }

    private boolean visit(JournalRows.Row row) throws SQLException {
        guarded(row.persistenceId(), row.sequence(), () -> {
            EntityAudit<?> entity = entity(row.persistenceId());
            BatchEvent event = rows.batch(row);
            entity.take(event);
            if (snapshots.getOrDefault(row.persistenceId(), 0L) == row.sequence()) {
                entity.compare(rows.snapshot(row.persistenceId(), row.sequence()));
            }
        });
        progress.accept(new Progress(++seen, total));
        return finding.isEmpty();
    }

    private interface Check {
        void run() throws SQLException;
    }

    /** Whatever a check throws is a finding: code that trusts its journal throws at a bad one. */
    private void guarded(String persistenceId, long sequence, Check check) throws SQLException {
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

    private EntityAudit<?> entity(String persistenceId) {
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
                    persistenceId, partition, partitions, symbol -> links.link(symbol, partition));
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

    private void checkEnds() throws SQLException {
        for (Map.Entry<String, Long> snapshot : snapshots.entrySet()) {
            guarded(snapshot.getKey(), snapshot.getValue(), () -> {
                EntityAudit<?> entity = entities.get(snapshot.getKey());
                BadBatch.require(
                        entity != null && entity.state().sequence() >= snapshot.getValue(),
                        "there is a snapshot of this batch, but the batch is missing");
            });
        }
        for (LedgerAudit ledger : links.ledgers()) {
            guarded(ledger, ledger::compareWithLedger);
        }
        for (BookAudit book : links.books()) {
            guarded(book, () -> links.checkClearing(book));
            guarded(book, () -> links.checkHolds(book));
        }
    }

    private void guarded(EntityAudit<?> entity, Check check) throws SQLException {
        guarded(entity.persistenceId(), entity.state().sequence(), check);
    }

    private AuditReport report() {
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
