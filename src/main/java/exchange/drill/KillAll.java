package exchange.drill;

import java.time.Duration;

/** All nodes are killed at the same moment and started again together, as after a power cut. */
final class KillAll implements Drill {
    private static final long TRADING_MILLIS = 60_000;
    private static final long EVENTS = 1_000_000;
    private static final Duration SERVED_LIMIT = Duration.ofSeconds(120);
    private static final long WARM_MILLIS = 1_000;

    @Override
    public String name() {
        return "kill-all";
    }

    @Override
    public String how() {
        return "kill -9 of all nodes, which start again";
    }

    @Override
    public Goal goal() {
        return Goal.outageAtMost(TRADING_MILLIS, "trading <= 60 s with 1,000,000 events");
    }

    @Override
    public int onceCycles() {
        return 3;
    }

    @Override
    public Stage stage() {
        return Stage.USUAL.withEvents(EVENTS);
    }

    @Override
    public void cycle(Scene scene, int cycle) throws Exception {
        Thread.sleep(WARM_MILLIS);
        for (DrillNode node : scene.cluster().nodes()) {
            node.kill9();
        }
        scene.happened("all killed");
        scene.cluster().startTogether();
        scene.load().awaitServed(SERVED_LIMIT);
    }
}
