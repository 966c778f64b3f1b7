package exchange.drill;

import exchange.market.AccountIds;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Somebody else writes the next row of a book or a ledger: committed, as a node would that was
 * taken for dead, or uncommitted, and held for a while. Only that entity begins anew.
 */
final class Poison implements Drill {
    private static final Duration SERVED_LIMIT = Duration.ofSeconds(60);
    private static final long HELD_MILLIS = 15_000;
    private static final long LOOK_MILLIS = 50;
    private static final int KINDS = 4;

    @Override
    public String name() {
        return "poison";
    }

    @Override
    public String how() {
        return "an entity's next row is written by another, or held uncommitted for 15 s";
    }

    @Override
    public Goal goal() {
        return Goal.of("only that entity restarts");
    }

    @Override
    public int onceCycles() {
        return 10;
    }

    @Override
    public void cycle(Scene scene, int cycle) throws Exception {
        String symbol = Load.market(cycle);
        boolean isBook = cycle % 2 == 1;
        boolean isCommitted = cycle % KINDS < KINDS / 2;
        String entity = isBook
                ? "OrderBook|" + symbol
                : "Ledger|"
                        + AccountIds.partition(
                                scene.load().traders().getFirst().account(),
                                DrillCluster.PARTITIONS);
        Map<String, List<String>> before = scene.incarnations();
        try (PlantedRow row = PlantedRow.plant(
                scene.cluster().database(), entity, scene.journal().host(entity))) {
            if (isCommitted) {
                row.commit();
            } else {
                Thread.sleep(HELD_MILLIS);
            }
        }
        awaitNoticed(scene, entity, before.get(entity).size() + (isCommitted ? 1 : 0));
        scene.load().awaitServed(SERVED_LIMIT);
        compare(scene, entity, isCommitted, before);
    }

    /** It may take a moment until it writes its next row. */
    private static void awaitNoticed(Scene scene, String entity, int known)
            throws SQLException, InterruptedException {
        long giveUp = System.nanoTime() + SERVED_LIMIT.toNanos();
        while (scene.incarnations().get(entity).size() <= known && System.nanoTime() < giveUp) {
            Thread.sleep(LOOK_MILLIS);
        }
    }

    private static void compare(
            Scene scene, String entity, boolean isCommitted, Map<String, List<String>> before)
            throws SQLException {
        scene.requireNoRestarts(before, entity::equals);
        int own = scene.incarnations().get(entity).size()
                - before.get(entity).size()
                - (isCommitted ? 1 : 0);
        scene.happened(entity + (isCommitted ? " had a stranger's row" : " was held up for 15 s")
                + ", began " + own + " times anew");
        if (own < 1) {
            scene.violation(entity + " did not notice the row");
        }
    }
}
