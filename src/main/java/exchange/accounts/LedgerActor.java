package exchange.accounts;

import akka.actor.typed.ActorSystem;
import akka.cluster.sharding.typed.javadsl.ClusterSharding;
import akka.cluster.sharding.typed.javadsl.Entity;
import akka.cluster.sharding.typed.javadsl.EntityRef;
import akka.cluster.sharding.typed.javadsl.EntityTypeKey;

import exchange.sequencer.EntityKind;
import exchange.sequencer.Front;
import exchange.sequencer.FrontMessage;
import exchange.sequencer.Leaving;
import exchange.sequencer.Transport;

/**
 * The ledger, alive: one sharded entity per partition of accounts, always on. Persists every fact
 * before it tells anyone; remembers in memory only who waits for an answer.
 */
public final class LedgerActor {
    public static final String NAME = "Ledger";
    public static final EntityTypeKey<FrontMessage> KEY =
            EntityTypeKey.create(FrontMessage.class, NAME);

    private LedgerActor() {}

    /**
     * Starts the entity type on this node.
     *
     * @param peers carries link messages to books by symbol, and to other ledgers by partition
     */
    public static void init(
            ActorSystem<?> system, EntityKind<LedgerCommand> kind, Transport peers) {
        ClusterSharding.get(system)
                .init(Entity.of(
                                KEY,
                                context -> Front.create(
                                        kind, context.getEntityId(), new LedgerRole(), peers))
                        .withStopMessage(new FrontMessage.Stop())
                        .withRole(EntityKind.ROLE));
    }

    private static EntityRef<FrontMessage> partition(ActorSystem<?> system, int partition) {
        return ClusterSharding.get(system).entityRefFor(KEY, Integer.toString(partition));
    }

    /** Whether the peer of that name is a ledger, and so the name its partition. */
    public static boolean isLedger(String peer) {
        return Peers.isLedger(peer);
    }

    /** Tells the front of a partition, unless this node is leaving. */
    public static void tell(ActorSystem<?> system, int partition, FrontMessage message) {
        if (!Leaving.of(system)) {
            partition(system, partition).tell(message);
        }
    }
}
