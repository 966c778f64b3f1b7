package exchange.bootstrap;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.Adapter;
import akka.cluster.ClusterEvent.CurrentClusterState;
import akka.cluster.MemberStatus;
import akka.cluster.typed.Cluster;

import exchange.ops.DatabaseState;
import exchange.ops.DiskSpace;
import exchange.ops.Elapsed;
import exchange.ops.Health;
import exchange.ops.Metrics;
import exchange.persistence.DatabaseWatch;
import exchange.sequencer.EntityKind;

import java.util.Optional;
import java.util.stream.StreamSupport;

/** The health of this node with all that it looks at, the database's disk where it can be seen. */
final class NodeHealth implements AutoCloseable {
    private final Health health;
    private final Optional<DiskSpace> disk;

    private NodeHealth(Health health, Optional<DiskSpace> disk) {
        this.health = health;
        this.disk = disk;
    }

    /** Looks from now on. */
    static NodeHealth open(Settings settings, Storage storage, ActorSystem<?> system) {
        Metrics metrics = Metrics.process();
        DatabaseState database = DatabaseWatch.of(Adapter.toClassic(system)).state();
        Optional<DiskSpace> disk = settings.databaseDirectory()
                .map(path -> new DiskSpace(path, settings.freeSpace(), database, metrics).start());
        Health health = new Health(
                        storage.pools().queries(),
                        metrics,
                        System::currentTimeMillis,
                        Elapsed::millis)
                .with("writes", database::finding);
        if (!ClusterSettings.of(settings.config()).isCore()) {
            Cluster cluster = Cluster.get(system);
            health.withoutEntities().with("core", () -> core(cluster.state()));
        }
        disk.ifPresent(each -> health.with("disk", each::finding));
        return new NodeHealth(health.start(), disk);
    }

    /** Whether there is anybody who has the books and ledgers that this node does not have. */
    private static Health.Finding core(CurrentClusterState cluster) {
        long reached = StreamSupport.stream(cluster.getMembers().spliterator(), false)
                .filter(each -> each.hasRole(EntityKind.ROLE))
                .filter(each -> each.status().equals(MemberStatus.up()))
                .filter(each -> !cluster.getUnreachable().contains(each))
                .count();
        return new Health.Finding(reached > 0, reached + " nodes with the role core are reached");
    }

    Health.Report report() {
        return health.report();
    }

    @Override
    public void close() {
        health.close();
        disk.ifPresent(DiskSpace::close);
    }
}
