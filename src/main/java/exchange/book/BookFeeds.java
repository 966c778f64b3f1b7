package exchange.book;

import akka.actor.typed.ActorSystem;

import exchange.sequencer.BatchEvent;
import exchange.sequencer.FrontMessage;
import exchange.sequencer.JournalBatches;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Makes feeds of live books, wherever in the cluster these are. One per node. */
public final class BookFeeds {
    private static final Duration SNAPSHOT_TIMEOUT = Duration.ofSeconds(3);

    private final ActorSystem<?> system;
    private final JournalBatches journal;

    public BookFeeds(ActorSystem<?> system) {
        this.system = system;
        this.journal = new JournalBatches(system);
    }

    /** A feed for one actor. */
    public BookFeed of(String symbol) {
        return new BookFeed(new Live(symbol));
    }

    private final class Live implements BookFeed.Source {
        private final String symbol;

        private Live(String symbol) {
            this.symbol = symbol;
        }

        @Override
        public void tell(FrontMessage message) {
            OrderBookActor.tell(system, symbol, message);
        }

        @Override
        public CompletionStage<BookReply> snapshot() {
            BookCommand get = new BookCommand.GetSnapshot();
            return OrderBookActor.ask(system, symbol, get, SNAPSHOT_TIMEOUT);
        }

        @Override
        public CompletionStage<BookReply> auction() {
            BookCommand get = new BookCommand.GetAuction();
            return OrderBookActor.ask(system, symbol, get, SNAPSHOT_TIMEOUT);
        }

        @Override
        public CompletionStage<BookReply> queues() {
            BookCommand get = new BookCommand.GetQueues();
            return OrderBookActor.ask(system, symbol, get, SNAPSHOT_TIMEOUT);
        }

        @Override
        public CompletionStage<List<BatchEvent>> read(long from, long to) {
            return journal.read(OrderBookActor.NAME, symbol, from, to);
        }
    }
}
