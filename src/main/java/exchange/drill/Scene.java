package exchange.drill;

import exchange.audit.Audit;
import exchange.audit.AuditReport;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

/**
 * Where drills happen: a cluster that runs, clients who load it, and the journal to compare with.
 * Several drills may use one scene, one after the other.
 */
public final class Scene implements AutoCloseable {
    private static final Duration SERVED_LIMIT = Duration.ofSeconds(60);
    private static final Duration SETTLE_LIMIT = Duration.ofSeconds(90);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(30);
    private static final Duration UNMOVED = Duration.ofSeconds(12);
    private static final long LOOK_MILLIS = 500;

    private final DrillCluster cluster;
    private final Load load;
    private final DrillJournal journal;
    private final Random random;
    private final List<String> violations = new ArrayList<>();
    private final List<String> happenings = new ArrayList<>();

    /** What came of one cycle. */
    public record Outcome(long outageMillis, List<String> violations, String happened) {
        public Outcome {
            violations = List.copyOf(violations);
        }
    }

    private Scene(DrillCluster cluster, Load load, DrillJournal journal, Random random) {
        this.cluster = cluster;
        this.load = load;
        this.journal = journal;
        this.random = random;
    }

    /** @param folder for everything that it makes */
    public static Scene open(Path folder, Stage stage, long seed, Filler filler)
            throws IOException, InterruptedException, TimeoutException {
        DrillCluster cluster = DrillCluster.prepare(folder, stage);
        try {
            if (stage.events() > 0) {
                filler.fill(cluster.database(), stage.events());
            }
            cluster.start();
            Random random = new Random(seed);
            List<URI> nodes = cluster.nodes().stream().map(DrillNode::uri).toList();
            Load load = Load.begin(nodes, stage.share(), random);
            DrillJournal journal = new DrillJournal(cluster.database());
            load.traders().forEach(each -> journal.follow(each.account()));
            return new Scene(cluster, load, journal, random);
        } catch (InterruptedException | TimeoutException | RuntimeException e) {
            cluster.close();
            throw e;
        }
    }

    public DrillCluster cluster() {
        return cluster;
    }

    public Load load() {
        return load;
    }

    public DrillJournal journal() {
        return journal;
    }

    /** The drill's own, from its seed. */
    public Random random() {
        return random;
    }

    /** The node where a market's book lives, as the journal says. */
    public DrillNode hostOf(String symbol) throws SQLException {
        journal.refresh();
        return cluster.at(journal.host("OrderBook|" + symbol));
    }

    /** Where each entity has begun so far. */
    public Map<String, List<String>> incarnations() throws SQLException {
        journal.refresh();
        return journal.incarnations();
    }

    /**
     * Returns when nobody has begun anywhere for a while. A node that came back is given its part a
     * little every ten seconds, and who is on the way to it may come back when that is broken off.
     */
    public void awaitSettled() throws SQLException, InterruptedException, TimeoutException {
        long giveUp = System.nanoTime() + SETTLE_LIMIT.toNanos();
        Map<String, List<String>> last = incarnations();
        long since = System.nanoTime();
        while (System.nanoTime() - since < UNMOVED.toNanos()) {
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            Map<String, List<String>> now = incarnations();
            if (!now.equals(last)) {
                last = now;
                since = System.nanoTime();
            }
            if (System.nanoTime() > giveUp) {
                throw new TimeoutException("books and ledgers were moved about all the time");
            }
        }
    }

    /**
     * Nobody may have begun again where it already was, unless it is guilty; moving to another node
     * is no harm.
     *
     * @param before what {@link #incarnations} was
     */
    public void requireNoRestarts(Map<String, List<String>> before, Predicate<String> isGuilty)
            throws SQLException {
        incarnations().forEach((entity, nodes) -> {
            int known = before.getOrDefault(entity, List.of()).size();
            for (int i = Math.max(1, known); i < nodes.size(); i++) {
                if (nodes.get(i).equals(nodes.get(i - 1)) && !isGuilty.test(entity)) {
                    violation(entity + " began again on " + cluster.at(nodes.get(i)));
                }
            }
        });
    }

    /** Something is as it must never be. */
    public void violation(String what) {
        violations.add(what);
    }

    /** Something worth a word in the line of this cycle. */
    public void happened(String what) {
        happenings.add(what);
    }

    /** Carries out one cycle under load, and compares everything when all is quiet again. */
    public Outcome play(Drill drill, int cycle) throws InterruptedException {
        violations.clear();
        happenings.clear();
        long outage = 0;
        try {
            load.resume(SERVED_LIMIT);
            drill.cycle(this, cycle);
            load.awaitServed(SERVED_LIMIT);
            outage = load.outageMillis();
            cluster.awaitServing();
            load.settle(SETTLE_LIMIT);
            violations.addAll(Checks.run(load, journal));
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            violations.add("the cycle did not come to its end: " + e);
        }
        return new Outcome(outage, violations, String.join(", ", happenings));
    }

    /**
     * Stops all nodes in order, so that each entity's last state is stored, and audits: every batch
     * from the first on leads to these states, and all the money is there.
     */
    public List<String> finish() throws InterruptedException {
        List<String> found = new ArrayList<>();
        try {
            for (DrillNode node : cluster.nodes()) {
                if (node.isAlive()) {
                    node.terminate();
                    node.awaitEnd(STOP_LIMIT);
                }
            }
            AuditReport report = Audit.run(cluster.database(), progress -> {});
            report.finding().ifPresent(each -> found.add("the audit: " + each));
        } catch (TimeoutException | SQLException e) {
            found.add("could not be audited: " + e);
        }
        return found;
    }

    @Override
    public void close() throws IOException {
        load.close();
        cluster.close();
    }
}
