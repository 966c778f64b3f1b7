package exchange.marketdata;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A market's newest candles of all intervals, from history and then from each trade. Trades that
 * history has already are left out, those that it does not have yet wait. Not safe for several
 * threads.
 */
final class LiveCandles {
    static final long DAY_MILLIS = CandleInterval.DAY.millis();

    /** Candles of an interval that are kept; of minutes more than a day. */
    static final int RECENT_MAX = 100;

    static final int MINUTES_MAX = 1_500;
    private static final int WAITING_MAX = 200_000;

    private final Map<CandleInterval, ArrayDeque<Candle>> candles =
            new EnumMap<>(CandleInterval.class);
    private final ArrayDeque<PublicTrade> waiting = new ArrayDeque<>();
    private long since;
    private boolean complete;
    private long lastTrade;

    LiveCandles() {
        for (CandleInterval interval : CandleInterval.values()) {
            candles.put(interval, new ArrayDeque<>());
        }
    }

    /** Whether history was taken, so that the candles are whole. */
    boolean isComplete() {
        return complete;
    }

    /** The number of the last trade in them. */
    long lastTrade() {
        return lastTrade;
    }

    /** Trades are told from this one on; history must have it. */
    void since(long tradeNumber) {
        since = tradeNumber;
    }

    /** Begins with what was before; false when it does not reach the trades told here. */
    boolean begin(MarketHistory.Past past) {
        if (past.lastTrade() < since) {
            return false;
        }
        past.candles().forEach((interval, list) -> candles.get(interval).addAll(list));
        lastTrade = past.lastTrade();
        complete = true;
        waiting.forEach(this::add);
        waiting.clear();
        return true;
    }

    /** What was before is not wanted, so nothing waits for it. */
    void beginAnywhere() {
        lastTrade = since;
        complete = true;
    }

    void add(PublicTrade trade) {
        if (!complete) {
            await(trade);
        } else if (trade.number() > lastTrade) {
            lastTrade = trade.number();
            candles.forEach((interval, list) -> add(interval, list, trade));
        }
    }

    /** When too many wait, history is to bring them instead. */
    private void await(PublicTrade trade) {
        waiting.add(trade);
        if (waiting.size() > WAITING_MAX) {
            waiting.clear();
            since = trade.number();
        }
    }

    private static void add(CandleInterval interval, ArrayDeque<Candle> list, PublicTrade trade) {
        Candle one = Candle.of(interval.startOf(trade.time()), trade);
        if (!list.isEmpty() && list.peekLast().start() == one.start()) {
            list.add(list.pollLast().plus(one));
            return;
        }
        list.add(one);
        int max = interval == CandleInterval.MINUTE ? MINUTES_MAX : RECENT_MAX;
        if (list.size() > max) {
            list.poll();
        }
    }

    /** Those with a trade after that number, oldest first, at most {@link #RECENT_MAX}. */
    List<Candle> after(CandleInterval interval, long tradeNumber) {
        ArrayDeque<Candle> found = new ArrayDeque<>();
        var newestFirst = candles.get(interval).descendingIterator();
        while (newestFirst.hasNext() && found.size() < RECENT_MAX) {
            Candle candle = newestFirst.next();
            if (candle.lastTrade() <= tradeNumber) {
                break;
            }
            found.addFirst(candle);
        }
        return new ArrayList<>(found);
    }

    /** When the last 24 hours began, in whole minutes. */
    static long dayBegan(long now) {
        return CandleInterval.MINUTE.startOf(now) - DAY_MILLIS;
    }

    /** All trades of the last 24 hours as one candle; empty when there were none. */
    Optional<Candle> lastDay(long now) {
        long from = dayBegan(now);
        return candles.get(CandleInterval.MINUTE).stream()
                .filter(minute -> minute.start() >= from)
                .reduce(Candle::plus)
                .map(day -> day.startingAt(from));
    }
}
