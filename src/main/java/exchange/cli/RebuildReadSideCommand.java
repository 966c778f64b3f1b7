package exchange.cli;

import exchange.persistence.Database;
import exchange.readside.Rebuild;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.sql.SQLException;
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
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        return new OnDatabase(spec).run(this::rebuild);
    }

    private int rebuild(Database database) {
        PrintWriter out = spec.commandLine().getOut();
        RebuildProgress bar = new RebuildProgress(spec.commandLine().getErr());
        try {
            long batches = Rebuild.run(database, bar::show);
            out.println("the read side is new, made of " + batches + " batches");
            out.flush();
            return 0;
        } catch (SQLException e) {
            return failed("the tables could not be made: " + e.getMessage());
        } catch (IllegalStateException e) {
            return failed(e.getMessage());
        }
    }

    private int failed(String why) {
        return new OnDatabase(spec).cannot(OnDatabase.FAILED, why);
    }
}
