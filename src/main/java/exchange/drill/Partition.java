package exchange.drill;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A node is cut off from the others, but not from its clients and PostgreSQL. The others go on; it
 * ends by itself, and comes back when the cut is healed.
 */
final class Partition implements Drill {
    private static final int CUT_OFF = 9;
    private static final Duration END_LIMIT = Duration.ofSeconds(40);
    private static final Duration SERVED_LIMIT = Duration.ofSeconds(60);
    private static final long WARM_MILLIS = 500;
    private static final int WARM_SPREAD_MILLIS = 1_000;

    @Override
    public String name() {
        return "partition";
    }

    @Override
    public String how() {
        return "a node cut off from the others, but not from clients and PostgreSQL; healed";
    }

    @Override
    public Goal goal() {
        return Goal.of("exactly one side goes on, the other ends and rejoins");
    }

    @Override
    public int onceCycles() {
        return 20;
    }

    @Override
    public Stage stage() {
        return Stage.USUAL.withNamespaces();
    }

    @Override
    public Optional<String> obstacle() {
        return Namespaces.obstacle();
    }

    @Override
    public void cycle(Scene scene, int cycle) throws Exception {
        String symbol = Load.market(cycle);
        DrillNode node = scene.hostOf(symbol);
        Namespaces namespaces = scene.cluster().namespaces();
        TimeUnit.MILLISECONDS.sleep(WARM_MILLIS + scene.random().nextInt(WARM_SPREAD_MILLIS));
        namespaces.cut(node.number());
        try {
            int code = node.awaitEnd(END_LIMIT);
            if (code != CUT_OFF) {
                scene.violation(node + ", cut off, ended with exit code " + code);
            }
            scene.happened(node + " with " + symbol + " cut off and ended");
        } catch (TimeoutException e) {
            scene.violation(node + " was cut off and still lives");
        }
        scene.load().awaitServed(SERVED_LIMIT);
        for (DrillNode other : scene.cluster().nodes()) {
            if (other != node && !other.isAlive()) {
                scene.violation(other + " was not cut off and has ended");
            }
        }
        namespaces.heal(node.number());
        if (!node.isAlive()) {
            scene.cluster().start(node);
        }
    }
}
