package exchange.drill;

import java.time.Duration;

/** The node where a market lives is killed, and comes back when others have taken over. */
final class KillNode implements Drill {
    static final Goal GOAL = Goal.outage(10_000, 15_000);
    private static final Duration SERVED_LIMIT = Duration.ofSeconds(60);
    private static final long WARM_MILLIS = 500;
    private static final int WARM_SPREAD_MILLIS = 1_000;

    @Override
    public String name() {
        return "kill-node";
    }

    @Override
    public String how() {
        return "kill -9 of the node that hosts a market";
    }

    @Override
    public Goal goal() {
        return GOAL;
    }

    @Override
    public int onceCycles() {
        return 60;
    }

    @Override
    public void cycle(Scene scene, int cycle) throws Exception {
        String symbol = Load.market(cycle);
        DrillNode host = scene.hostOf(symbol);
        scene.happened(host + " with " + symbol + " killed");
        kill(scene, host);
    }

    static void kill(Scene scene, DrillNode node) throws Exception {
        Thread.sleep(WARM_MILLIS + scene.random().nextInt(WARM_SPREAD_MILLIS));
        node.kill9();
        // The silence has to begin before its end can be waited for.
        Thread.sleep(WARM_MILLIS);
        scene.load().awaitServed(SERVED_LIMIT);
        scene.cluster().start(node);
    }
}
