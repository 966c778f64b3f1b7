package exchange.drill;

import exchange.load.LoadFailed;
import exchange.load.RestClient;
import exchange.market.OrderIds;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One node's clock is set an hour ahead and another's an hour behind, then the first leaps back two
 * hours, while orders with an end wait in every market. They must end at their time by PostgreSQL's
 * clock, once and not earlier, and all that is written bears its time.
 */
final class Clocks implements Drill {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration LIVE_ON = Duration.ofMinutes(10);
    private static final Duration SEEN_LIMIT = Duration.ofSeconds(30);
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(30);
    private static final Duration EXPIRE_LIMIT = Duration.ofSeconds(30);
    private static final Duration TOLD_LIMIT = Duration.ofSeconds(10);
    /** How much a commit may take on a machine that has much else to do. */
    private static final long LATE_MILLIS_MAX = 5_000;

    private static final double SEEN_SECONDS = 3_000;
    private static final long LOOK_MILLIS = 200;

    private final Duration life;

    /** An order and when it has to end. */
    private record Ends(Trader trader, Asked order, Instant at) {
        @Override
        public String toString() {
            return order + " that ends at " + at;
        }
    }

    Clocks() {
        this(Duration.ofSeconds(20));
    }

    /** @param life how long the orders live that are to end */
    Clocks(Duration life) {
        this.life = life;
    }

    @Override
    public String name() {
        return "clock";
    }

    @Override
    public String how() {
        return "a node's clock an hour ahead, another's an hour behind, leaps back";
    }

    @Override
    public Goal goal() {
        return Goal.of("batches by PostgreSQL's time, no expiry early, none undone");
    }

    @Override
    public int onceCycles() {
        return 10;
    }

    @Override
    public Stage stage() {
        return Stage.USUAL.withClocks();
    }

    @Override
    public Optional<String> obstacle() {
        return FakeClock.obstacle();
    }

    @Override
    public void cycle(Scene scene, int cycle) throws Exception {
        DrillCluster cluster = scene.cluster();
        DrillNode ahead = scene.hostOf(Load.market(cycle));
        List<DrillNode> others =
                cluster.nodes().stream().filter(each -> each != ahead).toList();
        DrillNode behind = others.get(scene.random().nextInt(others.size()));
        TimeWatch watch = new TimeWatch(scene, LATE_MILLIS_MAX);
        List<Ends> soon = new ArrayList<>(place(scene, life));
        List<Ends> late = new ArrayList<>(place(scene, LIVE_ON));
        try {
            set(cluster, Map.of(ahead, HOUR, behind, HOUR.negated()), watch);
            soon.addAll(place(scene, life));
            late.addAll(place(scene, LIVE_ON));
            watch.lookFor(life.dividedBy(3));
            set(cluster, Map.of(ahead, HOUR.negated(), behind, Duration.ZERO), watch);
            soon.addAll(place(scene, life));
            awaitAnswers(soon);
            awaitAnswers(late);
            awaitExpired(scene, soon, watch);
        } finally {
            for (DrillNode node : cluster.nodes()) {
                cluster.clock(node).set(Duration.ZERO);
            }
        }
        soon.forEach(each -> judgeEnded(scene, each));
        late.forEach(each -> judgeAlive(scene, each));
        allNodesSay(scene, soon, "CANCELED");
        allNodesSay(scene, late, "OPEN");
        late.forEach(each -> each.trader().cancel(each.order()));
        scene.happened(ahead + " an hour ahead, then behind, " + behind + " behind; " + soon.size()
                + " orders ended, at most " + latest(scene, soon) + " ms after their time, "
                + late.size() + " live on; batches at most " + watch.furthestMillis()
                + " ms off");
    }

    /** One order for each trader, which rests. */
    private static List<Ends> place(Scene scene, Duration life) throws SQLException {
        Instant at = Instant.ofEpochMilli(scene.journal().databaseMillis()).plus(life);
        return scene.load().traders().stream()
                .map(each -> new Ends(each, each.placeUntil(at), at))
                .toList();
    }

    /** Sets clocks and waits until the nodes themselves say that they have it. */
    private static void set(DrillCluster cluster, Map<DrillNode, Duration> offsets, TimeWatch watch)
            throws IOException, SQLException, InterruptedException, TimeoutException {
        for (Map.Entry<DrillNode, Duration> each : offsets.entrySet()) {
            cluster.clock(each.getKey()).set(each.getValue());
        }
        long giveUp = System.nanoTime() + SEEN_LIMIT.toNanos();
        for (Map.Entry<DrillNode, Duration> each : offsets.entrySet()) {
            while (!isSeen(each.getKey(), each.getValue())) {
                if (System.nanoTime() > giveUp) {
                    throw new TimeoutException(
                            each.getKey() + " does not see that its clock was set");
                }
                watch.look();
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            }
        }
    }

    private static boolean isSeen(DrillNode node, Duration by) throws IOException {
        double seconds = NodeMetrics.sum(node, "clock_offset_seconds", "").orElse(0);
        return by.isZero()
                ? Math.abs(seconds) < SEEN_SECONDS
                : seconds * by.toSeconds() > SEEN_SECONDS * SEEN_SECONDS;
    }

    private static void awaitAnswers(List<Ends> orders)
            throws InterruptedException, TimeoutException {
        Load.await(
                ANSWER_LIMIT,
                () -> orders.stream().allMatch(Clocks::isAcknowledged),
                "orders with an end were not acknowledged");
    }

    private static boolean isAcknowledged(Ends order) {
        return order.trader().stateOf(order.order()) == Asked.State.ACKNOWLEDGED;
    }

    /** Returns when the journal has the end of all, or gives up; the judge says what is missing. */
    private static void awaitExpired(Scene scene, List<Ends> orders, TimeWatch watch)
            throws SQLException, InterruptedException {
        Instant last = orders.stream().map(Ends::at).max(Instant::compareTo).orElseThrow();
        long left = last.toEpochMilli() - scene.journal().databaseMillis();
        long giveUp = System.nanoTime() + EXPIRE_LIMIT.plusMillis(left).toNanos();
        while (System.nanoTime() < giveUp
                && orders.stream().anyMatch(each -> expiries(scene, each).isEmpty())) {
            watch.look();
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
    }

    private static List<Long> expiries(Scene scene, Ends order) {
        return scene.journal().expired(order.order().orderId());
    }

    private static void judgeEnded(Scene scene, Ends order) {
        List<Long> found = expiries(scene, order);
        long due = order.at().toEpochMilli();
        if (found.size() != 1) {
            scene.violation(order + " has ended " + found.size() + " times");
        } else if (found.getFirst() < due) {
            scene.violation(order + " has ended " + (due - found.getFirst()) + " ms early");
        } else if (found.getFirst() > due + LATE_MILLIS_MAX) {
            scene.violation(order + " has ended " + (found.getFirst() - due) + " ms late");
        }
    }

    private static void judgeAlive(Scene scene, Ends order) {
        if (!expiries(scene, order).isEmpty()) {
            scene.violation(order + " has ended long before its time");
        }
    }

    private static long latest(Scene scene, List<Ends> orders) {
        return orders.stream()
                .flatMap(each -> expiries(scene, each).stream()
                        .map(time -> time - each.at().toEpochMilli()))
                .mapToLong(Long::longValue)
                .max()
                .orElse(0);
    }

    /** Whoever is asked: nobody lets an order that has ended live, or the other way round. */
    private static void allNodesSay(Scene scene, List<Ends> orders, String status)
            throws InterruptedException {
        long giveUp = System.nanoTime() + TOLD_LIMIT.toNanos();
        for (Ends each : orders) {
            for (RestClient node : scene.load().rests()) {
                String said = said(node, each);
                while (!said.equals(status) && System.nanoTime() < giveUp) {
                    TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
                    said = said(node, each);
                }
                if (!said.equals(status)) {
                    scene.violation(node.base() + " says that " + each + " is " + said);
                }
            }
        }
    }

    private static String said(RestClient node, Ends order) {
        String path = "/api/v1/orders/" + OrderIds.toUuid(order.order().orderId());
        try {
            return node.get(path, order.trader().token()).path("status").asText();
        } catch (LoadFailed e) {
            return e.getMessage();
        }
    }
}
