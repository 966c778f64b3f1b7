package exchange.readside;

import exchange.market.MarketStatus;
import exchange.marketdata.Candle;
import exchange.marketdata.CandleInterval;
import exchange.marketdata.MarketHistory;
import exchange.marketdata.PastCandles;
import exchange.marketdata.PublicTrade;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;

/** What the tables know of markets' past: a little behind the books, each answer of one moment. */
public final class StoredMarkets implements MarketHistory, PastCandles {
    private static final String NEWEST = "(SELECT seconds, " + CandleRows.COLUMNS
            + " FROM candles WHERE symbol = ? AND seconds = ? ORDER BY start DESC LIMIT ?)";

    private static final String NEWEST_BEFORE = "(SELECT seconds, " + CandleRows.COLUMNS
            + " FROM candles WHERE symbol = ? AND seconds = ? AND start < ?"
            + " ORDER BY start DESC LIMIT ?)";
    private static final int PAST_MAX = 100;
    /** A day and a little more. */
    private static final int PAST_MINUTES_MAX = 1_500;

    private final Select select;
    private final Executor executor;
    private final MarketDirectory directory;

    StoredMarkets(Select select, Executor executor, MarketDirectory directory) {
        this.select = select;
        this.executor = executor;
        this.directory = directory;
    }

    private record Row(CandleInterval interval, Candle candle) {}

    @Override
    public CompletionStage<Past> past(String symbol, int candlesMax, int minutesMax) {
        return ask(() -> {
            List<String> parts = new ArrayList<>();
            List<Object> parameters = new ArrayList<>();
            for (CandleInterval interval : CandleInterval.values()) {
                int max = interval == CandleInterval.MINUTE ? minutesMax : candlesMax;
                parts.add(NEWEST);
                parameters.addAll(List.of(symbol, interval.seconds(), max));
            }
            return past(select.list(
                    String.join(" UNION ALL ", parts) + " ORDER BY start",
                    row -> new Row(
                            CandleInterval.ofSeconds(row.getInt("seconds")), CandleRows.read(row)),
                    parameters.toArray()));
        });
    }

    @Override
    public CompletionStage<Past> at(String symbol, long tradeNumber, long time) {
        return ask(() -> {
            CandlesThen then = new CandlesThen(time, whole(symbol, time));
            List<PublicTrade> trades = select.list(
                    "SELECT * FROM trades WHERE symbol = ? AND trade_number > ?"
                            + " AND trade_number <= ? ORDER BY trade_number",
                    row -> TradeRow.read(row).toPublic(),
                    symbol,
                    then.lastTrade(),
                    tradeNumber);
            trades.forEach(then::add);
            if (then.lastTrade() != tradeNumber) {
                throw new IllegalStateException("the tables of " + symbol + " have trade "
                        + then.lastTrade() + " of " + tradeNumber);
            }
            return then.past();
        });
    }

    /** The candles of intervals that were over then. */
    private Map<CandleInterval, List<Candle>> whole(String symbol, long time) {
        List<String> parts = new ArrayList<>();
        List<Object> parameters = new ArrayList<>();
        for (CandleInterval interval : CandleInterval.values()) {
            int max = interval == CandleInterval.MINUTE ? PAST_MINUTES_MAX : PAST_MAX;
            parts.add(NEWEST_BEFORE);
            parameters.addAll(List.of(symbol, interval.seconds(), interval.startOf(time), max));
        }
        return byInterval(select.list(
                String.join(" UNION ALL ", parts) + " ORDER BY start",
                row -> new Row(
                        CandleInterval.ofSeconds(row.getInt("seconds")), CandleRows.read(row)),
                parameters.toArray()));
    }

    private static Past past(List<Row> rows) {
        return new Past(byInterval(rows));
    }

    private static Map<CandleInterval, List<Candle>> byInterval(List<Row> rows) {
        Map<CandleInterval, List<Candle>> candles = new EnumMap<>(CandleInterval.class);
        for (Row row : rows) {
            candles.computeIfAbsent(row.interval(), interval -> new ArrayList<>())
                    .add(row.candle());
        }
        return candles;
    }

    @Override
    public Optional<MarketStatus> status(String symbol) {
        return directory.status(symbol);
    }

    /**
     * The candles with trades from one time on and before another, oldest first, and before them
     * the last one that is older, if there is one.
     */
    public CompletionStage<List<Candle>> candles(
            String symbol, CandleInterval interval, long from, long to) {
        return ask(() -> select.list(
                "(SELECT " + CandleRows.COLUMNS
                        + " FROM candles WHERE symbol = ? AND seconds = ? AND start < ?"
                        + " ORDER BY start DESC LIMIT 1) UNION ALL (SELECT " + CandleRows.COLUMNS
                        + " FROM candles WHERE symbol = ? AND seconds = ? AND start >= ?"
                        + " AND start < ?) ORDER BY start",
                CandleRows::read,
                symbol,
                interval.seconds(),
                from,
                symbol,
                interval.seconds(),
                from,
                to));
    }

    /** Trades with a greater number, oldest first. */
    public CompletionStage<List<TradeRow>> tradesAfter(String symbol, long number, int limit) {
        return ask(() -> select.list(
                "SELECT * FROM trades WHERE symbol = ? AND trade_number > ?"
                        + " ORDER BY trade_number LIMIT ?",
                TradeRow::read,
                symbol,
                number,
                limit));
    }

    /** Trades with a smaller number, newest first. */
    public CompletionStage<List<TradeRow>> tradesBefore(String symbol, long number, int limit) {
        return ask(() -> select.list(
                "SELECT * FROM trades WHERE symbol = ? AND trade_number < ?"
                        + " ORDER BY trade_number DESC LIMIT ?",
                TradeRow::read,
                symbol,
                number,
                limit));
    }

    private <T> CompletionStage<T> ask(Supplier<T> query) {
        try {
            return CompletableFuture.supplyAsync(query, executor);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.failedFuture(e);
        }
    }
}
