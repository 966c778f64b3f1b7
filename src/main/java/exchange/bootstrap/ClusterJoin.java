package exchange.bootstrap;

import akka.actor.Address;
import akka.actor.AddressFromURIString;
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

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;

/**
 * Gets this node into its cluster, or forms it. The one thing it never does is form a second
 * cluster on a database where another works: a first seed that comes back joins the others, and a
 * node of its own refuses.
 */
final class ClusterJoin {
    private static final long LOOK_MILLIS = 20;

    private ClusterJoin() {}

    /**
     * Waits until this node is up. What it returns completes when the node has ended and the
     * database knows. Where PostgreSQL is the node's own, the data directory's lock keeps others
     * away.
     */
    static CompletionStage<?> join(
            ActorSystem<?> system, Config config, ClusterSettings settings, Database database) {
        Cluster cluster = Cluster.get(system);
        Config timing = config.getConfig("exchange.cluster");
        Duration timeout = timing.getDuration("join-timeout");
        if (settings.seeds().isEmpty()
                && config.getString("exchange.postgres.host").isEmpty()) {
            cluster.manager().tell(Join.create(cluster.selfMember().address()));
            awaitUp(cluster, settings, timeout);
            return system.getWhenTerminated();
        }
        String self = cluster.selfMember().address().toString();
        ClusterNodes nodes = new ClusterNodes(database, self, timing.getDuration("dead-after"));
        CompletionStage<?> ended = system.getWhenTerminated().thenRun(nodes::close);
        ask(cluster, system.name(), settings.seeds(), nodes);
        awaitUp(cluster, settings, timeout);
        requireOneCluster(nodes.confirm(members(cluster)));
        return ended;
    }

    private static void ask(
            Cluster cluster, String system, List<String> seeds, ClusterNodes nodes) {
        Address self = cluster.selfMember().address();
        List<Address> addresses = new ArrayList<>(seeds.stream()
                .map(seed -> AddressFromURIString.parse("akka://" + system + "@" + seed))
                .toList());
        boolean forms = addresses.isEmpty() || addresses.getFirst().equals(self);
        Set<String> others = forms ? nodes.others() : Set.of();
        if (others.isEmpty()) {
            cluster.manager()
                    .tell(addresses.isEmpty() ? Join.create(self) : new JoinSeedNodes(addresses));
            return;
        }
        // Without itself it cannot form one, and only joins what there is.
        addresses.remove(self);
        if (addresses.isEmpty()) {
            requireOneCluster(others);
        }
        cluster.manager().tell(new JoinSeedNodes(addresses));
    }

    private static void requireOneCluster(Set<String> others) {
        if (!others.isEmpty()) {
            throw new CannotStart(
                    Reason.DATA_IN_USE,
                    "another cluster works on this database: " + String.join(", ", others)
                            + "; stop it, or set CLUSTER_SEEDS so that this node joins it, or"
                            + " give this one another POSTGRES_DB");
        }
    }

    private static void awaitUp(Cluster cluster, ClusterSettings settings, Duration timeout) {
        long giveUp = System.nanoTime() + timeout.toNanos();
        while (!cluster.selfMember().status().equals(MemberStatus.up())) {
            if (System.nanoTime() > giveUp) {
                throw new CannotStart(
                        Reason.FAULT,
                        "the node did not get into its cluster within " + timeout.toSeconds()
                                + " s; look whether one of " + settings.seeds()
                                + " runs and reaches " + cluster.selfMember().address());
            }
            try {
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CannotStart(Reason.FAULT, "interrupted during the start", e);
            }
        }
    }

    private static List<String> members(Cluster cluster) {
        Iterable<Member> members = cluster.state().getMembers();
        return StreamSupport.stream(members.spliterator(), false)
                .map(member -> member.address().toString())
                .toList();
    }
}
