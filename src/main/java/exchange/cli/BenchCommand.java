package exchange.cli;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import exchange.bootstrap.Engine;
import exchange.bootstrap.Node;
import exchange.bootstrap.Settings;
import exchange.load.RestClient;
import exchange.load.RestLoad;
import exchange.load.SocketLoad;
import exchange.persistence.DataDirectory;
import exchange.persistence.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code ./exchange bench}: how fast this machine's exchange is, each number beside the one to beat. Starts its own
 * server and database in a scratch folder; load, exchange and PostgreSQL share the machine.
 */
@Command(name = "bench", description = "Measures orders/s and latencies on an exchange of its own.")
public final class BenchCommand implements Callable<Integer> {
    private static final String MARKET = "BTC-USD";
    private static final String FUNDS = "10000000";
    private static final String ONE_BY_ONE =
            "exchange.group-commit { commands-max = 1, facts-max = 1 }";

    @Option(names = "--seconds", defaultValue = "10", description = "of each row; default: ${DEFAULT-VALUE}")
    private double seconds;

    @Option(names = "--connections", defaultValue = "64", description = "REST; default: ${DEFAULT-VALUE}")
    private int connections;

    private final List<String> rows = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();

    @Override
    public Integer call() throws IOException {
        Path scratch = Files.createTempDirectory("exchange-bench-");
        try (DataDirectory data = DataDirectory.open(scratch, 1L << 30);
                EmbeddedPostgres postgres = EmbeddedPostgres.start(data)) {
            Config config = Settings.load().config();
            System.out.printf(
                    "%d cores, Java %s, PostgreSQL on the same machine with synchronous_commit on%n",
                    Runtime.getRuntime().availableProcessors(), Runtime.version());
            engine(config, postgres);
            edges(config, postgres, scratch);
        } finally {
            delete(scratch);
        }
        System.out.println();
        rows.forEach(System.out::println);
        failures.forEach(each -> System.out.println("BELOW ITS MARK: " + each));
        return failures.isEmpty() ? 0 : 1;
    }

    private void engine(Config config, EmbeddedPostgres postgres) {
        double batched;
        try (Engine engine = Engine.start(config, postgres.database())) {
            EngineBench bench = new EngineBench(engine, MARKET, 1, 42);
            bench.fund();
            step("warming up");
            bench.closedLoop(4_000, seconds * 2);
            step("engine, 4,000 in flight");
            EngineBench.Result full = bench.closedLoop(4_000, seconds);
            row("engine: durable orders/s, 4,000 in flight", full.ordersPerSecond(), full.latencies().text());
            batched = full.ordersPerSecond();
            step("engine, 1,000 in flight");
            EngineBench.Result half = bench.closedLoop(1_000, seconds);
            row("engine: durable orders/s, 1,000 in flight", half.ordersPerSecond(), half.latencies().text());
            step("engine, 500 orders/s");
            EngineBench.Result slow = bench.openLoop(500, seconds);
            row("engine: at 500 orders/s", slow.ordersPerSecond(), slow.latencies().text());
            mark("engine p99 at 500/s below 25 ms", slow.latencies().millis(99) < 25);
        }
        mark("engine at least 80,000 orders/s", batched >= 80_000);
        Config single = ConfigFactory.parseString(ONE_BY_ONE).withFallback(config);
        try (Engine engine = Engine.start(single, postgres.database())) {
            EngineBench bench = new EngineBench(engine, MARKET, 1, 43);
            step("engine, batches of one");
            EngineBench.Result one = bench.closedLoop(64, seconds);
            row("  the same with batches of one", one.ordersPerSecond(), one.latencies().text());
            rows.add("  group commit is %.0f times as fast".formatted(batched / one.ordersPerSecond()));
        }
    }

    private void edges(Config config, EmbeddedPostgres postgres, Path scratch) {
        Config open = ConfigFactory.parseString("exchange.signup-credit = \"\"").withFallback(config);
        Settings settings = Settings.of(open, scratch, Map.of());
        try (Node node = Node.start(settings, postgres.database())) {
            RestClient rest = new RestClient(node.uri());
            String admin = rest.login(node.admin().email(), node.admin().password().orElseThrow());
            List<RestClient.User> users = new ArrayList<>();
            step("making " + connections + " accounts");
            for (int i = 0; i < connections; i++) {
                users.add(funded(rest, admin));
            }
            step("REST, " + connections + " connections");
            new RestLoad(node.uri(), users, MARKET, "warm").closedLoop(seconds);
            RestLoad.Result overRest = new RestLoad(node.uri(), users, MARKET, "rest").closedLoop(seconds);
            row("REST: orders/s, " + connections + " connections", overRest.ordersPerSecond(),
                    overRest.latencies().text() + refused(overRest.refused(), overRest.firstRefusal()));
            mark("REST at least 6,000 orders/s", overRest.ordersPerSecond() >= 6_000);
            sockets(rest, users);
            long start = System.nanoTime();
            rows.add("read side: %s when the load ended".formatted(node.readSideLag()));
            node.awaitReadSide();
            rows.add("read side: caught up after %.1f s".formatted((System.nanoTime() - start) / 1e9));
        }
    }

    private void sockets(RestClient rest, List<RestClient.User> users) {
        step("one socket");
        new SocketLoad(rest, users.get(0), MARKET, "warm-socket").closedLoop(2_000, seconds);
        SocketLoad.Result full =
                new SocketLoad(rest, users.get(0), MARKET, "socket").closedLoop(2_000, seconds);
        row("socket: orders/s on one, 2,000 in flight", full.ordersPerSecond(),
                full.latencies().text() + refused(full.refused(), full.firstRefusal()));
        mark("one socket at least 20,000 orders/s", full.ordersPerSecond() >= 20_000);
        step("one socket, 500 orders/s");
        SocketLoad.Result slow =
                new SocketLoad(rest, users.get(1), MARKET, "slow-socket").openLoop(500, seconds);
        row("socket: at 500 orders/s", slow.ordersPerSecond(),
                slow.latencies().text() + refused(slow.refused(), slow.firstRefusal()));
        mark("socket p99 at 500/s below 25 ms", slow.latencies().millis(99) < 25);
    }

    private static RestClient.User funded(RestClient rest, String admin) {
        RestClient.User user = rest.newTrader("bench");
        for (String asset : MARKET.split("-")) {
            rest.deposit(admin, user, asset, FUNDS);
        }
        return user;
    }

    private static String refused(long count, String first) {
        return count == 0 ? "" : "; " + count + " refused, first: " + first;
    }

    private static void step(String what) {
        System.out.println("... " + what);
    }

    private void row(String name, double perSecond, String latencies) {
        rows.add("%-45s %,10.0f/s   %s".formatted(name, perSecond, latencies));
    }

    private void mark(String what, boolean reached) {
        if (!reached) {
            failures.add(what);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        }
    }
}
