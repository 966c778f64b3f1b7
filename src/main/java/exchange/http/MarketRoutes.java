package exchange.http;

import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.server.AllDirectives;
import akka.http.javadsl.server.PathMatchers;
import akka.http.javadsl.server.Route;

import exchange.api.Answer;
import exchange.api.Api;
import exchange.api.MarketQueries;
import exchange.api.Markets;
import exchange.api.MarketsJson;
import exchange.api.PublicQueries;
import exchange.market.MarketRules;
import exchange.market.RejectReason;
import exchange.marketdata.CandleInterval;
import exchange.wire.FieldError;
import exchange.wire.Fields;

import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;

/**
 * {@code /api/v1/prices}, {@code /api/v1/assets}, {@code /api/v1/tickers} and {@code
 * /api/v1/markets} with the data of each: public, no token.
 */
final class MarketRoutes extends AllDirectives {
    private static final int PRICES = 50;
    private static final int PRICES_MAX = 1_000;
    private static final int LEVELS = 100;
    private static final int LEVELS_MAX = 1_000;
    private static final int TRADES = 100;
    private static final int CANDLES = 500;
    private static final int ROWS_MAX = 1_000;

    private final MarketQueries market;
    private final PublicQueries queries;
    private final Markets markets;

    MarketRoutes(Api api) {
        market = api.market();
        queries = api.publicQueries();
        markets = api.markets();
    }

    Route routes() {
        return concat(
                path("prices", () -> get(this::prices)),
                path(
                        "markets",
                        () -> get(() -> complete(HttpAnswers.of(MarketsJson.list(markets))))),
                path(
                        "assets",
                        () -> get(() ->
                                complete(HttpAnswers.of(MarketsJson.assets(markets.assets()))))),
                path("tickers", () -> get(this::tickers)),
                ofMarket("ticker", this::ticker),
                ofMarket("depth", this::depth),
                answered("trades", this::trades),
                answered("candles", this::candles));
    }

    private Route ofMarket(
            String name, BiFunction<Fields, MarketRules, CompletionStage<Answer>> question) {
        return answered(
                name, (query, rules) -> question.apply(query, rules).thenApply(HttpAnswers::of));
    }

    private Route answered(
            String name, BiFunction<Fields, MarketRules, CompletionStage<HttpResponse>> question) {
        return path(
                PathMatchers.segment("markets")
                        .slash(PathMatchers.segment())
                        .slash(PathMatchers.segment(name)),
                symbol -> get(() -> Queries.read(query -> markets.find(symbol)
                        .<Route>map(rules -> completeWithFuture(question.apply(query, rules)))
                        .orElseGet(() -> complete(unknownMarket())))));
    }

    private static HttpResponse unknownMarket() {
        RejectReason reason = RejectReason.UNKNOWN_MARKET;
        return HttpErrors.of(404, reason.name(), reason.text());
    }

    private Route tickers() {
        return Queries.read(query -> {
            query.done();
            return completeWithFuture(queries.tickers().thenApply(HttpAnswers::of));
        });
    }

    private CompletionStage<Answer> ticker(Fields query, MarketRules rules) {
        query.done();
        return queries.ticker(rules);
    }

    private CompletionStage<Answer> depth(Fields query, MarketRules rules) {
        int levels = Queries.whole(query, "levels", LEVELS_MAX, LEVELS);
        query.done();
        return queries.depth(rules, levels);
    }

    private CompletionStage<HttpResponse> trades(Fields query, MarketRules rules) {
        boolean isAfter = query.has("after");
        if (isAfter && query.has("before")) {
            query.reject("before", FieldError.INVALID_FIELD, "one of after and before at most");
        }
        long after = query.optionalWhole("after", 0, Long.MAX_VALUE).orElse(0);
        long before = query.optionalWhole("before", 1, Long.MAX_VALUE).orElse(Long.MAX_VALUE);
        int limit = Queries.whole(query, "limit", ROWS_MAX, TRADES);
        boolean isCsv = Queries.isCsv(query);
        query.done();
        CompletionStage<Answer> trades = isAfter
                ? queries.tradesAfter(rules, after, limit, isCsv)
                : queries.tradesBefore(rules, before, limit, isCsv);
        return trades.thenApply(answer -> HttpAnswers.of(answer, isCsv));
    }

    private CompletionStage<HttpResponse> candles(Fields query, MarketRules rules) {
        String interval = query.choice("interval", CandleInterval.TEXTS);
        long start = Queries.time(query, "start");
        long end = Queries.time(query, "end");
        int limit = Queries.whole(query, "limit", ROWS_MAX, CANDLES);
        boolean isCsv = Queries.isCsv(query);
        query.done();
        return queries.candles(
                        rules, CandleInterval.of(interval).orElseThrow(), start, end, limit, isCsv)
                .thenApply(answer -> HttpAnswers.of(answer, isCsv));
    }

    private Route prices() {
        return Queries.read(query -> {
            MarketRules rules = Queries.market(query, markets);
            int limit = Queries.whole(query, "limit", PRICES_MAX, PRICES);
            query.done();
            return completeWithFuture(market.prices(rules, limit).thenApply(HttpAnswers::of));
        });
    }
}
