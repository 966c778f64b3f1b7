package exchange.cli;

import exchange.bootstrap.Settings;
import exchange.ops.CannotStart;
import exchange.readside.Rebuild;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * Makes the tables for history queries again from the journals, beside a running exchange or
 * without one. Who asks meanwhile gets the old tables until the new ones are whole.
 */
@Command(
        name = "rebuild-read-side",
        description = "Makes the tables for history again from the journals, while all goes on.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:The tables are new.",
            "1:They could not be made; the old ones are still there.",
            "2:There is no exchange here, or no database."
        })
final class RebuildReadSideCommand implements Callable<Integer> {
    private static final int FAILED = 1;
    private static final int NOTHING_HERE = 2;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Settings settings = Settings.load();
        Optional<AuditedDatabase> found;
        try {
            found = AuditedDatabase.open(settings);
        } catch (CannotStart e) {
            return cannot(NOTHING_HERE, e.getMessage());
        }
        if (found.isEmpty()) {
            return cannot(
                    NOTHING_HERE,
                    "no exchange has run on " + settings.dataDirectory()
                            + " yet; set DATA_DIR to one");
        }
        try (AuditedDatabase database = found.get()) {
            return rebuild(database);
        }
    }

    private int rebuild(AuditedDatabase database) {
        PrintWriter out = spec.commandLine().getOut();
        RebuildProgress bar = new RebuildProgress(spec.commandLine().getErr());
        try {
            long batches = Rebuild.run(database.database(), bar::show);
            out.println("the read side is new, made of " + batches + " batches");
            out.flush();
            return 0;
        } catch (SQLException e) {
            return cannot(FAILED, "the tables could not be made: " + e.getMessage());
        } catch (IllegalStateException e) {
            return cannot(FAILED, e.getMessage());
        }
    }

    private int cannot(int exitCode, String why) {
        spec.commandLine().getErr().println("exchange: " + why);
        return exitCode;
    }
}
