package exchange.bootstrap;

import akka.Done;
import akka.actor.Address;
import akka.actor.AddressFromURIString;
import akka.actor.CoordinatedShutdown;
import akka.actor.typed.ActorSystem;
import akka.cluster.Member;
import akka.cluster.MemberStatus;
import akka.cluster.typed.Cluster;
import akka.cluster.typed.Join;
import akka.cluster.typed.JoinSeedNodes;

import com.typesafe.config.Config;

import exchange.ops.CannotStart;
import exchange.ops.CannotStart.Reason;
import exchange.persistence.Database;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * Gets this node into its cluster, or forms it. Two things it never does: form a second cluster on
 * a database where another works, so that a first seed that comes back joins the others, and a node
 * of its own refuses; and be of a cluster whose members work on another database.
 */
final class ClusterJoin {
    private static final Logger log = LoggerFactory.getLogger(ClusterJoin.class);
    private static final long LOOK_MILLIS = 20;
    private static final Duration OTHERS_LOOK = Duration.ofSeconds(2);

    private final Cluster cluster;
    private final List<Address> seeds;
    private final Duration timeout;
    /** Whether it is the first seed, and leaves it to others to be the cluster. */
    private boolean reliesOnOthers;

    private ClusterJoin(Cluster cluster, List<Address> seeds, Duration timeout) {
        this.cluster = cluster;
        this.seeds = seeds;
        this.timeout = timeout;
    }

    /**
     * Waits until this node is up. What it returns completes when the node has ended and the
     * database knows. Where PostgreSQL is the node's own, the data directory's lock keeps others
     * away.
     */
    static CompletionStage<?> join(
            ActorSystem<?> system, Config config, ClusterSettings settings, Database database) {
        Cluster cluster = Cluster.get(system);
        Config timing = config.getConfig("exchange.cluster");
        List<Address> seeds = settings.seeds().stream()
                .map(seed -> AddressFromURIString.parse("akka://" + system.name() + "@" + seed))
                .toList();
        ClusterJoin join = new ClusterJoin(cluster, seeds, timing.getDuration("join-timeout"));
        if (seeds.isEmpty() && config.getString("exchange.postgres.host").isEmpty()) {
            join.form();
            join.awaitUp(() -> true);
            return system.getWhenTerminated();
        }
        String self = cluster.selfMember().address().toString();
        ClusterNodes nodes = new ClusterNodes(database, self, timing.getDuration("dead-after"));
        CompletionStage<?> ended = system.getWhenTerminated().thenRun(nodes::close);
        sayWhenLeaving(system, nodes);
        join.ask(nodes);
        join.awaitUp(nodes::isAlone);
        join.confirm(nodes, timing.getDuration("confirm-timeout"));
        return ended;
    }

    /** In the phase in which books and ledgers have gone already. */
    private static void sayWhenLeaving(ActorSystem<?> system, ClusterNodes nodes) {
        CoordinatedShutdown.get(system)
                .addTask(CoordinatedShutdown.PhaseClusterLeave(), "cluster-nodes", () -> {
                    nodes.leave();
                    return CompletableFuture.completedFuture(Done.getInstance());
                });
    }

    private void ask(ClusterNodes nodes) {
        Address self = cluster.selfMember().address();
        boolean mayForm = seeds.isEmpty() || seeds.getFirst().equals(self);
        Set<String> others = mayForm ? nodes.others() : Set.of();
        if (others.isEmpty()) {
            form();
            return;
        }
        // Without itself it cannot form one, and only joins what there is.
        List<Address> rest = seeds.stream().filter(each -> !each.equals(self)).toList();
        if (rest.isEmpty()) {
            requireOneCluster(others);
        }
        reliesOnOthers = true;
        cluster.manager().tell(new JoinSeedNodes(rest));
    }

    private void form() {
        cluster.manager()
                .tell(
                        seeds.isEmpty()
                                ? Join.create(cluster.selfMember().address())
                                : new JoinSeedNodes(seeds));
    }

    private static void requireOneCluster(Collection<String> others) {
        if (!others.isEmpty()) {
            throw new CannotStart(
                    Reason.DATA_IN_USE,
                    "another cluster works on this database: " + String.join(", ", others)
                            + "; stop it, or set CLUSTER_SEEDS so that this node joins it, or"
                            + " give this one another POSTGRES_DB");
        }
    }

    private void awaitUp(BooleanSupplier isAlone) {
        long giveUp = System.nanoTime() + timeout.toNanos();
        long look = System.nanoTime() + OTHERS_LOOK.toNanos();
        while (!cluster.selfMember().status().equals(MemberStatus.up())) {
            if (System.nanoTime() > giveUp) {
                throw new CannotStart(
                        Reason.FAULT,
                        "the node did not get into its cluster within " + timeout.toSeconds()
                                + " s; look whether one of " + seeds + " runs and reaches "
                                + cluster.selfMember().address());
            }
            if (reliesOnOthers && System.nanoTime() > look) {
                if (isAlone.getAsBoolean()) {
                    // They were about to end. Who of them starts again waits for the first seed.
                    reliesOnOthers = false;
                    form();
                }
                look = System.nanoTime() + OTHERS_LOOK.toNanos();
            }
            Pause.millis(LOOK_MILLIS);
        }
    }

    private void confirm(ClusterNodes nodes, Duration patience) {
        ClusterNodes.Difference found = nodes.confirm(this::members, patience);
        String absent = String.join(", ", found.absent());
        if (found.isOtherDatabase()) {
            throw new CannotStart(
                    Reason.CONFIGURATION,
                    "members of the cluster do not work on this node's database: " + absent
                            + "; give POSTGRES_HOST, POSTGRES_PORT and POSTGRES_DB the same values"
                            + " on each node, and look whether the others reach PostgreSQL");
        }
        requireOneCluster(found.strangers());
        if (!absent.isEmpty()) {
            log.warn("the database has heard nothing for a while of {}", absent);
        }
    }

    private Set<String> members() {
        Iterable<Member> members = cluster.state().getMembers();
        return StreamSupport.stream(members.spliterator(), false)
                .map(member -> member.address().toString())
                .collect(Collectors.toSet());
    }
}
