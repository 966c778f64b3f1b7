package exchange.cli;

import exchange.bootstrap.EdgeStarter;
import exchange.bootstrap.Node;
import exchange.bootstrap.Settings;
import exchange.identity.AdminAccount;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.util.concurrent.Callable;

/** Runs one exchange until the process is told to end. */
@Command(
        name = "run",
        description = "Starts the exchange and runs it until Ctrl-C, SIGTERM or the command stop.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "1:It failed; the reason stands above.",
            "2:A setting is wrong.",
            "3:The port is busy.",
            "4:Another exchange runs on the same data.",
            "5:The data are of another version.",
            "6:The disk is full.",
            "7:PostgreSQL cannot be reached.",
            "8:There is no embedded PostgreSQL for this system.",
            "9:The other nodes of its cluster went on without it.",
            "143:It was told to end, and ended in order."
        })
final class RunCommand implements Callable<Integer> {
    private static final int CUT_OFF = 9;

    private final EdgeStarter edges;

    @Spec
    private CommandSpec spec;

    RunCommand() {
        FirstDayProgress shown = new FirstDayProgress();
        edges = (settings, storage, identity, engine) ->
                EdgeStarter.open(settings, storage, identity, engine, shown);
    }

    RunCommand(EdgeStarter edges) {
        this.edges = edges;
    }

    @Override
    public Integer call() throws InterruptedException {
        Node node = new Node(Settings.load(), edges);
        Runtime.getRuntime().addShutdownHook(new Thread(node::close, "stop"));
        try (Progress progress = Progress.of("starting the exchange")) {
            Node.Ready ready = node.start();
            progress.close();
            announce(ready);
        }
        node.awaitEnd();
        if (!node.isClosed()) {
            spec.commandLine()
                    .getErr()
                    .println("exchange: the other nodes went on without this one, which was cut off"
                            + " or stood still; it ends, and can be started again at once");
        }
        return CUT_OFF;
    }

    private void announce(Node.Ready ready) {
        AdminAccount admin = ready.admin();
        String password = admin.generatedPassword()
                .map(made -> ", password " + made + " (shown this once)")
                .orElse("");
        PrintWriter out = spec.commandLine().getOut();
        out.println("exchange ready on " + ready.url() + ", admin " + admin.email() + password);
        out.flush();
    }
}
