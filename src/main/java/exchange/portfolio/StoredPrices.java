package exchange.portfolio;

import exchange.marketdata.CandleInterval;
import exchange.readside.AccountPast;

import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalLong;
import java.util.function.LongUnaryOperator;
import java.util.function.Supplier;

/**
 * Prices from the candles in the tables, remembered. For one thread. Each of its makers says which
 * trade counts at a time.
 */
public final class StoredPrices implements PriceSource {
    private static final int REMEMBERED_MAX = 20_000;
    private static final long MINUTE = CandleInterval.MINUTE.millis();

    private final AccountPast tables;
    private final LongUnaryOperator timeThatCounts;
    private final Map<Key, Long> remembered = new HashMap<>();
    private final Map<String, Long> firsts = new HashMap<>();

    private record Key(String symbol, long time) {}

    private StoredPrices(AccountPast tables, LongUnaryOperator timeThatCounts) {
        this.tables = tables;
        this.timeThatCounts = timeThatCounts;
    }

    /**
     * The last trade before the last minute but one was over: by then it is in the tables, and the
     * price of a time never changes again.
     */
    public static PriceSource ofThePast(AccountPast tables) {
        return new StoredPrices(tables, time -> CandleInterval.MINUTE.startOf(time) - MINUTE);
    }

    /** The last trade of all, whatever the time. To be used at once. */
    public static PriceSource ofNow(AccountPast tables) {
        return new StoredPrices(tables, time -> Long.MAX_VALUE / 2);
    }

    /** At the ends of candles of that length, the last trade before each. */
    static PriceSource atEnds(AccountPast tables, CandleInterval interval, long from, long until) {
        Map<String, NavigableMap<Long, Long>> closes = new HashMap<>();
        PriceSource now = ofNow(tables);
        return new PriceSource() {
            @Override
            public OptionalLong ticksAt(String symbol, long time) {
                var close = closes.computeIfAbsent(
                                symbol, key -> tables.closes(key, interval, from, until))
                        .floorEntry(time);
                return close == null ? OptionalLong.empty() : OptionalLong.of(close.getValue());
            }

            @Override
            public OptionalLong firstTicks(String symbol) {
                return now.firstTicks(symbol);
            }
        };
    }

    @Override
    public OptionalLong ticksAt(String symbol, long time) {
        long counts = timeThatCounts.applyAsLong(time);
        return known(
                remembered,
                new Key(symbol, counts),
                () -> tables.closeBefore(symbol, CandleInterval.MINUTE, counts));
    }

    @Override
    public OptionalLong firstTicks(String symbol) {
        return known(firsts, symbol, () -> tables.firstPrice(symbol));
    }

    /** What is not there yet is asked for again. */
    private static <K> OptionalLong known(
            Map<K, Long> known, K key, Supplier<OptionalLong> question) {
        Long before = known.get(key);
        if (before != null) {
            return OptionalLong.of(before);
        }
        OptionalLong found = question.get();
        if (known.size() >= REMEMBERED_MAX) {
            known.clear();
        }
        found.ifPresent(ticks -> known.put(key, ticks));
        return found;
    }
}
