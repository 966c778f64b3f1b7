package exchange.load;

import com.fasterxml.jackson.databind.JsonNode;

import exchange.replay.EngineReplay;
import exchange.replay.MalformedDay;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;

/**
 * {@code ./exchange replay FILE}: a recorded flow through the public API of a running exchange, or
 * with {@code --engine} through the pure order book, without any exchange.
 */
@Command(
        name = "replay",
        description =
                "Plays a recorded order flow (CSV, also gzip) through the public API of a running exchange.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:All went as recorded.",
            "1:Something was refused, or (--engine) traded otherwise than recorded.",
            "2:The options are wrong, or (--engine) the file is not in its format."
        })
public final class ReplayCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "FILE", description = "the flow, e.g. examples/flow.csv")
    private Path file;

    @Option(names = "--market", defaultValue = "BTC-USD", description = "default: ${DEFAULT-VALUE}")
    private String market;

    @Option(
            names = "--url",
            defaultValue = "${env:EXCHANGE_URL:-http://127.0.0.1:8000}",
            description = "default: ${DEFAULT-VALUE}")
    private URI url;

    @Option(
            names = "--admin-email",
            defaultValue = "${env:ADMIN_EMAIL:-admin@example.com}",
            description = "who funds the account; default: ${DEFAULT-VALUE}")
    private String adminEmail;

    @Option(
            names = "--admin-password",
            description = "default: ADMIN_PASSWORD, else what DATA_DIR keeps")
    private String adminPassword;

    @Option(names = "--data-dir", defaultValue = "${env:DATA_DIR:-data}", hidden = true)
    private Path dataDirectory;

    @Option(
            names = "--window",
            defaultValue = "500",
            description = "commands in flight; default: ${DEFAULT-VALUE}")
    private int window;

    @Option(
            names = "--patience",
            defaultValue = "60",
            description = "seconds to wait for a server that is away; default: ${DEFAULT-VALUE}")
    private int patienceSeconds;

    @Option(names = "--log", description = "writes every answer to this file, a line each")
    private Path log;

    @Option(
            names = "--engine",
            description =
                    "plays a whole recorded day on the pure order book; docs/replay-format.md")
    private boolean engine;

    @Option(names = "--trades", description = "with --engine: writes every trade to this file")
    private Path trades;

    @Option(names = "--bbo", description = "with --engine: writes every change of the best prices")
    private Path bestPrices;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (engine) {
            return playOnEngine();
        }
        if (trades != null || bestPrices != null) {
            throw new ParameterException(
                    spec.commandLine(), "--trades and --bbo need --engine: FILE is another format");
        }
        return playThroughApi();
    }

    private int playOnEngine() {
        PrintWriter out = spec.commandLine().getOut();
        try (PrintWriter tradesOut = writer(trades);
                PrintWriter bestPricesOut = writer(bestPrices)) {
            EngineReplay.Result result = new EngineReplay(out, tradesOut, bestPricesOut).play(file);
            out.println(result.rows() + " rows, " + result.differing() + " differ");
            return result.differing() == 0 ? 0 : 1;
        } catch (MalformedDay e) {
            spec.commandLine().getErr().println("replay: " + e.getMessage());
        } catch (IOException e) {
            spec.commandLine().getErr().println("replay: cannot read or write, " + e);
        } finally {
            out.flush();
        }
        return 2;
    }

    private static PrintWriter writer(Path path) throws IOException {
        return path == null
                ? new PrintWriter(PrintWriter.nullWriter())
                : new PrintWriter(Files.newBufferedWriter(path, StandardCharsets.UTF_8));
    }

    private int playThroughApi() throws IOException {
        List<FlowFile.Row> rows = FlowFile.read(file);
        RestClient rest = new RestClient(url);
        try (PrintWriter answers = writer(log)) {
            Replay replay = new Replay(
                    rest,
                    market,
                    window,
                    Duration.ofSeconds(patienceSeconds),
                    answer -> answers.println(answer));
            RestClient.User user = replay.fundedAccount(rest.login(adminEmail, password()));
            Replay.Result result = replay.play(rows, user, System.out);
            report(result, trades(rest, user));
            return result.refused() == 0 ? 0 : 1;
        } catch (LoadFailed e) {
            System.err.println("replay: " + e.getMessage());
            return 1;
        }
    }

    private String password() throws IOException {
        if (adminPassword != null) {
            return adminPassword;
        }
        String fromEnvironment = System.getenv("ADMIN_PASSWORD");
        if (fromEnvironment != null) {
            return fromEnvironment;
        }
        Path kept = dataDirectory.resolve("admin-password");
        if (Files.isReadable(kept)) {
            return Files.readString(kept).strip();
        }
        throw new LoadFailed(
                "the admin's password is needed to fund the account: give --admin-password");
    }

    /**
     * Counts the account's trades; it is on both sides of each, so it has two rows of one number.
     */
    private long trades(RestClient rest, RestClient.User user) {
        Set<Long> numbers = new HashSet<>();
        long after = 0;
        while (true) {
            JsonNode page = rest.get(
                    "/api/v1/orders/my-trades?limit=1000&symbol=" + market + "&after=" + after,
                    user.token());
            for (JsonNode trade : page) {
                after = Math.max(after, trade.path("engine_trade_id").asLong());
                numbers.add(trade.path("engine_trade_id").asLong());
            }
            if (page.size() < 1000) {
                return numbers.size();
            }
        }
    }

    private static void report(Replay.Result result, long trades) {
        System.out.printf(
                "%d commands in %.1f s: %.0f/s, %s%n",
                result.commands(),
                result.seconds(),
                result.commandsPerSecond(),
                result.latencies().text());
        System.out.printf(
                "%d ok, %d unknown_order, %d refused, %d trades, %d reconnects; account %s%n",
                result.ok(),
                result.unknownOrders(),
                result.refused(),
                trades,
                result.reconnects(),
                result.user().email());
        if (result.refused() > 0) {
            System.out.println("first refusal: " + result.firstRefusal());
        }
    }
}
