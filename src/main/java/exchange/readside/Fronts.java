package exchange.readside;

import akka.actor.typed.ActorSystem;

import exchange.accounts.LedgerActor;
import exchange.book.OrderBookActor;
import exchange.sequencer.FrontMessage;

/** The way to the entities' fronts, wherever they are. What is told may be lost. */
interface Fronts {
    void tell(EntityName entity, FrontMessage message);

    static Fronts of(ActorSystem<?> system) {
        return (entity, message) -> {
            switch (entity.kind()) {
                case LEDGER -> LedgerActor.tell(system, Integer.parseInt(entity.id()), message);
                case BOOK -> OrderBookActor.tell(system, entity.id(), message);
            }
        };
    }
}
