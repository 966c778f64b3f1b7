package exchange.cli;

import exchange.bootstrap.Settings;
import exchange.persistence.DataDirectory;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** Asks the exchange that runs on the data directory to end, and waits until it has. */
@Command(
        name = "stop",
        description = "Stops the exchange that runs on DATA_DIR, and waits until it has ended.")
final class StopCommand implements Callable<Integer> {
    @Option(
            names = "--timeout",
            defaultValue = "30",
            description = "Seconds to wait (default: ${DEFAULT-VALUE}).")
    private int timeoutSeconds;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        Settings settings = Settings.load();
        PrintWriter out = spec.commandLine().getOut();
        Optional<ProcessHandle> owner = DataDirectory.owner(settings.dataDirectory());
        if (owner.isEmpty()) {
            out.println("no exchange is running on " + settings.dataDirectory());
            return 0;
        }
        ProcessHandle exchange = owner.get();
        if (!exchange.destroy()) {
            out.println("process " + exchange.pid() + " may not be stopped by this user");
            return 1;
        }
        for (int waited = 0; waited < timeoutSeconds * 10; waited++) {
            if (!exchange.isAlive()) {
                out.println("stopped (process " + exchange.pid() + ")");
                return 0;
            }
            if (waited == 20) {
                out.println("waiting for process " + exchange.pid() + " to end ...");
                out.flush();
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        out.println("process " + exchange.pid() + " has not ended after " + timeoutSeconds
                + " s; kill -9 " + exchange.pid() + " loses nothing that was acknowledged");
        return 1;
    }
}
