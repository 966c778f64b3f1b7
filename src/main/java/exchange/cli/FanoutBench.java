package exchange.cli;

import exchange.load.FanoutLoad;
import exchange.load.RestClient;
import exchange.load.SocketLoad;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

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
    private static final int DEPTH_SOCKETS = 1_000;
    private static final int RAW_SOCKETS = 100;
    private static final int RACE_SOCKETS = 500;
    private static final int RACE_ORDERS_PER_SECOND = 250;
    private static final double WARM_UP_SECONDS = 10;
    private static final double DEPTH_P99_MAX = 400;
    private static final double RAW_P99_MAX = 200;
    private static final double STALLED_FACTOR_MAX = 1.1;
    private static final double CONNECT_MILLIS_MAX = 5_000;

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
            RestClient rest,
            List<RestClient.User> users,
            Path home,
            double seconds,
            Consumer<String> steps) {
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
            depth();
            raw();
            race();
        } finally {
            flows.shutdown();
        }
    }

    private void depth() {
        steps.accept("%,d sockets on depth".formatted(DEPTH_SOCKETS));
        FanoutLoad.Result depth = follow(DEPTH_SOCKETS, "depth");
        latencies("%,d sockets on depth".formatted(DEPTH_SOCKETS), depth);
        mark("depth p99 below 400 ms", depth.latencies().millis(99) < DEPTH_P99_MAX);
        mark("depth without gaps", depth.gaps() == 0);
    }

    /** The stalled one is measured between two runs without it: the machine is not always alike. */
    private void raw() {
        steps.accept("%,d sockets on depth-raw".formatted(RAW_SOCKETS));
        FanoutLoad.Result raw = follow(RAW_SOCKETS, "depth-raw");
        latencies("%,d sockets on depth-raw".formatted(RAW_SOCKETS), raw);
        mark("depth-raw p99 below 200 ms", raw.latencies().millis(99) < RAW_P99_MAX);
        mark("depth-raw without gaps", raw.gaps() == 0);
        steps.accept("the same beside one that never reads");
        Runnable end = FanoutLoad.stalled(rest.base(), subscribe("depth-raw", MARKET));
        FanoutLoad.Result beside = follow(RAW_SOCKETS, "depth-raw");
        end.run();
        latencies("  the same beside one that never reads", beside);
        steps.accept("the same without it again");
        FanoutLoad.Result again = follow(RAW_SOCKETS, "depth-raw");
        latencies("  the same without it again", again);
        double without = Math.max(raw.latencies().millis(99), again.latencies().millis(99));
        mark(
                "one that never reads costs the others at most 10 % of their p99",
                beside.latencies().millis(99) <= STALLED_FACTOR_MAX * without);
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
        SocketLoad load = new SocketLoad(
                rest, users.get(market), MARKETS.get(market), "fanout-" + flowCount++ + "-");
        return CompletableFuture.runAsync(
                () -> load.openLoop(perSecond, WARM_UP_SECONDS + seconds), flows);
    }

    private void race() {
        steps.accept("frames, %,d sockets".formatted(RACE_SOCKETS));
        List<String> messages = new ArrayList<>();
        for (String market : MARKETS) {
            for (String channel : List.of("trades", "depth-raw", "orders")) {
                messages.add(subscribe(channel, market));
            }
        }
        FanoutLoad.Result ours;
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
            ours = load.run(WARM_UP_SECONDS, seconds);
            orders.forEach(CompletableFuture::join);
        }
        double millis = connected.join();
        frames("frames of " + messages.size() + " topics to " + RACE_SOCKETS + " sockets", ours);
        rows.add("  one more socket had its first message after %,.0f ms".formatted(millis));
        mark("connecting while saturated within 5 s", millis < CONNECT_MILLIS_MAX);
        peer((int) Math.round(ours.bytesPerFrame()), ours.framesPerSecond());
    }

    private void peer(int frameBytes, double ours) {
        Path script = home.resolve("frontend/bench/ws-fanout.mjs");
        if (!Files.isDirectory(home.resolve("frontend/node_modules/ws"))) {
            rows.add("  Node's ws is not here to be measured: npm --prefix frontend ci");
            return;
        }
        steps.accept("frames of Node's ws");
        Process node = null;
        try {
            node = new ProcessBuilder("node", script.toString(), String.valueOf(frameBytes))
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            String port = new BufferedReader(
                            new InputStreamReader(node.getInputStream(), StandardCharsets.US_ASCII))
                    .readLine();
            URI base = URI.create("http://127.0.0.1:" + port);
            try (FanoutLoad load = FanoutLoad.open(base, RACE_SOCKETS, List.of(), false)) {
                FanoutLoad.Result theirs = load.run(WARM_UP_SECONDS, seconds);
                frames("  the same many of Node's ws", theirs);
                mark("frames/s at least those of Node's ws", ours >= theirs.framesPerSecond());
            }
        } catch (IOException e) {
            rows.add("  Node's ws could not be measured: " + e.getMessage());
        } finally {
            if (node != null) {
                node.destroy();
            }
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
