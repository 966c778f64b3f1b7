package exchange.ws;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Props;
import exchange.api.BookJson;
import exchange.market.MarketRules;
import exchange.marketdata.MarketData;
import exchange.marketdata.MarketNews;
import exchange.session.AccountRelays;
import exchange.session.PublicFeed;
import exchange.session.SessionActor;
import exchange.session.SessionMessage;
import exchange.session.SessionMessage.Show;

import java.util.List;

/**
 * Where this node's sessions hear their news: accounts from the relays, the default market from its
 * hub, made text once for everybody.
 */
public final class Feeds implements SessionActor.Sources {
    private static final int LEVELS = 10;

    private final AccountRelays relays;
    private final ActorRef<PublicFeed.Message> everybody;

    /** @param market whose news everybody hears */
    public Feeds(
            ActorSystem<?> system,
            AccountRelays relays,
            MarketData marketData,
            MarketRules market) {
        this.relays = relays;
        this.everybody = system.systemActorOf(
                PublicFeed.create(
                        watcher -> marketData.watch(market.symbol(), watcher),
                        news -> shows(news, market)),
                "public-feed",
                Props.empty());
    }

    private static List<Show> shows(MarketNews news, MarketRules rules) {
        Show book = new Show(
                "order_book_update",
                List.of(UpdateJson.orderBookUpdate(BookJson.book(news.book(), rules, LEVELS))));
        List<String> prices = news.prices().stream()
                .map(each -> UpdateJson.priceChange(each.priceTicks(), each.time(), rules))
                .toList();
        return prices.isEmpty() ? List.of(book) : List.of(book, new Show("price_change", prices));
    }

    @Override
    public void follow(long account, ActorRef<SessionMessage> subscriber) {
        relays.follow(account, subscriber);
    }

    @Override
    public void watchPublic(ActorRef<SessionMessage> subscriber) {
        everybody.tell(new PublicFeed.Watch(subscriber));
    }
}
