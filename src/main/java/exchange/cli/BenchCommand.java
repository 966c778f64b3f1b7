package exchange.cli;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;

import exchange.bootstrap.Edges;
import exchange.bootstrap.Engine;
import exchange.bootstrap.Node;
import exchange.bootstrap.Settings;
import exchange.bootstrap.Storage;
import exchange.load.Latencies;
import exchange.load.RestClient;
import exchange.load.RestLoad;
import exchange.load.SocketLoad;
import exchange.readside.Lag;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntToDoubleFunction;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * {@code ./exchange bench}: how fast this machine's exchange is, each number beside the one to
 * beat. Starts its own server and database in a scratch folder; load, exchange and PostgreSQL share
 * the machine.
 */
@Command(name = "bench", description = "Measures orders/s and latencies on an exchange of its own.")
public final class BenchCommand implements Callable<Integer> {
    private static final String MARKET = "BTC-USD";
    private static final String FUNDS = "10000000";
    private static final String ADMIN_PASSWORD = "the bench's own password";
    private static final double WARM_UP_STEP_SECONDS = 5;
    /** The just-in-time compiler is busy for so long, however level the rate seems meanwhile. */
    private static final int WARM_UP_STEPS_MIN = 20;

    private static final int WARM_UP_STEPS_MAX = 40;
    private static final int WARM_UP_STEPS_LEVEL = 6;
    private static final int SETTLE_STEPS = 12;
    private static final int SOCKET_IN_FLIGHT = 4_000;
    private static final String ONE_BY_ONE =
            "exchange.group-commit { commands-max = 1, facts-max = 1, pace = 0ms }";

    @Option(
            names = "--seconds",
            defaultValue = "10",
            description = "of each row; default: ${DEFAULT-VALUE}")
    private double seconds;

    @Option(
            names = "--connections",
            defaultValue = "256",
            description = "REST; default: ${DEFAULT-VALUE}")
    private int connections;

    /** What can be measured alone. */
    enum Part {
        ENGINE,
        REST,
        SOCKET,
        FANOUT,
        HISTORY,
        AUDIT,
        WEB
    }

    @Parameters(
            arity = "0..*",
            description = "engine, rest, socket, fanout, history, audit, web; default: all")
    private Set<Part> parts = EnumSet.noneOf(Part.class);

    private final List<String> rows = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();

    @Override
    public Integer call() throws IOException {
        System.out.printf(
                "%d cores, Java %s, PostgreSQL on the same machine with synchronous_commit on%n",
                Runtime.getRuntime().availableProcessors(), Runtime.version());
        if (parts.isEmpty()) {
            parts = EnumSet.allOf(Part.class);
        }
        if (parts.contains(Part.ENGINE)) {
            inScratch(this::engine);
        }
        if (parts.contains(Part.REST) || parts.contains(Part.SOCKET)) {
            inScratch(this::edges);
        }
        if (parts.contains(Part.FANOUT)) {
            inScratch(this::fanout);
        }
        if (parts.contains(Part.HISTORY)) {
            inScratch(this::history);
        }
        if (parts.contains(Part.AUDIT)) {
            inScratch(this::audit);
        }
        if (parts.contains(Part.WEB)) {
            inScratch(this::web);
        }
        System.out.println();
        rows.forEach(System.out::println);
        failures.forEach(each -> System.out.println("BELOW ITS MARK: " + each));
        return failures.isEmpty() ? 0 : 1;
    }

    private void fanout(Settings settings) {
        AtomicReference<Engine> started = new AtomicReference<>();
        try (Node node = new Node(settings, (own, storage, identity, engine) -> {
            started.set(engine);
            return Edges.open(own, storage, identity, engine);
        })) {
            Node.Ready ready = node.start();
            RestClient rest = new RestClient(URI.create(ready.url()));
            String admin = rest.login(ready.admin().email(), ADMIN_PASSWORD);
            FanoutBench bench = new FanoutBench(
                    started.get(),
                    settings.config(),
                    rest,
                    List.of(funded(rest, admin), funded(rest, admin)),
                    Path.of(System.getProperty(Settings.HOME_PROPERTY, ".")),
                    seconds,
                    BenchCommand::step);
            bench.run();
            rows.addAll(bench.rows());
            failures.addAll(bench.failures());
        }
    }

    private void history(Settings settings) {
        AtomicReference<Engine> started = new AtomicReference<>();
        AtomicReference<Edges> opened = new AtomicReference<>();
        try (Node node = new Node(settings, (own, storage, identity, engine) -> {
            started.set(engine);
            opened.set(Edges.open(own, storage, identity, engine));
            return opened.get();
        })) {
            Node.Ready ready = node.start();
            RestClient rest = new RestClient(URI.create(ready.url()));
            String admin = rest.login(ready.admin().email(), ADMIN_PASSWORD);
            HistoryBench bench = new HistoryBench(
                    started.get(),
                    rest,
                    funded(rest, admin),
                    () -> opened.get().lag().rowsBehind(),
                    BenchCommand::step);
            bench.run();
            rows.addAll(bench.rows());
            failures.addAll(bench.failures());
        }
    }

    private void web(Settings settings) {
        try (Node node = new Node(settings, Edges::open)) {
            Node.Ready ready = node.start();
            RestClient rest = new RestClient(URI.create(ready.url()));
            String admin = rest.login(ready.admin().email(), ADMIN_PASSWORD);
            WebBench bench = new WebBench(rest, funded(rest, admin), MARKET, seconds);
            bench.run();
            rows.addAll(bench.rows());
            failures.addAll(bench.failures());
        }
    }

    /** Loads come from this machine, and no limits hold for it. */
    private static void inScratch(Consumer<Settings> work) throws IOException {
        System.setProperty("exchange.limits.unlimited-addresses", "127.0.0.1");
        ConfigFactory.invalidateCaches();
        Path scratch = Files.createTempDirectory("exchange-bench-");
        try {
            work.accept(Settings.load(
                    Path.of(System.getProperty(Settings.HOME_PROPERTY, ".")),
                    Map.of(
                            "DATA_DIR", scratch.toString(),
                            "SERVER_PORT", "0",
                            "SIGNUP_CREDIT", "",
                            "DEMO", "false",
                            "ADMIN_PASSWORD", ADMIN_PASSWORD)));
        } finally {
            delete(scratch);
        }
    }

    private void engine(Settings settings) {
        try (Storage storage = Storage.open(settings)) {
            double batched;
            try (Engine engine = Engine.start(settings.config(), storage.database())) {
                EngineBench bench = new EngineBench(engine, MARKET, 1, 42);
                bench.fund();
                batched = batched(bench);
            }
            Config single = ConfigFactory.parseString(ONE_BY_ONE).withFallback(settings.config());
            try (Engine engine = Engine.start(single, storage.database())) {
                EngineBench bench = new EngineBench(engine, MARKET, 1, 43);
                step("engine, batches of one");
                EngineBench.Result one = bench.closedLoop(64, seconds);
                row("  the same with batches of one", one.ordersPerSecond(), one.latencies());
                rows.add("  group commit is %.0f times as fast"
                        .formatted(batched / one.ordersPerSecond()));
            }
        }
    }

    private void audit(Settings settings) {
        step("audit of about a million events");
        AuditBench.Result audit = AuditBench.run(settings, MARKET);
        rows.add("audit: %,d events with their tables in %.1f s, %.1f s a million"
                .formatted(audit.facts(), audit.seconds(), audit.secondsPerMillion()));
        mark("audit of a million events below 20 s", audit.secondsPerMillion() < 20);
    }

    /** Until it gets no faster: the just-in-time compiler needs a minute or two on two cores. */
    private static void warmUp(IntToDoubleFunction ordersPerSecond) {
        double best = 0;
        int stepsSinceBest = 0;
        for (int i = 0; i < WARM_UP_STEPS_MAX; i++) {
            if (i >= WARM_UP_STEPS_MIN && stepsSinceBest >= WARM_UP_STEPS_LEVEL) {
                return;
            }
            double now = ordersPerSecond.applyAsDouble(i);
            step("warming up: %,.0f orders/s".formatted(now));
            stepsSinceBest = now > best * 1.03 ? 0 : stepsSinceBest + 1;
            best = Math.max(best, now);
        }
    }

    /**
     * A minute at the slow rate: until then the machine still writes and collects what the load
     * before has left.
     */
    private static void settle(Supplier<Latencies> slow) {
        for (int i = 0; i < SETTLE_STEPS; i++) {
            step("settling: " + slow.get().text());
        }
    }

    /** The middle one by p99 of three in a row: one of them may have a bad moment of the host. */
    private static <R> R median(Supplier<R> window, Function<R, Latencies> latencies) {
        List<R> windows = Stream.generate(window)
                .limit(3)
                .peek(each -> step("one of three: " + latencies.apply(each).text()))
                .sorted(Comparator.comparingDouble(each -> latencies.apply(each).millis(99)))
                .toList();
        return windows.get(1);
    }

    private double batched(EngineBench bench) {
        warmUp(step -> bench.closedLoop(4_000, WARM_UP_STEP_SECONDS).ordersPerSecond());
        step("engine, 4,000 in flight");
        EngineBench.Result full = bench.closedLoop(4_000, seconds);
        row("engine: durable orders/s, 4,000 in flight", full.ordersPerSecond(), full.latencies());
        mark("engine at least 80,000 orders/s", full.ordersPerSecond() >= 80_000);
        step("engine, 1,000 in flight");
        EngineBench.Result half = bench.closedLoop(1_000, seconds);
        row("engine: durable orders/s, 1,000 in flight", half.ordersPerSecond(), half.latencies());
        step("engine, 500 orders/s");
        settle(() -> bench.openLoop(500, WARM_UP_STEP_SECONDS).latencies());
        EngineBench.Result slow =
                median(() -> bench.openLoop(500, seconds), EngineBench.Result::latencies);
        row("engine: at 500 orders/s", slow.ordersPerSecond(), slow.latencies());
        mark("engine p99 at 500/s below 25 ms", slow.latencies().millis(99) < 25);
        refused(full.refused() + half.refused() + slow.refused(), full.firstRefusal());
        return full.ordersPerSecond();
    }

    private void edges(Settings settings) {
        AtomicReference<Edges> opened = new AtomicReference<>();
        try (Node node = new Node(settings, (own, storage, identity, engine) -> {
            opened.set(Edges.open(own, storage, identity, engine));
            return opened.get();
        })) {
            Node.Ready ready = node.start();
            RestClient rest = new RestClient(URI.create(ready.url()));
            String admin = rest.login(ready.admin().email(), ADMIN_PASSWORD);
            step("making " + connections + " accounts");
            List<RestClient.User> users = new ArrayList<>();
            for (int i = 0; i < connections; i++) {
                users.add(funded(rest, admin));
            }
            if (parts.contains(Part.REST)) {
                rest(rest.base(), users);
                lag(opened.get());
            }
            if (parts.contains(Part.SOCKET)) {
                socket(rest, users.get(0));
                lag(opened.get());
                slowSocket(rest, users.get(1));
            }
        }
    }

    private void rest(URI base, List<RestClient.User> users) {
        step("REST, " + connections + " connections");
        warmUp(step -> new RestLoad(base, users, MARKET, "warm" + step)
                .closedLoop(WARM_UP_STEP_SECONDS)
                .ordersPerSecond());
        RestLoad.Result full = new RestLoad(base, users, MARKET, "rest").closedLoop(seconds);
        row(
                "REST: orders/s, " + connections + " connections",
                full.ordersPerSecond(),
                full.latencies());
        refused(full.refused(), full.firstRefusal());
        mark("REST at least 6,000 orders/s", full.ordersPerSecond() >= 6_000);
    }

    /** How far the tables are behind when a load ends; the next load begins when they are not. */
    private void lag(Edges edges) {
        long start = System.nanoTime();
        Lag behind = edges.lag();
        step("waiting for the read side");
        while (edges.lag().rowsBehind() > 0) {
            LockSupport.parkNanos(100_000_000);
        }
        rows.add("  read side at the end: %,d batches, %.1f s behind, caught up in %.1f s"
                .formatted(
                        behind.rowsBehind(),
                        behind.millisBehind() / 1e3,
                        (System.nanoTime() - start) / 1e9));
    }

    private void socket(RestClient rest, RestClient.User user) {
        step("one socket");
        SocketLoad warm = new SocketLoad(rest, user, MARKET, "warm-socket-");
        warmUp(step -> warm.closedLoop(SOCKET_IN_FLIGHT, WARM_UP_STEP_SECONDS).ordersPerSecond());
        SocketLoad.Result full =
                new SocketLoad(rest, user, MARKET, "socket-").closedLoop(SOCKET_IN_FLIGHT, seconds);
        row(
                "socket: orders/s on one, %,d in flight".formatted(SOCKET_IN_FLIGHT),
                full.ordersPerSecond(),
                full.latencies());
        refused(full.refused(), full.firstRefusal());
        mark("one socket at least 20,000 orders/s", full.ordersPerSecond() >= 20_000);
    }

    private void slowSocket(RestClient rest, RestClient.User user) {
        step("one socket, 500 orders/s");
        SocketLoad warm = new SocketLoad(rest, user, MARKET, "warm-slow-");
        settle(() -> warm.openLoop(500, WARM_UP_STEP_SECONDS).latencies());
        SocketLoad load = new SocketLoad(rest, user, MARKET, "slow-socket-");
        SocketLoad.Result slow =
                median(() -> load.openLoop(500, seconds), SocketLoad.Result::latencies);
        row("socket: at 500 orders/s", slow.ordersPerSecond(), slow.latencies());
        refused(slow.refused(), slow.firstRefusal());
        mark("socket p99 at 500/s below 25 ms", slow.latencies().millis(99) < 25);
    }

    private static RestClient.User funded(RestClient rest, String admin) {
        RestClient.User user = rest.newTrader("bench");
        rest.setUnlimited(admin, user);
        for (String asset : List.of("BTC", "USD", "USDT")) {
            rest.deposit(admin, user, asset, FUNDS);
        }
        return user;
    }

    private void refused(long count, String first) {
        if (count > 0) {
            rows.add("  " + count + " refused, first: " + first);
        }
    }

    private static void step(String what) {
        System.out.println("... " + what);
    }

    private void row(String name, double perSecond, Latencies latencies) {
        rows.add("%-45s %,10.0f/s   %s".formatted(name, perSecond, latencies.text()));
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
