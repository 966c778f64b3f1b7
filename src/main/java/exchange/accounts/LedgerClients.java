package exchange.accounts;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.Props;

import java.util.UUID;

/**
 * Makes ledger clients on this node: one shared by stateless edges, one for every connection that
 * wants its order.
 */
public final class LedgerClients {
    private final ActorSystem<?> system;
    private final int partitions;

    public LedgerClients(ActorSystem<?> system, int partitions) {
        this.system = system;
        this.partitions = partitions;
    }

    /** A new client; close it when its edge ends. */
    public LedgerClient create() {
        return new LedgerClient(
                system.systemActorOf(
                        LedgerClientActor.create(
                                partitions,
                                (partition, message) ->
                                        LedgerActor.tell(system, partition, message)),
                        "ledger-client-" + UUID.randomUUID(),
                        Props.empty()),
                partitions);
    }
}
