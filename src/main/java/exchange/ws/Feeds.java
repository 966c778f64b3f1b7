package exchange.ws;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Props;

import exchange.api.Markets;
import exchange.market.MarketRules;
import exchange.marketdata.MarketData;
import exchange.marketdata.MarketUpdate;
import exchange.marketdata.Topic;
import exchange.session.AccountRelays;
import exchange.session.ChannelEncoder;
import exchange.session.ChannelFeed;
import exchange.session.PublicFeed;
import exchange.session.Publication;
import exchange.session.SessionActor;
import exchange.session.SessionMessage;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Where the sessions of this node hear of accounts and of markets. One per node. */
public final class Feeds implements SessionActor.Sources {
    private static final Duration HEARTBEAT = Duration.ofSeconds(5);

    private final AccountRelays accounts;
    private final ActorRef<PublicFeed.Message> market;
    private final ActorSystem<?> system;
    private final MarketData marketData;
    private final ChannelEncoder encoder;
    private final Map<String, ActorRef<ChannelFeed.Message>> channels = new ConcurrentHashMap<>();

    public Feeds(
            ActorSystem<?> system, AccountRelays accounts, MarketData marketData, Markets markets) {
        this.system = system;
        this.accounts = accounts;
        this.marketData = marketData;
        this.encoder = new ChannelJson(markets, InstantSource.system());
        MarketRules defaultMarket = markets.defaultMarket();
        this.market = system.systemActorOf(
                PublicFeed.create(
                        watcher -> marketData.watch(defaultMarket.symbol(), watcher),
                        news -> UpdateJson.news(news, defaultMarket)),
                "public-feed-" + UUID.randomUUID(),
                Props.empty());
    }

    @Override
    public void follow(long account, ActorRef<SessionMessage> subscriber) {
        accounts.follow(account, subscriber);
    }

    @Override
    public void watchPublic(ActorRef<SessionMessage> subscriber) {
        market.tell(new PublicFeed.Watch(subscriber));
    }

    @Override
    public void subscribe(Topic topic, ActorRef<SessionMessage> subscriber) {
        feed(topic).tell(new ChannelFeed.Subscribe(topic, subscriber));
    }

    @Override
    public void unsubscribe(Topic topic, ActorRef<SessionMessage> subscriber) {
        feed(topic).tell(new ChannelFeed.Unsubscribe(topic, subscriber));
    }

    @Override
    public void pause(Topic topic, ActorRef<SessionMessage> subscriber) {
        feed(topic).tell(new ChannelFeed.Pause(topic, subscriber));
    }

    @Override
    public void goOn(Publication last, ActorRef<SessionMessage> subscriber) {
        feed(last.topic()).tell(new ChannelFeed.GoOn(last, subscriber));
    }

    private ActorRef<ChannelFeed.Message> feed(Topic topic) {
        return channels.computeIfAbsent(topic.symbol(), this::start);
    }

    private ActorRef<ChannelFeed.Message> start(String symbol) {
        ChannelFeed.Market updates = new ChannelFeed.Market() {
            @Override
            public void follow(ActorRef<MarketUpdate> follower, Set<Topic> topics) {
                marketData.follow(symbol, follower, topics);
            }

            @Override
            public void askSnapshot(Topic topic) {
                marketData.askSnapshot(topic);
            }
        };
        return system.systemActorOf(
                ChannelFeed.create(updates, encoder, HEARTBEAT),
                "channel-feed-" + symbol + "-" + UUID.randomUUID(),
                Props.empty());
    }
}
