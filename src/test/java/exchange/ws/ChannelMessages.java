package exchange.ws;

import exchange.api.FixedMarkets;
import exchange.market.MarketRules;
import exchange.market.MarketState;
import exchange.market.MarketStatus;
import exchange.market.Side;
import exchange.marketdata.AuctionView;
import exchange.marketdata.BookView;
import exchange.marketdata.Candle;
import exchange.marketdata.CandleInterval;
import exchange.marketdata.Channel;
import exchange.marketdata.MarketUpdate;
import exchange.marketdata.MarketUpdate.Kind;
import exchange.marketdata.MarketUpdate.LevelChange;
import exchange.marketdata.MarketUpdate.OrderChange;
import exchange.marketdata.MarketUpdate.RestingOrder;
import exchange.marketdata.PublicTrade;
import exchange.marketdata.Ticker;
import exchange.marketdata.Topic;
import exchange.matching.DepthLevel;

import java.math.BigInteger;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One message of each kind, as the channels write it, by the names of the examples. */
final class ChannelMessages {
    private final MarketRules rules;
    private final long time;
    private final long order;
    private final ChannelJson json;
    private final BookView before;
    private final BookView after;

    ChannelMessages(MarketRules rules, long time, long order) {
        this.rules = rules;
        this.time = time;
        this.order = order;
        this.json =
                new ChannelJson(new FixedMarkets(List.of(rules)), () -> Instant.ofEpochMilli(time));
        this.before = book(
                7,
                List.of(new DepthLevel(100_25, 50_000_000), new DepthLevel(100_00, 100_000_000)),
                List.of(new DepthLevel(100_50, 200_000_000)));
        this.after = book(
                9,
                List.of(new DepthLevel(100_25, 50_000_000)),
                List.of(new DepthLevel(100_50, 150_000_000)));
    }

    private BookView book(long sequence, List<DepthLevel> bids, List<DepthLevel> asks) {
        return new BookView(
                rules.symbol(),
                bids,
                asks,
                0,
                0,
                sequence,
                time,
                MarketState.OPEN,
                AuctionView.NOTHING);
    }

    Map<String, String> all() {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("heartbeat", json.heartbeat(topic(Channel.DEPTH), 7));
        all.put(
                "trades",
                json.update(new MarketUpdate.Trades(
                        topic(Channel.TRADES),
                        Kind.CHANGE,
                        41,
                        42,
                        List.of(new PublicTrade(42, 100_25, 50_000_000, Side.BUY, time)))));
        all.put("depth-snapshot", json.update(snapshot()));
        all.put("depth", json.update(change()));
        all.put("depth-raw", json.update(raw()));
        all.put("orders-snapshot", json.update(queues()));
        all.put("orders", json.update(orders()));
        all.put("ticker", json.update(ticker()));
        all.put("status", json.update(status()));
        all.put("candles", json.update(candles()));
        return all;
    }

    private MarketUpdate snapshot() {
        return new MarketUpdate.Depth(
                topic(Channel.DEPTH),
                Kind.SNAPSHOT,
                7,
                7,
                time,
                before.bids(),
                before.asks(),
                before);
    }

    private MarketUpdate change() {
        return new MarketUpdate.Depth(
                topic(Channel.DEPTH),
                Kind.CHANGE,
                7,
                9,
                time,
                List.of(new DepthLevel(100_00, 0)),
                after.asks(),
                after);
    }

    private MarketUpdate raw() {
        return new MarketUpdate.RawDepth(
                topic(Channel.DEPTH_RAW),
                Kind.CHANGE,
                7,
                9,
                time,
                List.of(
                        new LevelChange(8, Side.SELL, 100_50, 150_000_000),
                        new LevelChange(9, Side.BUY, 100_00, 0)));
    }

    private MarketUpdate queues() {
        return new MarketUpdate.OrderQueues(
                topic(Channel.ORDERS),
                Kind.SNAPSHOT,
                7,
                time,
                List.of(new RestingOrder(order, 100_25, 50_000_000)),
                List.of());
    }

    private MarketUpdate orders() {
        return new MarketUpdate.Orders(
                topic(Channel.ORDERS),
                Kind.CHANGE,
                7,
                8,
                time,
                List.of(new OrderChange(
                        8, OrderChange.What.CHANGED, order, Side.BUY, 100_25, 25_000_000, 42)));
    }

    private MarketUpdate ticker() {
        return new MarketUpdate.OfTicker(
                topic(Channel.TICKER),
                Kind.CHANGE,
                9,
                time,
                new Ticker(100_25, 50_000_000, 0, 0, 100_25, Optional.of(candle())));
    }

    private MarketUpdate status() {
        return new MarketUpdate.Status(
                topic(Channel.STATUS),
                Kind.CHANGE,
                9,
                time,
                new MarketStatus(MarketState.AUCTION, "opening", time, 0),
                Optional.of(new AuctionView(100_25, 50_000_000, 25_000_000)));
    }

    private MarketUpdate candles() {
        return new MarketUpdate.Candles(
                Topic.candles(rules.symbol(), CandleInterval.MINUTE),
                Kind.CHANGE,
                42,
                List.of(candle()));
    }

    private Candle candle() {
        return new Candle(
                time,
                99_00,
                101_00,
                99_00,
                100_25,
                BigInteger.valueOf(150_000_000),
                BigInteger.valueOf(150_25L * 100_000_000),
                2,
                42);
    }

    private Topic topic(Channel channel) {
        return Topic.of(channel, rules.symbol());
    }
}
