package exchange.cli;

import exchange.bootstrap.Settings;
import exchange.ops.CannotStart;
import exchange.persistence.Database;

import picocli.CommandLine.Model.CommandSpec;

import java.util.Optional;
import java.util.function.ToIntFunction;

/** What commands have in common that read the database of the exchange here, running or not. */
final class OnDatabase {
    static final int FAILED = 1;
    static final int NOTHING_HERE = 2;

    private final CommandSpec spec;

    OnDatabase(CommandSpec spec) {
        this.spec = spec;
    }

    /** Does the work while there is a database, and returns its exit code; or says why not. */
    int run(ToIntFunction<Database> work) {
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
            return work.applyAsInt(database.database());
        }
    }

    /** Says why, and returns the exit code. */
    int cannot(int exitCode, String why) {
        spec.commandLine().getErr().println("exchange: " + why);
        return exitCode;
    }
}
