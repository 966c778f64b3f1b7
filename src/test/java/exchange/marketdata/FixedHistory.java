package exchange.marketdata;

import exchange.market.MarketStatus;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The past as a test says it was: made of trades. */
final class FixedHistory implements MarketHistory {
    private final CandleSet candles = new CandleSet();

    synchronized void add(PublicTrade trade) {
        candles.add(trade);
    }

    /** The past as of now. */
    synchronized Past now() {
        return past(candles);
    }

    static Past past(CandleSet candles) {
        Map<CandleInterval, List<Candle>> all = new EnumMap<>(CandleInterval.class);
        for (CandleInterval interval : CandleInterval.values()) {
            all.put(interval, List.copyOf(candles.of(interval)));
        }
        return new Past(all);
    }

    @Override
    public CompletionStage<Past> past(String symbol, int candlesMax, int minutesMax) {
        return CompletableFuture.completedStage(now());
    }

    @Override
    public Optional<MarketStatus> status(String symbol) {
        return Optional.empty();
    }
}
