package exchange.marketdata;

import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Candles of all intervals made from trades in their order, for those who collect some before they
 * store them. Not safe for several threads.
 */
public final class CandleSet {
    private final Map<CandleInterval, TreeMap<Long, Candle>> candles =
            new EnumMap<>(CandleInterval.class);

    public CandleSet() {
        for (CandleInterval interval : CandleInterval.values()) {
            candles.put(interval, new TreeMap<>());
        }
    }

    public void add(PublicTrade trade) {
        candles.forEach((interval, all) -> {
            Candle one = Candle.of(interval.startOf(trade.time()), trade);
            all.merge(one.start(), one, Candle::plus);
        });
    }

    /** Oldest first. */
    public Collection<Candle> of(CandleInterval interval) {
        return candles.get(interval).values();
    }
}
