package exchange.drill;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One node loses its connections to PostgreSQL in the middle of its transactions and gets no new
 * ones for a while; the other nodes keep theirs. What lives there stands still, and nothing else
 * begins anew.
 */
final class DatabaseCut implements Drill {
    private static final long CUT_MILLIS_MIN = 1_000;
    private static final int CUT_MILLIS_SPREAD = 3_000;
    private static final long STALL_MILLIS_MAX = 8_000;

    @Override
    public String name() {
        return "db-cut";
    }

    @Override
    public String how() {
        return "a node cut from PostgreSQL in mid-transaction for 1 to 4 s";
    }

    @Override
    public Goal goal() {
        return Goal.outageAtMost(STALL_MILLIS_MAX, "stall <= 8 s there, nobody elsewhere restarts");
    }

    @Override
    public int onceCycles() {
        return 20;
    }

    @Override
    public Stage stage() {
        return Stage.USUAL.withProxies();
    }

    @Override
    public void cycle(Scene scene, int cycle) throws Exception {
        String symbol = Load.market(cycle);
        DrillNode host = scene.hostOf(symbol);
        Map<String, List<String>> before = scene.incarnations();
        Set<String> there = new HashSet<>();
        before.forEach((entity, nodes) -> {
            if (scene.cluster().at(nodes.getLast()) == host) {
                there.add(entity);
            }
        });
        long millis = CUT_MILLIS_MIN + scene.random().nextInt(CUT_MILLIS_SPREAD);
        host.proxy().goDown();
        Thread.sleep(millis);
        host.proxy().comeUp();
        scene.load().awaitServed(Duration.ofSeconds(60));
        scene.happened(host + " cut off for " + millis + " ms");
        scene.requireNoRestarts(before, there::contains);
    }
}
