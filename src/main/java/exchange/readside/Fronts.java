package exchange.readside;

import akka.actor.CoordinatedShutdown;
import akka.actor.typed.ActorSystem;

import exchange.accounts.LedgerActor;
import exchange.book.OrderBookActor;
import exchange.sequencer.FrontMessage;

/** The way to the entities' fronts, wherever they are. What is told may be lost. */
interface Fronts {
    void tell(EntityName entity, FrontMessage message);

    /**
     * Through sharding. While the node leaves nothing is told any more: it could only wait for a
     * shard that has gone, and the node would wait for it.
     */
    static Fronts of(ActorSystem<?> system) {
        CoordinatedShutdown shutdown = CoordinatedShutdown.get(system);
        return (entity, message) -> {
            if (shutdown.getShutdownReason().isPresent()) {
                return;
            }
            switch (entity.kind()) {
                case LEDGER -> LedgerActor.tell(system, Integer.parseInt(entity.id()), message);
                case BOOK -> OrderBookActor.tell(system, entity.id(), message);
            }
        };
    }
}
