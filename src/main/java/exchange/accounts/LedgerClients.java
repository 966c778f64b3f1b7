package exchange.accounts;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.Props;

import java.util.UUID;
import java.util.function.LongSupplier;

/**
 * Makes ledger clients on this node: one shared by stateless edges, one for every connection that
 * wants its order.
 */
public final class LedgerClients {
    private final ActorSystem<?> system;
    private final int partitions;
    private final LongSupplier clock;

    /** @param clock what the deadlines of those who ask count from, epoch milliseconds */
    public LedgerClients(ActorSystem<?> system, int partitions, LongSupplier clock) {
        this.system = system;
        this.partitions = partitions;
        this.clock = clock;
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
                partitions,
                clock);
    }
}
