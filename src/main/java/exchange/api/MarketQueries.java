package exchange.api;

import exchange.market.MarketRules;
import exchange.marketdata.BookView;
import exchange.marketdata.MarketData;
import exchange.readside.PriceRow;
import exchange.readside.ReadSideQueries;
import exchange.readside.TradeRow;
import exchange.wire.JsonWriter;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * What is asked about a market. The book comes from memory. Trades and prices come from the tables,
 * which are a few milliseconds behind: when the book has seen a later trade they are asked again,
 * for half a second at most.
 */
public final class MarketQueries {
    private static final long AGAIN_MILLIS = 10;

    private final MarketData books;
    private final ReadSideQueries tables;

    public MarketQueries(MarketData books, ReadSideQueries tables) {
        this.books = books;
        this.tables = tables;
    }

    /** The best levels of both sides. */
    public CompletionStage<Answer> book(MarketRules rules, int depth) {
        return view(rules, depth).thenApply(book -> Answer.ok(BookJson.book(book, rules, depth)));
    }

    /** Best prices, spread and the last trade's price. */
    public CompletionStage<Answer> stats(MarketRules rules) {
        return view(rules, 1).thenApply(book -> Answer.ok(BookJson.stats(book, rules)));
    }

    /** The last trades with both their sides, newest first. */
    public CompletionStage<Answer> recentTrades(MarketRules rules, int limit) {
        return view(rules, 1)
                .thenCompose(book -> fresh(
                        () -> tables.recentTrades(rules.symbol(), limit),
                        trades -> isFresh(trades, book)))
                .thenApply(trades -> trades(trades, rules));
    }

    /** The last changes of the price, newest first. */
    public CompletionStage<Answer> prices(MarketRules rules, int limit) {
        return view(rules, 1)
                .thenCompose(book -> fresh(
                        () -> tables.prices(rules.symbol(), limit),
                        prices -> isFresh(prices, book.lastPriceTicks())))
                .thenApply(prices -> prices(prices, rules));
    }

    /** Fails with a timeout while the book is on its way to another node. */
    private CompletionStage<BookView> view(MarketRules rules, int depth) {
        return books.view(rules.symbol(), depth);
    }

    private static boolean isFresh(List<TradeRow> trades, BookView book) {
        return book.tradeNumber() == 0
                || !trades.isEmpty() && trades.getFirst().tradeNumber() >= book.tradeNumber();
    }

    private static boolean isFresh(List<PriceRow> prices, long lastPriceTicks) {
        return lastPriceTicks == 0
                || !prices.isEmpty() && prices.getFirst().priceTicks() == lastPriceTicks;
    }

    /** The rows once they are as new as what was seen, or as they are when that takes too long. */
    static <T> CompletionStage<List<T>> fresh(
            Supplier<CompletionStage<List<T>>> query, Predicate<List<T>> isFresh) {
        long deadline = System.nanoTime() + OrderQueries.TABLES_WAIT.toNanos();
        return HistoryUnavailable.orFail(again(query, isFresh, deadline));
    }

    private static <T> CompletionStage<List<T>> again(
            Supplier<CompletionStage<List<T>>> query, Predicate<List<T>> isFresh, long deadline) {
        return query.get().thenCompose(rows -> {
            if (isFresh.test(rows) || System.nanoTime() - deadline > 0) {
                return CompletableFuture.completedStage(rows);
            }
            return CompletableFuture.supplyAsync(
                            () -> rows,
                            CompletableFuture.delayedExecutor(AGAIN_MILLIS, TimeUnit.MILLISECONDS))
                    .thenCompose(late -> again(query, isFresh, deadline));
        });
    }

    private static Answer trades(List<TradeRow> trades, MarketRules rules) {
        JsonWriter json = new JsonWriter(64 + trades.size() * 400).beginArray();
        trades.forEach(trade -> TradeJson.append(json, trade, rules));
        return Answer.ok(json.endArray().toString());
    }

    private static Answer prices(List<PriceRow> prices, MarketRules rules) {
        JsonWriter json = new JsonWriter(64 + prices.size() * 80).beginArray();
        for (PriceRow price : prices) {
            json.beginObject().name("price").beginObject().time("timestamp", price.time());
            OrderJson.price(json, "price", price.priceTicks(), rules);
            json.endObject().endObject();
        }
        return Answer.ok(json.endArray().toString());
    }
}
