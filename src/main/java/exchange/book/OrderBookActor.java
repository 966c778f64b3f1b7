package exchange.book;

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

import java.time.Duration;
import java.util.concurrent.CompletionStage;

/**
 * One market's order book, alive: one sharded entity per symbol, always on. Persists every fact
 * before it tells anyone. Knows no money: funds are already held when an order arrives.
 */
public final class OrderBookActor {
    public static final String NAME = "OrderBook";
    public static final EntityTypeKey<FrontMessage> KEY =
            EntityTypeKey.create(FrontMessage.class, NAME);

    private OrderBookActor() {}

    /**
     * Starts the entity type on this node.
     *
     * @param ledgers carries link messages to ledger partitions by their number as text
     */
    public static void init(
            ActorSystem<?> system, EntityKind<BookCommand> kind, Transport ledgers) {
        ClusterSharding.get(system)
                .init(Entity.of(
                                KEY,
                                context -> Front.create(
                                        kind, context.getEntityId(), new BookRole(), ledgers))
                        .withStopMessage(new FrontMessage.Stop())
                        .withRole(EntityKind.ROLE));
    }

    private static EntityRef<FrontMessage> book(ActorSystem<?> system, String symbol) {
        return ClusterSharding.get(system).entityRefFor(KEY, symbol);
    }

    /** Asks a market's book; a timeout means that the outcome is not known. */
    public static CompletionStage<BookReply> ask(
            ActorSystem<?> system, String symbol, BookCommand command, Duration timeout) {
        return book(system, symbol).ask(replyTo -> new BookRequest(replyTo, command), timeout);
    }

    /** Tells the front of a market's book, unless this node is leaving. */
    public static void tell(ActorSystem<?> system, String symbol, FrontMessage message) {
        if (!Leaving.of(system)) {
            book(system, symbol).tell(message);
        }
    }
}
