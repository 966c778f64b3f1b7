package exchange.cli;

import exchange.load.LoadFailed;
import exchange.load.RestClient;
import exchange.replay.MalformedDay;
import exchange.replay.RecordedFlow;
import exchange.simulator.Bot;
import exchange.simulator.Plan;
import exchange.simulator.Recording;
import exchange.simulator.Simulator;

import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Lets bots trade on a running exchange, for load and for teaching. */
@Command(
        name = "simulate",
        description = "Lets bots trade on a running exchange: makers, noise, momentum and clusters"
                + " of orders, all from one seed (docs/simulator.md). Ctrl-C ends it; the bots then"
                + " cancel their orders.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:It ended when it should.",
            "1:The exchange cannot be reached, or does not let the bots in.",
            "2:The options or the file are wrong."
        })
final class SimulateCommand implements Callable<Integer> {
    private static final int BOTS_MAX = 1_000;
    private static final int MARKETS_MAX = 1_000;
    private static final int TOLD_SECONDS = 10;
    private static final double MINUTES_MAX = 60 * 24 * 365;
    private static final double PER_SECOND_MAX = 20_000;
    private static final Map<String, String> FUNDS =
            Map.of("USD", "2000000", "USDT", "2000000", "BTC", "40", "ETH", "700");

    @Option(names = "--seed", defaultValue = "7", description = "Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(
            names = "--markets",
            defaultValue = "5",
            description = "The first so many of the exchange's; default: ${DEFAULT-VALUE}.")
    private int markets;

    @Option(names = "--bots", defaultValue = "50", description = "Default: ${DEFAULT-VALUE}.")
    private int bots;

    @Option(
            names = "--orders-per-second",
            defaultValue = "50",
            description = "Of all bots together; default: ${DEFAULT-VALUE}.")
    private double ordersPerSecond;

    @Option(names = "--minutes", description = "Ends after so long; without it, with Ctrl-C.")
    private Optional<Double> minutes;

    @Option(
            names = "--flow",
            description = "Mixes in a recorded day, in the format of replay --engine.")
    private Optional<Path> flow;

    @Option(
            names = "--flow-market",
            defaultValue = "BTC-USD",
            description = "Where it is told; default: ${DEFAULT-VALUE}.")
    private String flowMarket;

    @Option(
            names = "--flow-per-second",
            defaultValue = "20",
            description = "How many of its rows a second; default: ${DEFAULT-VALUE}.")
    private double flowPerSecond;

    @Option(
            names = "--url",
            defaultValue = "${env:EXCHANGE_URL:-http://127.0.0.1:8000}",
            description = "Default: the exchange that runs here.")
    private URI url;

    @Option(names = "--admin-email", description = "Who funds the bots; default: of this exchange.")
    private Optional<String> adminEmail;

    @Option(
            names = "--admin-password",
            description = "Default: of this exchange. Without it they have the sign-up credit.")
    private Optional<String> adminPassword;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        if (!isInBounds()) {
            spec.commandLine().getErr().println("simulate: a number is out of bounds");
            return ExitCode.USAGE;
        }
        try {
            return simulate();
        } catch (MalformedDay e) {
            spec.commandLine().getErr().println("simulate: " + e.getMessage());
            return ExitCode.USAGE;
        } catch (IOException e) {
            spec.commandLine().getErr().println("simulate: cannot read " + e.getMessage());
            return ExitCode.USAGE;
        } catch (LoadFailed e) {
            spec.commandLine().getErr().println("simulate: " + e.getMessage());
            return ExitCode.SOFTWARE;
        }
    }

    private boolean isInBounds() {
        return bots >= 1
                && bots <= BOTS_MAX
                && markets >= 1
                && markets <= MARKETS_MAX
                && ordersPerSecond > 0
                && ordersPerSecond <= PER_SECOND_MAX
                && flowPerSecond > 0
                && flowPerSecond <= PER_SECOND_MAX
                && minutes.orElse(1.0) > 0;
    }

    private int simulate() throws IOException, InterruptedException {
        Optional<Recording> recording = Optional.empty();
        if (flow.isPresent()) {
            recording = Optional.of(
                    new Recording(RecordedFlow.read(flow.get()), flowMarket, flowPerSecond));
        }
        Plan plan = new Plan(seed, markets, ordersPerSecond, false);
        Simulator simulator =
                new Simulator(url, plan, bots(recording.isPresent()), welcome(new RestClient(url)));
        Thread ending = new Thread(simulator::close, "stop");
        Runtime.getRuntime().addShutdownHook(ending);
        recording.ifPresentOrElse(simulator::live, simulator::live);
        int exitCode = watch(simulator);
        Runtime.getRuntime().removeShutdownHook(ending);
        simulator.close();
        return exitCode;
    }

    private List<Bot> bots(boolean withRecording) {
        String run = UUID.randomUUID().toString().substring(0, 8);
        List<Bot> all = new ArrayList<>();
        for (int i = 0; i < bots; i++) {
            all.add(bot(Bot.part(i), run));
        }
        if (withRecording) {
            all.add(bot("recording", run));
        }
        return all;
    }

    private static Bot bot(String part, String run) {
        String email = part.replace(' ', '-') + "-" + run + "@simulated.example";
        return new Bot("Simulated " + part, email, UUID.randomUUID().toString());
    }

    /** With an admin's password the bots get much money and no limits. */
    private Consumer<RestClient.User> welcome(RestClient rest) {
        if (adminEmail.isEmpty() || adminPassword.isEmpty()) {
            return user -> {};
        }
        String admin = rest.login(adminEmail.get(), adminPassword.get());
        return user -> {
            rest.setUnlimited(admin, user);
            FUNDS.forEach((asset, amount) -> rest.deposit(admin, user, asset, amount));
        };
    }

    private int watch(Simulator simulator) throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        long begun = System.nanoTime();
        long end = begun + (long) (60e9 * Math.min(MINUTES_MAX, minutes.orElse(MINUTES_MAX)));
        out.printf("%d bots trade on %s, seed %d%n", simulator.state().bots(), url, seed);
        out.flush();
        while (System.nanoTime() < end && simulator.failure().isEmpty()) {
            long left = Math.max(1, end - System.nanoTime());
            TimeUnit.NANOSECONDS.sleep(Math.min(left, TimeUnit.SECONDS.toNanos(TOLD_SECONDS)));
            Simulator.State state = simulator.state();
            double seconds = (System.nanoTime() - begun) / 1e9;
            out.printf(
                    "%.0f s: %d orders, %.1f/s, %d refused%s%n",
                    seconds,
                    state.orders(),
                    state.orders() / seconds,
                    state.refused(),
                    state.refused() == 0 ? "" : ", first: " + state.firstRefusal());
            out.flush();
        }
        simulator.failure().ifPresent(why -> spec.commandLine().getErr().println(why));
        return simulator.failure().isEmpty() ? ExitCode.OK : ExitCode.SOFTWARE;
    }
}
