package exchange.audit;

import exchange.persistence.Database;
import exchange.readside.TablesCheck;
import exchange.sequencer.BatchEvent;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Audits everything that one database holds, as of one moment, without disturbing whoever writes to
 * it. Stops at the first thing that is wrong: what follows from it would be wrong as well.
 */
public final class Audit {
    private static final String READ_SIDE = "read side";

    private final JournalRows rows;
    private final TablesCheck tables;
    private final Consumer<Progress> progress;
    private final Map<String, Long> snapshots;
    private final RunningAudit audit;
    private final long total;
    private long seen;

    /** How far an audit is. */
    public record Progress(long batches, long of) {}

    private Audit(JournalRows rows, TablesCheck tables, Consumer<Progress> progress)
            throws SQLException {
        this.rows = rows;
        this.tables = tables;
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
        return prove(database, progress).report();
    }

    /** What an audit has found, and what is owed to users where nothing is wrong. */
    public record Proven(AuditReport report, Optional<Liabilities> liabilities) {}

    /** The same with what is owed to whom. */
    public static Proven prove(Database database, Consumer<Progress> progress) throws SQLException {
        try (Connection connection = DriverManager.getConnection(
                database.jdbcUrl(), database.user(), database.password())) {
            connection.setAutoCommit(false);
            TablesCheck.prepare(connection);
            Audit audit =
                    new Audit(new JournalRows(connection), TablesCheck.of(connection), progress);
            audit.check();
            return new Proven(
                    audit.audit.report(),
                    audit.audit.finding().isEmpty()
                            ? Optional.of(audit.audit.liabilities())
                            : Optional.empty());
        }
    }

    private void check() throws SQLException {
        rows.visit(this::visit);
        for (Map.Entry<String, Long> snapshot : snapshots.entrySet()) {
            audit.guarded(snapshot.getKey(), snapshot.getValue(), () -> {
                BadBatch.require(
                        audit.sequence(snapshot.getKey()) >= snapshot.getValue(),
                        "there is a snapshot of this batch, but the batch is missing");
            });
        }
        audit.checkLinks();
        for (Map.Entry<String, Long> each : new TreeMap<>(tables.progress()).entrySet()) {
            long last = audit.sequence(each.getKey());
            audit.guarded(
                    each.getKey(),
                    last,
                    () -> BadBatch.require(
                            last >= each.getValue(),
                            "the tables know its batch %d, but its journal ends here",
                            each.getValue()));
        }
        audit.guarded(
                READ_SIDE,
                0,
                () -> tables.difference().ifPresent(what -> {
                    throw new BadBatch(what);
                }));
    }

    private boolean visit(JournalRows.Row row) throws SQLException {
        audit.guarded(row.persistenceId(), row.sequence(), () -> {
            EntityAudit<?> entity = audit.entity(row.persistenceId());
            BatchEvent event = rows.batch(row);
            entity.take(event);
            tables.take(row.persistenceId(), event);
            if (snapshots.getOrDefault(row.persistenceId(), 0L) == row.sequence()) {
                entity.compare(rows.snapshot(row.persistenceId(), row.sequence()));
            }
        });
        progress.accept(new Progress(++seen, total));
        return audit.finding().isEmpty();
    }
}
