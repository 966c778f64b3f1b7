package exchange.audit;

import exchange.persistence.Database;
import exchange.sequencer.BatchEvent;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Audits everything that one database holds, as of one moment, without disturbing whoever writes to
 * it. Stops at the first thing that is wrong: what follows from it would be wrong as well.
 */
public final class Audit {
    private final JournalRows rows;
    private final Consumer<Progress> progress;
    private final Map<String, Long> snapshots;
    private final RunningAudit audit;
    private final long total;
    private long seen;

    /** How far an audit is. */
    public record Progress(long batches, long of) {}

    private Audit(JournalRows rows, Consumer<Progress> progress) throws SQLException {
        this.rows = rows;
        this.progress = progress;
        total = rows.count();
        snapshots = rows.newestSnapshots();
        audit = new RunningAudit(rows.partitions().orElse(0));
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
        rows.visit(this::visit);
        for (Map.Entry<String, Long> snapshot : snapshots.entrySet()) {
            audit.guarded(snapshot.getKey(), snapshot.getValue(), () -> {
                BadBatch.require(
                        audit.sequence(snapshot.getKey()) >= snapshot.getValue(),
                        "there is a snapshot of this batch, but the batch is missing");
            });
        }
        audit.checkLinks();
        return audit.report();
    }

    private boolean visit(JournalRows.Row row) throws SQLException {
        audit.guarded(row.persistenceId(), row.sequence(), () -> {
            EntityAudit<?> entity = audit.entity(row.persistenceId());
            BatchEvent event = rows.batch(row);
            entity.take(event);
            if (snapshots.getOrDefault(row.persistenceId(), 0L) == row.sequence()) {
                entity.compare(rows.snapshot(row.persistenceId(), row.sequence()));
            }
        });
        progress.accept(new Progress(++seen, total));
        return audit.finding().isEmpty();
    }
}
