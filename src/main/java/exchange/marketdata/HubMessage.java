package exchange.marketdata;

import akka.actor.typed.ActorRef;

import exchange.book.BookFeed;
import exchange.book.BookReply;

import java.util.Optional;
import java.util.Set;

/** What a {@link MarketDataHub} takes: from readers and followers, from its book, from itself. */
sealed interface HubMessage {

    record GetView(int levelsMax, ActorRef<BookView> replyTo) implements HubMessage {}

    record GetTicker(ActorRef<TickerView> replyTo) implements HubMessage {}

    record Watch(ActorRef<MarketNews> watcher) implements HubMessage {}

    record Unwatch(ActorRef<MarketNews> watcher) implements HubMessage {}

    /** From now on the follower is told of these topics, and of no others. */
    record Want(ActorRef<MarketUpdate> follower, Set<Topic> topics) implements HubMessage {
        public Want {
            topics = Set.copyOf(topics);
        }
    }

    /** The follower is told where a topic stands that it wants. */
    record Ask(Topic topic) implements HubMessage {}

    record Heard(BookFeed.Heard news) implements HubMessage {}

    record Loaded(Optional<BookReply> reply) implements HubMessage {}

    record Auctioned(Optional<BookReply> reply) implements HubMessage {}

    record Queued(Optional<BookReply> reply) implements HubMessage {}

    record Remembered(Optional<MarketHistory.Past> past) implements HubMessage {}

    /** Changes of these channels have shared an update for long enough. */
    record Beat(LiveChannels.Rhythm rhythm) implements HubMessage {}

    enum Timer implements HubMessage {
        RENEW,
        NEWS,
        AUCTION,
        HISTORY
    }
}
