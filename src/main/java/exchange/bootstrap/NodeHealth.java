package exchange.bootstrap;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.Adapter;

import exchange.ops.DatabaseState;
import exchange.ops.DiskSpace;
import exchange.ops.Elapsed;
import exchange.ops.Health;
import exchange.ops.Metrics;
import exchange.persistence.DatabaseWatch;

import java.util.Optional;

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
        disk.ifPresent(each -> health.with("disk", each::finding));
        return new NodeHealth(health.start(), disk);
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
