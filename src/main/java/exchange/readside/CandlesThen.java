package exchange.readside;

import exchange.marketdata.Candle;
import exchange.marketdata.CandleInterval;
import exchange.marketdata.CandleSet;
import exchange.marketdata.MarketHistory;
import exchange.marketdata.PublicTrade;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The candles of a market as they were at one moment: those that were over by then as they are
 * stored, and those that were not, made of the minutes that were and of the trades since. Not safe
 * for several threads.
 */
final class CandlesThen {
    private final long time;
    private final Map<CandleInterval, List<Candle>> whole;
    private final CandleSet since = new CandleSet();
    private long lastTrade;

    /** @param whole of each interval the newest that were over, oldest first */
    CandlesThen(long time, Map<CandleInterval, List<Candle>> whole) {
        this.time = time;
        this.whole = whole;
        lastTrade = last(minutes()).map(Candle::lastTrade).orElse(0L);
    }

    private List<Candle> minutes() {
        return whole.getOrDefault(CandleInterval.MINUTE, List.of());
    }

    private static Optional<Candle> last(List<Candle> candles) {
        return candles.isEmpty() ? Optional.empty() : Optional.of(candles.getLast());
    }

    /** The last trade that is in them. */
    long lastTrade() {
        return lastTrade;
    }

    /** The next trade, which is of a minute that was not over. */
    void add(PublicTrade trade) {
        since.add(trade);
        lastTrade = trade.number();
    }

    MarketHistory.Past past() {
        Map<CandleInterval, List<Candle>> candles = new EnumMap<>(CandleInterval.class);
        for (CandleInterval interval : CandleInterval.values()) {
            List<Candle> all = new ArrayList<>(whole.getOrDefault(interval, List.of()));
            unfinished(interval).ifPresent(all::add);
            candles.put(interval, all);
        }
        return new MarketHistory.Past(candles);
    }

    private Optional<Candle> unfinished(CandleInterval interval) {
        long start = interval.startOf(time);
        Stream<Candle> made = since.of(interval).stream().filter(each -> each.start() == start);
        Stream<Candle> minutes = interval.millis() > CandleInterval.MINUTE.millis()
                ? minutes().stream().filter(each -> each.start() >= start)
                : Stream.empty();
        return Stream.concat(minutes, made)
                .reduce(Candle::plus)
                .map(each -> each.startingAt(start));
    }
}
