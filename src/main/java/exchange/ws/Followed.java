package exchange.ws;

import exchange.api.Answer;
import exchange.api.Errors;
import exchange.api.Markets;
import exchange.market.MarketRules;
import exchange.market.RejectReason;
import exchange.marketdata.CandleInterval;
import exchange.marketdata.Channel;
import exchange.marketdata.Topic;
import exchange.session.Session;
import exchange.wire.JsonWriter;

import java.util.Optional;

/** The topics that one client of the new socket follows, and the answers to its asking for them. */
final class Followed {
    private final Session session;
    private final Markets markets;
    private int topicsMax;
    private boolean isUsed;

    /** @param topicsMax followed at a time */
    Followed(Session session, Markets markets, int topicsMax) {
        this.session = session;
        this.markets = markets;
        this.topicsMax = topicsMax;
    }

    /** From now on as many as the client likes. */
    void free() {
        topicsMax = Integer.MAX_VALUE;
    }

    /** Whether anything was ever followed. */
    boolean isUsed() {
        return isUsed;
    }

    /** The answer is to be said before the first message of the topic, so it comes in between. */
    void subscribe(Operation.Subscribe operation, Answering answering) {
        Optional<Topic> topic =
                topic(operation.channel(), operation.symbol(), operation.interval());
        if (topic.isEmpty()) {
            answering.answer(unknownMarket());
        } else if (session.subscriptionsBeside(topic.get()) >= topicsMax) {
            answering.answer(tooMany(topicsMax));
        } else {
            isUsed = true;
            answering.answer(acknowledged(topic.get()));
            session.subscribe(topic.get());
        }
    }

    void unsubscribe(Operation.Unsubscribe operation, Answering answering) {
        Optional<Topic> topic =
                topic(operation.channel(), operation.symbol(), operation.interval());
        topic.ifPresent(session::unsubscribe);
        answering.answer(topic.map(Followed::acknowledged).orElseGet(Followed::unknownMarket));
    }

    /** How an answer is said. */
    interface Answering {
        void answer(Answer answer);
    }

    private Optional<Topic> topic(
            Channel channel, String symbol, Optional<CandleInterval> interval) {
        Optional<MarketRules> market =
                symbol.isEmpty() ? Optional.of(markets.defaultMarket()) : markets.find(symbol);
        return market.map(rules -> new Topic(channel, rules.symbol(), interval));
    }

    private static Answer unknownMarket() {
        return Errors.refused(RejectReason.UNKNOWN_MARKET, "symbol");
    }

    static Answer tooMany(int topicsMax) {
        return Errors.answer(
                429,
                "TOO_MANY_SUBSCRIPTIONS",
                "a socket may follow " + topicsMax + " topics at a time");
    }

    static Answer acknowledged(Topic topic) {
        JsonWriter json = new JsonWriter()
                .beginObject()
                .text("channel", topic.channel().text())
                .text("symbol", topic.symbol());
        topic.interval().ifPresent(interval -> json.text("interval", interval.text()));
        return Answer.ok(json.endObject().toString());
    }
}
