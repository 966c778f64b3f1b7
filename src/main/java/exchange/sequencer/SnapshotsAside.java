package exchange.sequencer;

import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Adapter;
import akka.actor.typed.javadsl.Behaviors;
import akka.persistence.Persistence;
import akka.persistence.SaveSnapshotSuccess;
import akka.persistence.SnapshotMetadata;
import akka.persistence.SnapshotProtocol.SaveSnapshot;

import com.typesafe.config.ConfigFactory;

/**
 * Stores snapshots while the entity goes on. An event-sourced actor that stores one by itself holds
 * back its answers and all that comes until PostgreSQL has tens of megabytes; handed straight to
 * the snapshot plugin it costs the entity only the packing. One that is lost costs a longer replay.
 */
final class SnapshotsAside {
    private SnapshotsAside() {}

    static void store(
            ActorContext<?> context, String plugin, String persistenceId, EntitySnapshot snapshot) {
        var result = context.spawnAnonymous(result(persistenceId));
        Persistence.get(context.getSystem())
                .snapshotStoreFor(plugin, ConfigFactory.empty())
                .tell(
                        new SaveSnapshot(
                                new SnapshotMetadata(persistenceId, snapshot.sequence(), 0),
                                snapshot),
                        Adapter.toClassic(result));
    }

    private static Behavior<Object> result(String persistenceId) {
        return Behaviors.receive((context, result) -> {
            if (!(result instanceof SaveSnapshotSuccess)) {
                context.getLog().warn("{}: no snapshot this time: {}", persistenceId, result);
            }
            return Behaviors.stopped();
        });
    }
}
