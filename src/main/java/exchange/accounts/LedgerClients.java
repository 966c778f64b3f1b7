package exchange.accounts;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.Props;
import akka.cluster.sharding.typed.javadsl.EntityRef;

import exchange.sequencer.FrontMessage;

import java.util.ArrayList;
import java.util.List;

/**
 * Makes ledger clients on this node: one shared by stateless edges, one for every connection that
 * wants its order.
 */
public final class LedgerClients {
    private final ActorSystem<?> system;
    private final List<EntityRef<FrontMessage>> ledgers = new ArrayList<>();

    public LedgerClients(ActorSystem<?> system, int partitions) {
        this.system = system;
        for (int partition = 0; partition < partitions; partition++) {
            ledgers.add(LedgerActor.partition(system, partition));
        }
    }

    /** A new client; close it when its edge ends. */
    public LedgerClient create() {
        return new LedgerClient(
                system.systemActorOf(
                        LedgerClientActor.create(
                                ledgers.size(),
                                (partition, message) -> ledgers.get(partition).tell(message)),
                        "ledger-client-" + java.util.UUID.randomUUID(),
                        Props.empty()),
                ledgers.size());
    }
}
