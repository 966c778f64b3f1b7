package exchange.api;

import exchange.market.MarketRules;
import exchange.market.RejectReason;
import exchange.marketdata.BookView;
import exchange.marketdata.Candle;
import exchange.marketdata.CandleInterval;
import exchange.marketdata.MarketData;
import exchange.marketdata.PublicTrade;
import exchange.marketdata.TickerView;
import exchange.readside.StoredMarkets;
import exchange.readside.TradeRow;
import exchange.wire.JsonWriter;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;

/**
 * What everybody may ask of markets, the same as the channels tell: levels and tickers from memory,
 * trades and candles from the tables, which are waited for, half a second at most, when the book
 * has seen a later trade.
 */
public final class PublicQueries {
    private final MarketData books;
    private final StoredMarkets tables;
    private final Markets markets;
    private final InstantSource clock;

    public PublicQueries(
            MarketData books, StoredMarkets tables, Markets markets, InstantSource clock) {
        this.books = books;
        this.tables = tables;
        this.markets = markets;
        this.clock = clock;
    }

    /** The best levels of both sides. */
    public CompletionStage<Answer> depth(MarketRules rules, int levels) {
        return books.view(rules.symbol(), levels)
                .thenApply(book -> Answer.ok(MarketDataJson.depth(book, rules)));
    }

    public CompletionStage<Answer> ticker(MarketRules rules) {
        return books.ticker(rules.symbol()).thenApply(view -> {
            JsonWriter json = new JsonWriter(512);
            append(json, view, rules);
            return Answer.ok(json.toString());
        });
    }

    /** Of all markets, the default one first; one whose book is on its way is left out. */
    public CompletionStage<Answer> tickers() {
        List<MarketRules> all = markets.all();
        List<CompletableFuture<Optional<TickerView>>> views = all.stream()
                .map(rules -> books.ticker(rules.symbol())
                        .thenApply(Optional::of)
                        .exceptionally(failure -> Optional.empty())
                        .toCompletableFuture())
                .toList();
        return CompletableFuture.allOf(views.toArray(CompletableFuture[]::new)).thenApply(done -> {
            JsonWriter json = new JsonWriter(512 * all.size()).beginArray();
            for (int i = 0; i < all.size(); i++) {
                MarketRules rules = all.get(i);
                views.get(i).join().ifPresent(view -> append(json, view, rules));
            }
            return Answer.ok(json.endArray().toString());
        });
    }

    private static void append(JsonWriter json, TickerView view, MarketRules rules) {
        json.beginObject()
                .text("symbol", rules.symbol())
                .number("sequence", view.sequence())
                .time("time", view.time());
        MarketDataJson.ticker(json, view.ticker(), rules);
        json.endObject();
    }

    /** Trades before that number, newest first. */
    public CompletionStage<Answer> tradesBefore(
            MarketRules rules, long number, int limit, boolean isCsv) {
        return trades(
                rules,
                isCsv,
                () -> tables.tradesBefore(rules.symbol(), number, limit),
                (rows, book) -> book.tradeNumber() >= number
                        || !rows.isEmpty() && rows.getFirst().tradeNumber() >= book.tradeNumber());
    }

    /** Trades after that number, oldest first. */
    public CompletionStage<Answer> tradesAfter(
            MarketRules rules, long number, int limit, boolean isCsv) {
        return trades(
                rules,
                isCsv,
                () -> tables.tradesAfter(rules.symbol(), number, limit),
                (rows, book) -> book.tradeNumber() <= number
                        || rows.size() == limit
                        || !rows.isEmpty() && rows.getLast().tradeNumber() >= book.tradeNumber());
    }

    private interface Query {
        CompletionStage<List<TradeRow>> ask();
    }

    private interface Freshness {
        boolean holds(List<TradeRow> rows, BookView book);
    }

    /** No trades where there must be some is no answer: the tables are far behind the book. */
    private CompletionStage<Answer> trades(
            MarketRules rules, boolean isCsv, Query query, Freshness freshness) {
        return books.view(rules.symbol(), 0).thenCompose(book -> {
            Predicate<List<TradeRow>> isFresh =
                    rows -> book.tradeNumber() == 0 || freshness.holds(rows, book);
            return MarketQueries.fresh(query::ask, isFresh)
                    .thenApply(rows -> rows.isEmpty() && !isFresh.test(rows)
                            ? Errors.refused(RejectReason.UNAVAILABLE)
                            : trades(rows, rules, isCsv));
        });
    }

    private static Answer trades(List<TradeRow> rows, MarketRules rules, boolean isCsv) {
        List<PublicTrade> trades = rows.stream().map(TradeRow::toPublic).toList();
        if (isCsv) {
            return Answer.ok(MarketDataCsv.trades(trades, rules));
        }
        JsonWriter json = new JsonWriter(64 + rows.size() * 128);
        MarketDataJson.trades(json, trades, rules);
        return Answer.ok(json.toString());
    }

    /**
     * Candles in a window, oldest first, without holes: an interval without trades has the price of
     * the one before. Nothing before the first trade, nothing in the future.
     *
     * @param start the first candle begins then or later; 0: as many as fit before the end
     * @param end the last candle begins before it; 0: now
     */
    public CompletionStage<Answer> candles(
            MarketRules rules,
            CandleInterval interval,
            long start,
            long end,
            int limit,
            boolean isCsv) {
        long length = interval.millis();
        long future = interval.startOf(clock.millis()) + length;
        long last = end == 0 ? future : Math.min(end, future);
        long to = ceiling(last, interval);
        long from = start == 0 ? to - limit * length : ceiling(Math.min(start, to), interval);
        long until = Math.min(to, from + limit * length);
        return books.view(rules.symbol(), 0)
                .thenCompose(book -> MarketQueries.fresh(
                        () -> tables.candles(rules.symbol(), interval, from, until),
                        rows -> until < future || reaches(rows, book.tradeNumber())))
                .thenApply(rows -> {
                    List<Candle> whole = withoutHoles(rows, from, until, length);
                    if (isCsv) {
                        return Answer.ok(MarketDataCsv.candles(whole, rules));
                    }
                    JsonWriter json = new JsonWriter(64 + whole.size() * 200);
                    MarketDataJson.candles(json, whole, rules);
                    return Answer.ok(json.toString());
                });
    }

    private static long ceiling(long time, CandleInterval interval) {
        long start = interval.startOf(time);
        return start == time ? start : start + interval.millis();
    }

    private static boolean reaches(List<Candle> candles, long tradeNumber) {
        return tradeNumber == 0
                || !candles.isEmpty() && candles.getLast().lastTrade() >= tradeNumber;
    }

    /** @param rows those with trades; the first may be the last one before the window */
    static List<Candle> withoutHoles(List<Candle> rows, long from, long until, long length) {
        List<Candle> whole = new ArrayList<>();
        int next = 0;
        Optional<Candle> before = Optional.empty();
        while (next < rows.size() && rows.get(next).start() < from) {
            before = Optional.of(rows.get(next++));
        }
        for (long start = from; start < until; start += length) {
            if (next < rows.size() && rows.get(next).start() == start) {
                before = Optional.of(rows.get(next++));
                whole.add(before.get());
            } else if (before.isPresent()) {
                whole.add(Candle.empty(start, before.get().close()));
            }
        }
        return whole;
    }
}
