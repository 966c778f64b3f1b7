package exchange.marketdata;

import exchange.marketdata.MarketUpdate.Kind;

import java.util.Optional;
import java.util.function.Supplier;

/** The newest ticker. Says the same only once, also when the last 24 hours move on. */
final class TickerChannel implements LiveChannel {
    private final Topic topic;
    private final MarketDepth depth;
    private final Supplier<Optional<Ticker>> now;
    private Optional<Ticker> told = Optional.empty();

    /** @param now empty while the last 24 hours are not known */
    TickerChannel(String symbol, MarketDepth depth, Supplier<Optional<Ticker>> now) {
        topic = Topic.of(Channel.TICKER, symbol);
        this.depth = depth;
        this.now = now;
    }

    @Override
    public Optional<MarketUpdate> next() {
        Optional<Ticker> ticker = now.get();
        if (ticker.isEmpty() || ticker.equals(told)) {
            return Optional.empty();
        }
        return snapshot(Kind.CHANGE);
    }

    @Override
    public Optional<MarketUpdate> snapshot(Kind kind) {
        told = now.get();
        return told.map(ticker ->
                new MarketUpdate.OfTicker(topic, kind, depth.sequence(), depth.time(), ticker));
    }
}
