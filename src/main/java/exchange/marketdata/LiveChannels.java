package exchange.marketdata;

import exchange.book.BookFact;
import exchange.book.BookReply;
import exchange.market.MarketStatus;
import exchange.market.Side;
import exchange.marketdata.MarketUpdate.Kind;
import exchange.marketdata.MarketUpdate.RestingOrder;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * All channels of one market on one node. Takes each fact once and in order, from the hub, and
 * makes updates of those topics alone that are wanted. Knows no actors. Not safe for several
 * threads.
 */
final class LiveChannels {
    /** How long changes of a channel may share an update. */
    enum Rhythm {
        FAST(10),
        MEDIUM(50),
        SLOW(250);

        private final int millis;

        Rhythm(int millis) {
            this.millis = millis;
        }

        int millis() {
            return millis;
        }

        static Rhythm of(Channel channel) {
            return switch (channel) {
                case TRADES, DEPTH_RAW, ORDERS -> FAST;
                case DEPTH, STATUS -> MEDIUM;
                case TICKER, CANDLES -> SLOW;
            };
        }
    }

    private final String symbol;
    private final MarketDepth depth;
    private final InstantSource clock;
    private final Consumer<MarketUpdate> told;
    private final LiveCandles candles = new LiveCandles();
    private final TradeChannel trades;
    private final DepthChannel levels;
    private final RawDepthChannel raw;
    private final OrdersChannel orders;
    private final StatusChannel status;
    private final Map<Topic, LiveChannel> wanted = new LinkedHashMap<>();
    private final Set<Topic> asked = new LinkedHashSet<>();
    private final Set<Rhythm> untold = EnumSet.noneOf(Rhythm.class);
    private long lastTrade;
    private boolean wantsTrades;

    /**
     * Begins where the levels stand.
     *
     * @param tradeNumber of the last trade before
     * @param depth levels that whoever feeds the facts keeps up to date
     * @param told gets the updates
     */
    LiveChannels(
            String symbol,
            long tradeNumber,
            MarketDepth depth,
            MarketStatus status,
            InstantSource clock,
            Consumer<MarketUpdate> told) {
        this.symbol = symbol;
        this.depth = depth;
        this.clock = clock;
        this.told = told;
        this.lastTrade = tradeNumber;
        candles.since(lastTrade);
        trades = new TradeChannel(symbol, lastTrade);
        levels = new DepthChannel(symbol, depth::sequence, this::shown);
        raw = new RawDepthChannel(symbol, depth);
        orders = new OrdersChannel(symbol, depth.sequence(), depth.time());
        this.status = new StatusChannel(symbol, depth, status);
    }

    private BookView shown() {
        return depth.view(
                symbol, MarketDataHub.LEVELS_MAX, status.now().state(), AuctionView.NOTHING);
    }

    // what is wanted

    /** Replaces what is wanted: of these topics updates are told from now on. */
    void want(Collection<Topic> topics) {
        wanted.keySet().removeIf(topic -> {
            boolean left = !topics.contains(topic);
            if (left) {
                forget(topic.channel());
            }
            return left;
        });
        asked.retainAll(topics);
        topics.forEach(topic -> wanted.computeIfAbsent(topic, this::channel));
        wantsTrades = wanted.containsKey(Topic.of(Channel.TRADES, symbol));
        depth.tell(wantsRaw() ? this::rawChange : (side, priceTicks, lots) -> {});
    }

    private void forget(Channel channel) {
        switch (channel) {
            case DEPTH -> levels.forget();
            case ORDERS -> orders.forget();
            case DEPTH_RAW -> raw.snapshot(Kind.SNAPSHOT);
            case TRADES, TICKER, STATUS, CANDLES -> {}
        }
    }

    private LiveChannel channel(Topic topic) {
        return switch (topic.channel()) {
            case TRADES -> trades;
            case DEPTH -> levels;
            case DEPTH_RAW -> raw;
            case ORDERS -> orders;
            case STATUS -> status;
            case TICKER -> new TickerChannel(symbol, depth, this::ticker);
            case CANDLES -> new CandleChannel(topic, candles);
        };
    }

    private boolean wantsRaw() {
        return wanted.containsKey(Topic.of(Channel.DEPTH_RAW, symbol));
    }

    /** Whether the book is to be asked for its queues now; true once. */
    boolean asksForQueues() {
        return wanted.containsKey(Topic.of(Channel.ORDERS, symbol)) && orders.asks();
    }

    /**
     * Tells where a wanted topic stands, at once or as soon as that is known.
     *
     * @param isNow whether the levels are known now; when not, {@link #answer} tells later
     */
    void ask(Topic topic, boolean isNow) {
        LiveChannel channel = wanted.get(topic);
        if (channel == null || !isNow) {
            asked.add(topic);
            return;
        }
        if (topic.channel() != Channel.DEPTH) {
            channel.next().ifPresent(told);
        }
        channel.snapshot(Kind.SNAPSHOT)
                .ifPresentOrElse(
                        snapshot -> {
                            asked.remove(topic);
                            told.accept(snapshot);
                        },
                        () -> asked.add(topic));
    }

    /** Answers what could not be answered when it was asked. */
    void answer() {
        if (!asked.isEmpty()) {
            asked.retainAll(wanted.keySet());
            List.copyOf(asked).forEach(topic -> ask(topic, true));
        }
    }

    /** All who follow begin anew: whoever told them before is gone. */
    void restart() {
        for (Topic topic : List.copyOf(wanted.keySet())) {
            wanted.get(topic).snapshot(Kind.RESTART).ifPresentOrElse(told, () -> asked.add(topic));
        }
    }

    /** Something happened since: every topic may have something to tell. */
    void touch() {
        untold.addAll(EnumSet.allOf(Rhythm.class));
    }

    /**
     * Tells what is new in the topics of this rhythm, unless nothing happened.
     *
     * @return whether the rhythm has topics that had a look, so that they rest now
     */
    boolean tell(Rhythm rhythm) {
        if (!untold.remove(rhythm)) {
            return false;
        }
        boolean looked = false;
        List<MarketUpdate> updates = new ArrayList<>();
        for (Map.Entry<Topic, LiveChannel> each : wanted.entrySet()) {
            if (Rhythm.of(each.getKey().channel()) == rhythm) {
                looked = true;
                each.getValue().next().ifPresent(updates::add);
            }
        }
        updates.forEach(told);
        return looked;
    }

    // what happens

    /** Every trade is told, also while the levels are loaded anew. */
    void trade(BookFact fact, long time) {
        PublicTrade.of(fact, time).filter(trade -> trade.number() > lastTrade).ifPresent(trade -> {
            lastTrade = trade.number();
            trades.add(trade, wantsTrades);
            candles.add(trade);
        });
    }

    /** A fact that changed the levels, right after it did. */
    void changed(BookFact fact, long sequence, long time) {
        orders.take(fact, sequence, time);
    }

    private void rawChange(Side side, long priceTicks, long lots) {
        raw.changed(depth.sequence(), depth.time(), side, priceTicks, lots);
    }

    void state(MarketStatus newStatus) {
        status.take(newStatus);
    }

    void auction(AuctionView auction) {
        status.take(auction);
    }

    void queues(Optional<BookReply.Queues> reply) {
        reply.ifPresentOrElse(
                queues -> orders.load(changes -> new OrderQueues(queues, changes)), orders::failed);
    }

    /** The resting orders as they are now, by priority, from whoever knows them without asking. */
    void queues(List<RestingOrder> bids, List<RestingOrder> asks) {
        orders.asks();
        orders.load(changes -> new OrderQueues(bids, asks, depth.sequence(), changes));
    }

    /** The levels were loaded anew. */
    void reloaded() {
        raw.restart();
        orders.restart();
    }

    // candles and ticker

    /** Whether history is still to be taken. */
    boolean lacksHistory() {
        return !candles.isComplete();
    }

    /** Nobody will ask for candles or a ticker, so none of them is kept. */
    void withoutHistory() {
        candles.beginAnywhere();
    }

    /** False when it does not reach far enough yet. */
    boolean history(MarketHistory.Past past) {
        return candles.begin(past);
    }

    /** Best prices, last price and last 24 hours; empty while those are not known. */
    Optional<Ticker> ticker() {
        return candles.isComplete()
                ? Optional.of(Ticker.of(depth, candles.lastDay(clock.millis())))
                : Optional.empty();
    }
}
