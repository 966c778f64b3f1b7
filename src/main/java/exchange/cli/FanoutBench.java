package exchange.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.typesafe.config.Config;

import exchange.bootstrap.Engine;
import exchange.load.FanoutLoad;
import exchange.load.RestClient;
import exchange.load.SocketLoad;
import exchange.ws.BroadcastServer;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * {@code ./exchange bench fanout}: how old a market's changes are when many sockets hear of them,
 * what one that does not read costs the others, and how many frames a second go out, beside a
 * server on Node's ws that says the same text to everybody. Clients, servers and orders share the
 * machine.
 */
final class FanoutBench {
    private static final String MARKET = "BTC-USD";
    private static final List<String> MARKETS = List.of(MARKET, "BTC-USDT");
    private static final int CHANGES_PER_SECOND = 1_000;
    private static final int RESUME_EVENTS = 1_000_000;
    private static final int RESUME_MISSED = 10_000;
    private static final int RESUME_IN_FLIGHT = 4_000;
    private static final int RESUME_RUNS = 5;
    private static final double RESUME_MILLIS_MAX = 1_000;
    private static final int DEPTH_SOCKETS = 1_000;
    private static final int RAW_SOCKETS = 100;
    private static final int RAW_PAIRS = 9;
    private static final double RAW_WARM_UP_SECONDS = 40;
    private static final int RACE_SOCKETS = 500;
    private static final int RACE_RUNS = 2;
    private static final int RACE_FRAME_BYTES = 150;
    private static final int RACE_ORDERS_PER_SECOND = 250;
    private static final double WARM_UP_SECONDS = 5;
    private static final double DEPTH_P99_MAX = 400;
    private static final double RAW_P99_MAX = 200;
    private static final double STALLED_FACTOR_MAX = 1.1;
    private static final double CONNECT_MILLIS_MAX = 5_000;

    private final Engine engine;
    private final Config config;
    private final RestClient rest;
    private final List<RestClient.User> users;
    private final Path home;
    private final double seconds;
    private final Consumer<String> steps;
    private final List<String> rows = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();
    private final ExecutorService flows = Executors.newCachedThreadPool();
    private int flowCount;

    /** @param users a funded one for each market */
    FanoutBench(
            Engine engine,
            Config config,
            RestClient rest,
            List<RestClient.User> users,
            Path home,
            double seconds,
            Consumer<String> steps) {
        this.engine = engine;
        this.config = config;
        this.rest = rest;
        this.users = List.copyOf(users);
        this.home = home;
        this.seconds = seconds;
        this.steps = steps;
    }

    List<String> rows() {
        return rows;
    }

    /** Marks that were not reached. */
    List<String> failures() {
        return failures;
    }

    void run() {
        try {
            resume();
            depth();
            raw();
            saturated();
            race();
        } finally {
            flows.shutdown();
        }
    }

    /** One account's last events, missed by a client of its own, out of all that it ever had. */
    private void resume() {
        RestClient.User user = users.getFirst();
        long events = 0;
        while (events < RESUME_EVENTS) {
            steps.accept("orders until an account has had %,d events".formatted(RESUME_EVENTS));
            new SocketLoad(rest, user, MARKET, "r" + ++flowCount)
                    .closedLoop(RESUME_IN_FLIGHT, seconds);
            events = lastEvent(user);
        }
        List<Double> millis = new ArrayList<>();
        for (int i = 0; i < RESUME_RUNS; i++) {
            millis.add(FanoutLoad.millisToResume(
                    rest.base(), user.token(), events - RESUME_MISSED, events));
        }
        millis.sort(Comparator.naturalOrder());
        double median = millis.get(RESUME_RUNS / 2);
        rows.add("%,d missed events of an account of %,d came after %,.0f ms (slowest %,.0f)"
                .formatted(RESUME_MISSED, events, median, millis.getLast()));
        mark("10,000 missed events within a second", median < RESUME_MILLIS_MAX);
    }

    /** When nothing more comes of the orders, and the tables have it. */
    private long lastEvent(RestClient.User user) {
        long before = -1;
        long last = 0;
        while (last != before || !isInTables(user, last)) {
            before = last;
            last = events(user, 0).get("last_sequence").asLong();
        }
        return last;
    }

    private boolean isInTables(RestClient.User user, long last) {
        return last == 0 || !events(user, last - 1).get("events").isEmpty();
    }

    private JsonNode events(RestClient.User user, long after) {
        return rest.get("/api/v1/account/events?limit=1&after=" + after, user.token());
    }

    private void depth() {
        steps.accept("%,d sockets on depth".formatted(DEPTH_SOCKETS));
        FanoutLoad.Result depth = follow(DEPTH_SOCKETS, "depth");
        latencies("%,d sockets on depth".formatted(DEPTH_SOCKETS), depth);
        mark("depth p99 below 400 ms", depth.latencies().millis(99) < DEPTH_P99_MAX);
        mark("depth without gaps", depth.gaps() == 0);
    }

    /**
     * The same sockets all the time, with a stalled one beside them in every other window, because
     * the machine is not always alike.
     */
    private void raw() {
        List<FanoutLoad.Result> alone = new ArrayList<>();
        List<FanoutLoad.Result> beside = new ArrayList<>();
        String subscribe = subscribe("depth-raw", MARKET);
        steps.accept("%,d sockets on depth-raw".formatted(RAW_SOCKETS));
        try (FanoutLoad load =
                FanoutLoad.open(rest.base(), RAW_SOCKETS, List.of(subscribe), true)) {
            CompletableFuture<?> flow =
                    flow(0, CHANGES_PER_SECOND, RAW_WARM_UP_SECONDS + 2 * RAW_PAIRS * seconds);
            load.run(0, RAW_WARM_UP_SECONDS);
            for (int i = 0; i < RAW_PAIRS; i++) {
                steps.accept("beside one that never reads, %d of %d".formatted(i + 1, RAW_PAIRS));
                if (i % 2 == 0) {
                    alone.add(load.run(0, seconds));
                    beside.add(besideStalled(load, subscribe));
                } else {
                    beside.add(besideStalled(load, subscribe));
                    alone.add(load.run(0, seconds));
                }
            }
            flow.join();
        }
        FanoutLoad.Result raw = median(alone);
        latencies("%,d sockets on depth-raw".formatted(RAW_SOCKETS), raw);
        FanoutLoad.Result stalled = median(beside);
        latencies("  the same beside one that never reads", stalled);
        rows.add("  p99 of each window: " + p99s(alone) + "; beside it: " + p99s(beside));
        mark("depth-raw p99 below 200 ms", raw.latencies().millis(99) < RAW_P99_MAX);
        mark("depth-raw without gaps", alone.stream().allMatch(each -> each.gaps() == 0));
        mark(
                "depth-raw beside it without gaps",
                beside.stream().allMatch(each -> each.gaps() == 0));
        mark(
                "one that never reads costs the others at most 10 % of their p99",
                stalled.latencies().millis(99)
                        <= STALLED_FACTOR_MAX * raw.latencies().millis(99));
    }

    private FanoutLoad.Result besideStalled(FanoutLoad load, String subscribe) {
        Runnable end = FanoutLoad.stalled(rest.base(), subscribe);
        FanoutLoad.Result result = load.run(0, seconds);
        end.run();
        return result;
    }

    /** By p99. */
    private static FanoutLoad.Result median(List<FanoutLoad.Result> runs) {
        return runs.stream()
                .sorted(Comparator.comparingDouble(each -> each.latencies().millis(99)))
                .toList()
                .get(runs.size() / 2);
    }

    private static String p99s(List<FanoutLoad.Result> runs) {
        return runs.stream()
                        .map(each -> "%.0f".formatted(each.latencies().millis(99)))
                        .collect(Collectors.joining(", "))
                + " ms";
    }

    private FanoutLoad.Result follow(int sockets, String channel) {
        List<String> messages = List.of(subscribe(channel, MARKET));
        try (FanoutLoad load = FanoutLoad.open(rest.base(), sockets, messages, true)) {
            CompletableFuture<?> flow = flow(0, CHANGES_PER_SECOND);
            FanoutLoad.Result result = load.run(WARM_UP_SECONDS, seconds);
            flow.join();
            return result;
        }
    }

    private CompletableFuture<?> flow(int market, int perSecond) {
        return flow(market, perSecond, WARM_UP_SECONDS + seconds);
    }

    private CompletableFuture<?> flow(int market, int perSecond, double duration) {
        SocketLoad load = new SocketLoad(
                rest, users.get(market), MARKETS.get(market), "fanout-" + flowCount++ + "-");
        return CompletableFuture.runAsync(() -> load.openLoop(perSecond, duration), flows);
    }

    /** More than the machine can tell one by one: changes share frames, and connecting goes on. */
    private void saturated() {
        steps.accept("six topics to %,d sockets".formatted(RACE_SOCKETS));
        List<String> messages = new ArrayList<>();
        for (String market : MARKETS) {
            for (String channel : List.of("trades", "depth-raw", "orders")) {
                messages.add(subscribe(channel, market));
            }
        }
        FanoutLoad.Result all;
        CompletableFuture<Double> connected;
        try (FanoutLoad load = FanoutLoad.open(rest.base(), RACE_SOCKETS, messages, false)) {
            List<CompletableFuture<?>> orders = new ArrayList<>();
            for (int market = 0; market < MARKETS.size(); market++) {
                orders.add(flow(market, RACE_ORDERS_PER_SECOND));
            }
            connected = CompletableFuture.supplyAsync(
                    () -> FanoutLoad.millisToBegin(rest.base(), subscribe("depth", MARKET)),
                    CompletableFuture.delayedExecutor(
                            (long) WARM_UP_SECONDS + 1, TimeUnit.SECONDS, flows));
            all = load.run(WARM_UP_SECONDS, seconds);
            orders.forEach(CompletableFuture::join);
        }
        double millis = connected.join();
        frames("saturated: 6 topics to " + RACE_SOCKETS + " sockets, changes share frames", all);
        rows.add("  one more socket had its first message after %,.0f ms".formatted(millis));
        mark("connecting while saturated within 5 s", millis < CONNECT_MILLIS_MAX);
    }

    /** The same text, a frame each, to the same many sockets: ours and Node's ws in turn. */
    private void race() {
        List<FanoutLoad.Result> ours = new ArrayList<>();
        List<FanoutLoad.Result> theirs = new ArrayList<>();
        for (int i = 1; i <= RACE_RUNS; i++) {
            steps.accept("frames, %d of %d".formatted(i, RACE_RUNS));
            ours.add(broadcast());
            steps.accept("frames of Node's ws");
            peer().ifPresent(theirs::add);
        }
        FanoutLoad.Result mine = fastest(ours);
        frames("one text to %,d sockets, a frame each".formatted(RACE_SOCKETS), mine);
        if (theirs.isEmpty()) {
            rows.add("  Node's ws is not here to be measured: npm --prefix frontend ci");
            return;
        }
        FanoutLoad.Result other = fastest(theirs);
        frames("  the same of Node's ws", other);
        mark(
                "frames/s at least those of Node's ws",
                mine.framesPerSecond() >= other.framesPerSecond());
    }

    private static FanoutLoad.Result fastest(List<FanoutLoad.Result> runs) {
        return runs.stream()
                .max(Comparator.comparingDouble(FanoutLoad.Result::framesPerSecond))
                .orElseThrow();
    }

    private FanoutLoad.Result broadcast() {
        AtomicReference<LongSupplier> taken = new AtomicReference<>(() -> 0);
        String text = "x".repeat(RACE_FRAME_BYTES);
        try (BroadcastServer server = new BroadcastServer(
                        engine.system(), config, text, () -> taken.get().getAsLong());
                FanoutLoad load = FanoutLoad.open(server.uri(), RACE_SOCKETS, List.of(), false)) {
            taken.set(load::received);
            server.start(RACE_SOCKETS);
            return load.run(WARM_UP_SECONDS, seconds);
        }
    }

    private Optional<FanoutLoad.Result> peer() {
        Path script = home.resolve("frontend/bench/ws-fanout.mjs");
        if (!Files.isDirectory(home.resolve("frontend/node_modules/ws"))) {
            return Optional.empty();
        }
        Process node = start("node", script.toString(), String.valueOf(RACE_FRAME_BYTES));
        try {
            String port = new BufferedReader(
                            new InputStreamReader(node.getInputStream(), StandardCharsets.US_ASCII))
                    .readLine();
            URI base = URI.create("http://127.0.0.1:" + port);
            try (FanoutLoad load = FanoutLoad.open(base, RACE_SOCKETS, List.of(), false)) {
                return Optional.of(load.run(WARM_UP_SECONDS, seconds));
            }
        } catch (IOException e) {
            throw new IllegalStateException("Node's ws said no port", e);
        } finally {
            node.destroy();
        }
    }

    private static Process start(String... command) {
        try {
            return new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
        } catch (IOException e) {
            throw new IllegalStateException("cannot start " + command[0], e);
        }
    }

    private static String subscribe(String channel, String market) {
        return "{\"op\":\"subscribe\",\"channel\":\"" + channel + "\",\"symbol\":\"" + market
                + "\"}";
    }

    private void latencies(String name, FanoutLoad.Result result) {
        rows.add("%-45s %,10.0f changes/s, %,.0f frames/s   %s"
                .formatted(
                        name,
                        result.changesPerSecond(),
                        result.framesPerSecond(),
                        result.latencies().text()));
    }

    private void frames(String name, FanoutLoad.Result result) {
        rows.add(String.format(
                Locale.ROOT,
                "%-45s %,10.0f frames/s of %.0f bytes",
                name,
                result.framesPerSecond(),
                result.bytesPerFrame()));
    }

    private void mark(String what, boolean reached) {
        if (!reached) {
            failures.add(what);
        }
    }
}
