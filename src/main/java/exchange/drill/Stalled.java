package exchange.drill;

import exchange.load.FanoutLoad;
import exchange.load.Latencies;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * A thousand sockets follow everything that is public, some of them an account as well, and stop
 * reading. What waits for them must not fill the nodes, and nobody else may be served more slowly.
 * How fast the others are served is measured without and with them by turns, because a machine that
 * does other things is not equally fast all the time.
 */
final class Stalled implements Drill {
    private static final int SOCKETS = 1_000;
    private static final int OF_SO_MANY_FOLLOW_AN_ACCOUNT = 10;
    private static final int TURNS = 2;
    private static final int OPENERS = 16;
    /** Until then the system's own buffers are full. */
    private static final Duration FILLING = Duration.ofSeconds(15);

    private static final double SLOWER_MAX = 1.1;
    /** What a clock of a busy machine tells apart. */
    private static final double MILLIS_ALIKE = 3;

    private static final long MEBI = 1024 * 1024;
    private static final long BYTES_A_SOCKET_MAX = MEBI / 4;

    private static final String PING = "{\"op\":\"ping\"}]";
    private static final List<String> CHANNELS = List.of("depth-raw", "depth", "trades", "ticker");

    private final int sockets;
    private final Duration phase;

    Stalled() {
        this(SOCKETS, Duration.ofSeconds(20));
    }

    /**
     * @param sockets how many of them, on all nodes
     * @param phase how long is measured without and with them, each time
     */
    Stalled(int sockets, Duration phase) {
        this.sockets = sockets;
        this.phase = phase;
    }

    @Override
    public String name() {
        return "stalled";
    }

    @Override
    public String how() {
        return "1,000 sockets that follow all markets stop reading";
    }

    @Override
    public Goal goal() {
        return Goal.of("bounded heap, p99 of the others +10 % at most");
    }

    @Override
    public int onceCycles() {
        return 3;
    }

    /** They all come from one address, and are to stand as long as is measured. */
    @Override
    public Stage stage() {
        return Stage.USUAL.withConfig("""
                exchange.limits.sockets-per-address = 2000
                exchange.limits.sockets-per-account = 2000
                exchange.session.stuck-after = 240s
                exchange.session.silent-after = 240s
                """);
    }

    @Override
    public Optional<String> obstacle() {
        return Files.isExecutable(DrillNode.jcmd())
                ? Optional.empty()
                : Optional.of("needs a JDK, for jcmd");
    }

    @Override
    public void cycle(Scene scene, int cycle) throws Exception {
        List<DrillNode> nodes = scene.cluster().nodes();
        Latencies without = new Latencies();
        Latencies with = new Latencies();
        List<Double> growths = new ArrayList<>();
        for (int turn = 0; turn < TURNS; turn++) {
            List<Long> before = usedBytes(nodes);
            scene.load().measure(without, phase);
            List<Runnable> stalled = open(scene);
            try {
                TimeUnit.MILLISECONDS.sleep(FILLING.toMillis());
                scene.load().measure(with, phase);
                requireOpen(nodes);
                List<Long> after = usedBytes(nodes);
                for (int node = 0; node < nodes.size(); node++) {
                    long growth = after.get(node) - before.get(node);
                    growths.add(growth / (double) MEBI);
                    judge(scene, nodes.get(node), growth);
                }
            } finally {
                stalled.forEach(Runnable::run);
            }
        }
        judge(scene, without.millis(99), with.millis(99));
        scene.happened("without them %s; with them %s; the heaps have %s MiB more"
                .formatted(
                        without.text(),
                        with.text(),
                        growths.stream()
                                .map(each -> String.format(Locale.ROOT, "%.0f", each))
                                .collect(Collectors.joining(", "))));
    }

    /** Returns what closes each. */
    private List<Runnable> open(Scene scene) throws InterruptedException {
        long began = System.nanoTime();
        List<Runnable> stalled = new ArrayList<>();
        ExecutorService openers = Executors.newFixedThreadPool(OPENERS);
        try {
            List<Future<Runnable>> opening = new ArrayList<>();
            for (int i = 0; i < sockets; i++) {
                int number = i;
                opening.add(openers.submit(() -> open(scene, number)));
            }
            for (Future<Runnable> each : opening) {
                stalled.add(each.get());
            }
        } catch (ExecutionException e) {
            stalled.forEach(Runnable::run);
            throw new IllegalStateException("cannot open all: " + e.getCause().getMessage(), e);
        } finally {
            openers.shutdownNow();
        }
        double seconds = (System.nanoTime() - began) / 1e9;
        scene.happened("%d sockets opened in %.1f s".formatted(sockets, seconds));
        return stalled;
    }

    private static Runnable open(Scene scene, int number) {
        List<DrillNode> nodes = scene.cluster().nodes();
        String follow = number % OF_SO_MANY_FOLLOW_AN_ACCOUNT == 0 ? ofAccount(scene, number) : "";
        return FanoutLoad.stalled(
                nodes.get(number % nodes.size()).uri(), everything(), "[" + follow + PING);
    }

    private static String everything() {
        return Load.MARKETS.stream()
                .flatMap(symbol -> CHANNELS.stream()
                        .map(channel -> "{\"op\":\"subscribe\",\"channel\":\"" + channel
                                + "\",\"symbol\":\"" + symbol + "\"}"))
                .collect(Collectors.joining(",", "[", "]"));
    }

    /** All that ever happened to it, as fast as it is read. */
    private static String ofAccount(Scene scene, int i) {
        List<Trader> traders = scene.load().traders();
        Trader trader = traders.get(i / OF_SO_MANY_FOLLOW_AN_ACCOUNT % traders.size());
        return "{\"op\":\"auth\",\"token\":\"" + trader.token()
                + "\"},{\"op\":\"resume\",\"after\":0},";
    }

    /** What is in use in each heap when all garbage is collected. */
    private static List<Long> usedBytes(List<DrillNode> nodes)
            throws IOException, InterruptedException {
        List<Long> used = new ArrayList<>();
        for (DrillNode node : nodes) {
            node.collectGarbage();
            used.add((long) NodeMetrics.sum(node, "jvm_memory_used_bytes", "area=\"heap\"")
                    .orElseThrow());
        }
        return used;
    }

    /** Nothing is proved by sockets that were refused, or closed meanwhile. */
    private void requireOpen(List<DrillNode> nodes) throws IOException {
        double open = 0;
        for (DrillNode node : nodes) {
            open += NodeMetrics.sum(node, "sockets_open", "socket=\"v1\"").orElse(0);
        }
        if (open < sockets) {
            throw new IllegalStateException(
                    "only " + (long) open + " sockets stand, of " + sockets + " that do not read");
        }
    }

    private void judge(Scene scene, DrillNode node, long growth) {
        int here = 1 + sockets / scene.cluster().nodes().size();
        if (growth > here * BYTES_A_SOCKET_MAX) {
            scene.violation("the heap of " + node + " grew by " + growth / MEBI + " MiB");
        }
    }

    private static void judge(Scene scene, double without, double with) {
        if (with > without * SLOWER_MAX && with - without > MILLIS_ALIKE) {
            scene.violation("p99 of the others went from %.1f to %.1f ms".formatted(without, with));
        }
    }
}
