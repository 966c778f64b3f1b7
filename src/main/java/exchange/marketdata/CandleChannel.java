package exchange.marketdata;

import exchange.marketdata.MarketUpdate.Kind;

import java.util.List;
import java.util.Optional;

/** The candles of one interval, each told again while it grows. */
final class CandleChannel implements LiveChannel {
    private final Topic topic;
    private final CandleInterval interval;
    private final LiveCandles candles;
    private long told;

    CandleChannel(Topic topic, LiveCandles candles) {
        this.topic = topic;
        this.interval = topic.interval().orElseThrow();
        this.candles = candles;
        told = candles.lastTrade();
    }

    @Override
    public Optional<MarketUpdate> next() {
        if (!candles.isComplete() || candles.lastTrade() == told) {
            return Optional.empty();
        }
        List<Candle> changed = candles.after(interval, told);
        told = candles.lastTrade();
        return Optional.of(new MarketUpdate.Candles(topic, Kind.CHANGE, told, changed));
    }

    @Override
    public Optional<MarketUpdate> snapshot(Kind kind) {
        if (!candles.isComplete()) {
            return Optional.empty();
        }
        told = candles.lastTrade();
        return Optional.of(new MarketUpdate.Candles(topic, kind, told, candles.after(interval, 0)));
    }
}
