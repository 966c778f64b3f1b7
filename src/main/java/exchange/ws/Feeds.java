package exchange.ws;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Props;

import exchange.market.MarketRules;
import exchange.marketdata.MarketData;
import exchange.session.AccountRelays;
import exchange.session.PublicFeed;
import exchange.session.SessionActor;
import exchange.session.SessionMessage;

import java.util.UUID;

/** Where the sessions of this node hear of accounts and of the default market. One per node. */
public final class Feeds implements SessionActor.Sources {
    private final AccountRelays accounts;
    private final ActorRef<PublicFeed.Message> market;

    public Feeds(
            ActorSystem<?> system,
            AccountRelays accounts,
            MarketData marketData,
            MarketRules defaultMarket) {
        this.accounts = accounts;
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
}
