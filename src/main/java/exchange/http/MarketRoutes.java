package exchange.http;

import akka.http.javadsl.server.AllDirectives;
import akka.http.javadsl.server.Route;

import exchange.api.Api;
import exchange.api.MarketQueries;
import exchange.api.Markets;
import exchange.api.MarketsJson;
import exchange.market.MarketRules;

/**
 * {@code /api/v1/prices}, {@code /api/v1/markets} and {@code /api/v1/assets}: public, no token.
 */
final class MarketRoutes extends AllDirectives {
    private static final int PRICES = 50;
    private static final int PRICES_MAX = 1_000;

    private final MarketQueries market;
    private final Markets markets;

    MarketRoutes(Api api) {
        market = api.market();
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
                                complete(HttpAnswers.of(MarketsJson.assets(markets.assets()))))));
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
