package exchange.accounts;

import akka.actor.typed.ActorSystem;
import akka.cluster.sharding.typed.javadsl.ClusterSharding;
import akka.cluster.sharding.typed.javadsl.Entity;
import akka.cluster.sharding.typed.javadsl.EntityRef;
import akka.cluster.sharding.typed.javadsl.EntityTypeKey;

import exchange.sequencer.EntityKind;
import exchange.sequencer.Front;
import exchange.sequencer.FrontMessage;
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
     * @param books carries link messages to books by symbol
     */
    public static void init(
            ActorSystem<?> system, EntityKind<LedgerCommand> kind, Transport books) {
        ClusterSharding.get(system)
                .init(Entity.of(
                                KEY,
                                context -> Front.create(
                                        kind, context.getEntityId(), new LedgerRole(), books))
                        .withStopMessage(new FrontMessage.Stop()));
    }

    /** The front of a partition, wherever it lives. */
    public static EntityRef<FrontMessage> partition(ActorSystem<?> system, int partition) {
        return ClusterSharding.get(system).entityRefFor(KEY, Integer.toString(partition));
    }
}
