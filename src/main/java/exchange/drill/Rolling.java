package exchange.drill;

import java.time.Duration;
import java.util.List;

/**
 * Every node is told to end and started again, one after the other and the oldest last, as for a
 * new release. Clients notice no more than a pause.
 */
final class Rolling implements Drill {
    private static final long PAUSE_MILLIS = 2_000;
    /** What an order has that does not say it. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final Duration END_LIMIT = Duration.ofSeconds(30);
    private static final Duration READY_LIMIT = Duration.ofSeconds(60);
    private static final Duration SERVED_LIMIT = Duration.ofSeconds(30);
    private static final int TOLD_TO_END = 143;

    private final Duration patience;
    private final int nodesMax;

    Rolling() {
        this(PATIENCE, Integer.MAX_VALUE);
    }

    /**
     * @param patience how long an order may take before it counts as not acknowledged
     * @param nodesMax how many nodes, the youngest first
     */
    Rolling(Duration patience, int nodesMax) {
        this.patience = patience;
        this.nodesMax = nodesMax;
    }

    @Override
    public String name() {
        return "rolling";
    }

    @Override
    public String how() {
        return "SIGTERM one by one, each restarted and ready before the next";
    }

    @Override
    public Goal goal() {
        return Goal.outageAtMost(
                PAUSE_MILLIS, "each market paused <= 2 s, no failed acknowledgement");
    }

    @Override
    public int onceCycles() {
        return 20;
    }

    @Override
    public void cycle(Scene scene, int cycle) throws Exception {
        int failedBefore = scene.load().failures().size();
        scene.load().patience(patience);
        try {
            List<DrillNode> nodes = scene.cluster().youngestFirst();
            for (DrillNode node : nodes.subList(0, Math.min(nodesMax, nodes.size()))) {
                roll(scene, node);
            }
        } finally {
            scene.load().usualPatience();
        }
        List<String> failures = scene.load().failures();
        failures.subList(failedBefore, failures.size())
                .forEach(each -> scene.violation("not acknowledged: " + each));
    }

    private static void roll(Scene scene, DrillNode node) throws Exception {
        scene.load().lapMillis();
        node.terminate();
        int code = node.awaitEnd(END_LIMIT);
        if (code != TOLD_TO_END) {
            scene.violation(node + " was told to end and ended with exit code " + code);
        }
        scene.load().awaitServed(SERVED_LIMIT);
        long leaving = scene.load().lapMillis();
        scene.cluster().start(node);
        node.awaitReady(READY_LIMIT);
        scene.load().awaitServed(SERVED_LIMIT);
        long coming = scene.load().lapMillis();
        scene.happened("%s gone: paused %d ms, back: %d ms".formatted(node, leaving, coming));
    }
}
