package exchange.marketdata;

import exchange.marketdata.MarketUpdate.Kind;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Every trade, in order. */
final class TradeChannel implements LiveChannel {
    static final int RECENT_MAX = 50;

    private final Topic topic;
    private final ArrayDeque<PublicTrade> recent = new ArrayDeque<>();
    private final List<PublicTrade> untold = new ArrayList<>();
    private long told;

    TradeChannel(String symbol, long lastTrade) {
        topic = Topic.of(Channel.TRADES, symbol);
        told = lastTrade;
    }

    /** @param isWanted when not, nobody is told of it, but who begins later sees the last few */
    void add(PublicTrade trade, boolean isWanted) {
        untold.add(trade);
        if (!isWanted) {
            next();
        }
    }

    @Override
    public Optional<MarketUpdate> next() {
        if (untold.isEmpty()) {
            return Optional.empty();
        }
        long before = told;
        told = untold.getLast().number();
        untold.stream().skip(Math.max(0, untold.size() - RECENT_MAX)).forEach(recent::add);
        while (recent.size() > RECENT_MAX) {
            recent.poll();
        }
        MarketUpdate update = new MarketUpdate.Trades(topic, Kind.CHANGE, before, told, untold);
        untold.clear();
        return Optional.of(update);
    }

    @Override
    public Optional<MarketUpdate> snapshot(Kind kind) {
        return Optional.of(new MarketUpdate.Trades(topic, kind, told, told, List.copyOf(recent)));
    }
}
