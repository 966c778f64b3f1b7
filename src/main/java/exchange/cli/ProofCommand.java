package exchange.cli;

import exchange.audit.Audit;
import exchange.audit.LiabilityProofs;
import exchange.audit.ProofJson;
import exchange.audit.PublishedRoot;
import exchange.bootstrap.Settings;
import exchange.ops.CannotStart;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.Callable;

/** Makes a proof of liabilities, beside a running exchange or without one. */
@Command(
        name = "proof",
        description = "Audits, and proves what is owed to users: a tree for each asset, whose root"
                + " and total are published, and of which each user can ask for the own part.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:The proof is made.",
            "1:Something is wrong; the first bad batch is named.",
            "2:Nothing could be audited."
        })
final class ProofCommand implements Callable<Integer> {
    private static final int BAD = 1;
    private static final int NOT_AUDITED = 2;

    @Parameters(
            index = "0",
            paramLabel = "FILE",
            description = "where the whole proof is written, without names; must not be there yet")
    private Path file;

    @Spec
    private CommandSpec spec;

    private final AuditProgress progress = new AuditProgress();

    @Override
    public Integer call() {
        try {
            Optional<AuditedDatabase> found = AuditedDatabase.open(Settings.load());
            if (found.isEmpty()) {
                return cannot("no exchange has run here yet; set DATA_DIR to one");
            }
            try (AuditedDatabase audited = found.get();
                    Writer out = Files.newBufferedWriter(
                            file, java.nio.file.StandardOpenOption.CREATE_NEW)) {
                return prove(audited, out);
            }
        } catch (CannotStart e) {
            return cannot(e.getMessage());
        } catch (SQLException e) {
            return cannot("cannot use the database: " + e.getMessage());
        } catch (IOException e) {
            return cannot("cannot write " + file + ": " + e);
        }
    }

    private int prove(AuditedDatabase audited, Writer out) throws SQLException, IOException {
        LiabilityProofs.Made made = LiabilityProofs.make(
                audited.database(), System.currentTimeMillis(), this::show, out);
        PrintWriter text = spec.commandLine().getOut();
        return switch (made) {
            case LiabilityProofs.Made.Proof proof -> {
                for (PublishedRoot root : proof.roots()) {
                    text.printf(
                            "%-8s %24s owed to %7d users, root %s%n",
                            root.asset(),
                            ProofJson.amount(root.total(), root.scale()),
                            root.leaves(),
                            root.hash());
                }
                text.flush();
                yield 0;
            }
            case LiabilityProofs.Made.Bad bad -> {
                text.println("BAD: " + bad.finding());
                text.flush();
                yield BAD;
            }
            case LiabilityProofs.Made.NotDue notDue ->
                cannot("the exchange makes a proof at this moment, try again");
        };
    }

    private void show(Audit.Progress at) {
        progress.show(at, spec.commandLine().getErr());
    }

    private int cannot(String why) {
        spec.commandLine().getErr().println("exchange: " + why);
        return NOT_AUDITED;
    }
}
