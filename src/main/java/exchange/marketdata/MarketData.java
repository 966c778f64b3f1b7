package exchange.marketdata;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Props;
import akka.actor.typed.javadsl.AskPattern;

import exchange.book.BookCommand;
import exchange.book.BookReply;
import exchange.book.OrderBookActor;
import exchange.market.Side;
import exchange.sequencer.BatchEvent;
import exchange.sequencer.FrontMessage;
import exchange.sequencer.JournalBatches;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The public data of all markets on this node: one hub each, made when a market is first asked for.
 */
public final class MarketData {
    private static final Duration TIMEOUT = Duration.ofSeconds(3);

    private final ActorSystem<?> system;
    private final JournalBatches journal;
    private final Map<String, Hub> hubs = new ConcurrentHashMap<>();

    private record Hub(ActorRef<MarketDataHub.Message> actor, TopOfBook top) {}

    public MarketData(ActorSystem<?> system) {
        this.system = system;
        this.journal = new JournalBatches(system);
    }

    /**
     * The book's best levels, at least as new as every answer that came to this thread from a book
     * of this node.
     */
    public CompletionStage<BookView> view(String symbol, int levelsMax) {
        return AskPattern.ask(
                hub(symbol).actor(),
                replyTo -> new MarketDataHub.GetView(levelsMax, replyTo),
                TIMEOUT,
                system.scheduler());
    }

    /** The best price of one side in ticks, 0 for none; may be a moment old. */
    public long bestTicks(String symbol, Side side) {
        return hub(symbol).top().bestTicks(side);
    }

    /** From now on the watcher gets the market's news, until it stops. */
    public void watch(String symbol, ActorRef<MarketNews> watcher) {
        hub(symbol).actor().tell(new MarketDataHub.Watch(watcher));
    }

    private Hub hub(String symbol) {
        return hubs.computeIfAbsent(symbol, this::start);
    }

    private Hub start(String symbol) {
        TopOfBook top = new TopOfBook();
        return new Hub(
                system.systemActorOf(
                        MarketDataHub.create(symbol, new BookSource(symbol), top),
                        "market-data-" + symbol,
                        Props.empty()),
                top);
    }

    private final class BookSource implements MarketDataHub.Source {
        private final String symbol;

        BookSource(String symbol) {
            this.symbol = symbol;
        }

        @Override
        public void tell(FrontMessage message) {
            OrderBookActor.book(system, symbol).tell(message);
        }

        @Override
        public CompletionStage<BookReply> snapshot() {
            return OrderBookActor.ask(system, symbol, new BookCommand.GetSnapshot(), TIMEOUT);
        }

        @Override
        public CompletionStage<List<BatchEvent>> read(long from, long to) {
            return journal.read(OrderBookActor.NAME, symbol, from, to);
        }
    }
}
