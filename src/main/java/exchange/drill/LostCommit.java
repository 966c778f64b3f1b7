package exchange.drill;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A node does not hear that its commits were done: its own connections end without the answers, in
 * the middle of the load. Some clients have little patience and are told UNKNOWN; asked for later,
 * each order is what the journal says, once.
 */
final class LostCommit implements Drill {
    private static final Duration SERVED_LIMIT = Duration.ofSeconds(60);
    private static final int SILENT_MILLIS_MIN = 100;
    private static final int SILENT_MILLIS_MAX = 3_500;
    private static final int PLACE_EVERY_MILLIS = 100;
    private static final int PATIENCE_MILLIS_MIN = 100;
    private static final int PATIENCE_MILLIS_SPREAD = 1_000;

    @Override
    public String name() {
        return "lost-commit";
    }

    @Override
    public String how() {
        return "the replies to a node's commits are dropped, and then its connections";
    }

    @Override
    public Goal goal() {
        return Goal.of("a client is told the truth, or UNKNOWN and then the truth");
    }

    @Override
    public int onceCycles() {
        return 50;
    }

    @Override
    public Stage stage() {
        return Stage.USUAL.withProxies();
    }

    @Override
    public void cycle(Scene scene, int cycle) throws Exception {
        String symbol = Load.market(cycle);
        DrillNode host = scene.hostOf(symbol);
        Thread.sleep(scene.random().nextInt(500));
        int millis =
                SILENT_MILLIS_MIN + scene.random().nextInt(SILENT_MILLIS_MAX - SILENT_MILLIS_MIN);
        host.proxy().loseAnswers();
        List<Asked> asked = new ArrayList<>();
        long until = System.nanoTime() + Duration.ofMillis(millis).toNanos();
        while (System.nanoTime() < until) {
            for (Trader trader : scene.load().traders()) {
                asked.add(trader.placeOne(
                        PATIENCE_MILLIS_MIN + scene.random().nextInt(PATIENCE_MILLIS_SPREAD)));
            }
            Thread.sleep(PLACE_EVERY_MILLIS);
        }
        host.proxy().cut();
        scene.load().awaitServed(SERVED_LIMIT);
        Thread.sleep(PATIENCE_MILLIS_MIN + PATIENCE_MILLIS_SPREAD);
        long unknown = asked.stream().filter(Asked::wasUnknown).count();
        scene.happened("%s heard nothing for %d ms, %d of %d impatient orders were UNKNOWN"
                .formatted(host, millis, unknown, asked.size()));
    }
}
