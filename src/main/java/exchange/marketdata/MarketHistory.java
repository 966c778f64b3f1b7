package exchange.marketdata;

import exchange.market.MarketStatus;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** What was before a hub began, from whoever keeps it. */
public interface MarketHistory {

    /**
     * The newest candles of all intervals, as of one moment that may be a little before or after
     * now.
     *
     * @param candlesMax of each interval, oldest first
     * @param minutesMax of those of a minute
     */
    CompletionStage<Past> past(String symbol, int candlesMax, int minutesMax);

    /** What the market does and why, as far as it is known. */
    Optional<MarketStatus> status(String symbol);

    /** @param candles of each interval those with trades, oldest first */
    record Past(Map<CandleInterval, List<Candle>> candles) {
        public Past {
            EnumMap<CandleInterval, List<Candle>> copy = new EnumMap<>(CandleInterval.class);
            candles.forEach((interval, list) -> copy.put(interval, List.copyOf(list)));
            candles = copy;
        }

        /** The number of the last trade in it, 0 for none. */
        public long lastTrade() {
            return candles.values().stream()
                    .flatMap(List::stream)
                    .mapToLong(Candle::lastTrade)
                    .max()
                    .orElse(0);
        }
    }
}
