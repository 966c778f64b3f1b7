package exchange.cli;

import com.typesafe.config.ConfigException;

import exchange.load.ReplayCommand;
import exchange.ops.CannotStart;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.ParseResult;

import java.nio.file.NoSuchFileException;

/**
 * The verbs of {@code ./exchange}. Each is a class that says what it does and with which options;
 * {@code test} and {@code format} are the launcher's own, because they need the sources.
 */
@Command(
        name = "exchange",
        description = "A self-hosted, real-time spot exchange.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            RunCommand.class,
            ClusterCommand.class,
            StopCommand.class,
            StatusCommand.class,
            HaltCommand.class,
            AuditCommand.class,
            RebuildReadSideCommand.class,
            ExportCommand.class,
            ProofCommand.class,
            VerifyProofCommand.class,
            ReplayCommand.class,
            BenchCommand.class,
            SimulateCommand.class,
            SimulateFaultsCommand.class,
            DrillCommand.class,
            HelpCommand.class
        },
        footer = {
            "",
            "From a clone also:",
            "  test      Runs every test and check, and prints what they cover; with --full",
            "            5,000,000 random commands through the order book, too.",
            "  format    Formats the code, back end and front end.",
            "  bench matching",
            "            Measures the pure matching engine beside exchange-core's.",
            "  mutate    Counts which small changes to matching its tests would not see.",
            "",
            "Settings: .env.sample (environment or .env) and application.conf."
        })
public final class ExchangeCommand {
    private ExchangeCommand() {}

    /** Carries out one command and returns the process's exit code. */
    public static int execute(String... arguments) {
        CommandLine exchange = commandLine(new ExchangeCommand());
        exchange.setDefaultValueProvider(new RunningExchange());
        return exchange.execute(arguments);
    }

    /** A command whose failures are told in one sentence where that is all there is to tell. */
    static CommandLine commandLine(Object command) {
        return new CommandLine(command)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(ExchangeCommand::explain);
    }

    private static int explain(Exception e, CommandLine command, ParseResult parsed)
            throws Exception {
        if (e instanceof CannotStart cannot) {
            command.getErr().println("exchange: " + cannot.getMessage());
            return cannot.reason().exitCode();
        }
        if (e instanceof ConfigException wrong) {
            command.getErr().println("exchange: " + wrong.getMessage());
            return CannotStart.Reason.CONFIGURATION.exitCode();
        }
        if (e instanceof NoSuchFileException missing) {
            command.getErr().println("exchange: there is no file " + missing.getMessage());
            return CommandLine.ExitCode.USAGE;
        }
        throw e;
    }
}
