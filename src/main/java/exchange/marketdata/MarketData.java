package exchange.marketdata;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Props;
import akka.actor.typed.javadsl.AskPattern;

import exchange.book.BookFeeds;
import exchange.market.Side;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The public data of all markets on this node: one hub each, made when a market is first asked for.
 * Callers ask for markets that exist: a hub of any other name would wait for its book for ever.
 */
public final class MarketData {
    private static final Duration TIMEOUT = Duration.ofSeconds(3);

    private final ActorSystem<?> system;
    private final BookFeeds feeds;
    private final MarketHistory history;
    private final InstantSource clock;
    private final Map<String, Hub> hubs = new ConcurrentHashMap<>();

    private record Hub(ActorRef<HubMessage> actor, TopOfBook top) {}

    /** @param history where hubs find what was before them */
    public MarketData(ActorSystem<?> system, MarketHistory history, InstantSource clock) {
        this.system = system;
        this.history = history;
        this.clock = clock;
        this.feeds = new BookFeeds(system);
    }

    /**
     * The book's best levels, at least as new as every answer that came to this thread from a book
     * of this node; at most {@link MarketDataHub#LEVELS_MAX}.
     */
    public CompletionStage<BookView> view(String symbol, int levelsMax) {
        return AskPattern.ask(
                hub(symbol).actor(),
                replyTo -> new HubMessage.GetView(levelsMax, replyTo),
                TIMEOUT,
                system.scheduler());
    }

    /** The best price of one side in ticks, 0 for none; may be a moment old. */
    public long bestTicks(String symbol, Side side) {
        return hub(symbol).top().bestTicks(side);
    }

    /** The last trade's price in ticks, 0 before the first; may be a moment old. */
    public long lastTicks(String symbol) {
        return hub(symbol).top().lastTicks();
    }

    /** From now on the watcher gets the market's news, until it stops. */
    public void watch(String symbol, ActorRef<MarketNews> watcher) {
        hub(symbol).actor().tell(new HubMessage.Watch(watcher));
    }

    /** Best prices, last price and the last 24 hours. */
    public CompletionStage<TickerView> ticker(String symbol) {
        return AskPattern.ask(
                hub(symbol).actor(), HubMessage.GetTicker::new, TIMEOUT, system.scheduler());
    }

    /**
     * From now on the follower gets the updates of these topics of a market, and of no others. A
     * market has one follower on a node: it tells everybody else.
     */
    public void follow(String symbol, ActorRef<MarketUpdate> follower, Set<Topic> topics) {
        hub(symbol).actor().tell(new HubMessage.Want(follower, topics));
    }

    /** The follower of the topic's market gets a snapshot of it. */
    public void askSnapshot(Topic topic) {
        hub(topic.symbol()).actor().tell(new HubMessage.Ask(topic));
    }

    private Hub hub(String symbol) {
        return hubs.computeIfAbsent(symbol, this::start);
    }

    private Hub start(String symbol) {
        TopOfBook top = new TopOfBook();
        return new Hub(
                system.systemActorOf(
                        MarketDataHub.create(symbol, () -> feeds.of(symbol), top, history, clock),
                        "market-data-" + symbol,
                        Props.empty()),
                top);
    }
}
