package exchange.cli;

import exchange.audit.Audit;
import exchange.audit.AuditReport;
import exchange.audit.AuditTable;
import exchange.bootstrap.Settings;
import exchange.ops.CannotStart;
import exchange.persistence.Database;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * Audits the exchange of the data directory, or the one on the operator's PostgreSQL. Beside a
 * running exchange it reads one snapshot of its database; when none runs it starts the embedded
 * server itself and stops it again.
 */
@Command(
        name = "audit",
        description = "Checks every batch, every posting and every hold there ever was.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:Everything adds up.",
            "1:Something is wrong; the first bad batch is named.",
            "2:Nothing could be audited."
        })
final class AuditCommand implements Callable<Integer> {
    private static final int BAD = 1;
    private static final int NOT_AUDITED = 2;

    @Spec
    private CommandSpec spec;

    private final AuditProgress progress = new AuditProgress();

    @Override
    public Integer call() {
        try {
            return audit(Settings.load());
        } catch (CannotStart e) {
            return cannot(e.getMessage());
        } catch (SQLException e) {
            return cannot("cannot read the database: " + e.getMessage());
        }
    }

    private int cannot(String why) {
        spec.commandLine().getErr().println("exchange: " + why);
        return NOT_AUDITED;
    }

    private int audit(Settings settings) throws SQLException {
        Optional<AuditedDatabase> found = AuditedDatabase.open(settings);
        if (found.isEmpty()) {
            return cannot("no exchange has run on " + settings.dataDirectory()
                    + " yet; set DATA_DIR to one");
        }
        try (AuditedDatabase audited = found.get()) {
            return audit(audited.database());
        }
    }

    private int audit(Database database) throws SQLException {
        AuditReport report = Audit.run(database, this::show);
        PrintWriter out = spec.commandLine().getOut();
        AuditTable.lines(report).forEach(out::println);
        out.flush();
        return report.isClean() ? 0 : BAD;
    }

    private void show(Audit.Progress at) {
        progress.show(at, spec.commandLine().getErr());
    }
}
