package exchange.drill;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A node stands still for some seconds and goes on as if nothing had been. The others may have
 * taken over meanwhile: then what it writes is refused, and it ends.
 */
final class Zombie implements Drill {
    private static final int CUT_OFF = 9;
    private static final int MILLIS_MIN = 1_000;
    /** The others have surely gone on without a node that stood still for so long. */
    private static final int SURELY_OUT_MILLIS = 10_000;

    private static final Duration END_LIMIT = Duration.ofSeconds(40);
    private static final Duration MAYBE_LIMIT = Duration.ofSeconds(12);
    private static final Duration SERVED_LIMIT = Duration.ofSeconds(60);

    private final int millisMax;

    Zombie() {
        this(30_000);
    }

    /** @param millisMax the longest that a node stands still */
    Zombie(int millisMax) {
        this.millisMax = millisMax;
    }

    @Override
    public String name() {
        return "zombie";
    }

    @Override
    public String how() {
        return "SIGSTOP of a node for 1 to 30 s, then SIGCONT";
    }

    @Override
    public Goal goal() {
        return Goal.of("one writer wins, no innocent entity restarts");
    }

    @Override
    public int onceCycles() {
        return 30;
    }

    @Override
    public void cycle(Scene scene, int cycle) throws Exception {
        String symbol = Load.market(cycle);
        scene.awaitSettled();
        DrillNode node = scene.hostOf(symbol);
        Map<String, List<String>> before = scene.incarnations();
        int millis = MILLIS_MIN + scene.random().nextInt(millisMax - MILLIS_MIN + 1);
        node.freeze();
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } finally {
            node.thaw();
        }
        boolean ended = hasEnded(scene, node, millis);
        scene.happened("%s stood still for %.1f s and %s"
                .formatted(node, millis / 1000.0, ended ? "ended" : "went on"));
        scene.load().awaitServed(SERVED_LIMIT);
        scene.requireNoRestarts(
                before, entity -> scene.cluster().at(before.get(entity).getLast()) == node);
        if (ended) {
            scene.cluster().start(node);
        }
    }

    /** Whether the others went on without it, in which case it has to end by itself. */
    private static boolean hasEnded(Scene scene, DrillNode node, int millis)
            throws InterruptedException {
        boolean isOut = millis >= SURELY_OUT_MILLIS;
        try {
            int code = node.awaitEnd(isOut ? END_LIMIT : MAYBE_LIMIT);
            if (code != CUT_OFF) {
                scene.violation(node + " ended with exit code " + code);
            }
            return true;
        } catch (TimeoutException e) {
            if (isOut) {
                scene.violation(node + " stood still for " + millis + " ms and still lives");
            }
            return false;
        }
    }
}
