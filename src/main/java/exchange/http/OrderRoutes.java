package exchange.http;

import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.server.AllDirectives;
import akka.http.javadsl.server.PathMatchers;
import akka.http.javadsl.server.Route;

import exchange.api.Answer;
import exchange.api.Api;
import exchange.api.ClientOrderIds;
import exchange.api.MarketQueries;
import exchange.api.Markets;
import exchange.api.OrderQueries;
import exchange.identity.Caller;
import exchange.market.MarketRules;
import exchange.market.OrderIds;
import exchange.market.RejectReason;
import exchange.wire.Fields;

import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Function;

/** {@code /api/v1/orders}: place, cancel and ask, and what everybody may see of a market. */
final class OrderRoutes extends AllDirectives {
    private static final int ORDERS = 500;
    private static final int TRADES = 1_000;
    private static final int RECENT_TRADES = 50;
    private static final int ROWS_MAX = 1_000;
    private static final int LEVELS = 10;
    private static final int LEVELS_MAX = 1_000;

    /** Names below this path that are no order's id, whatever the method. */
    static final Set<String> NAMES = Set.of(
            "place",
            "batch",
            "oco",
            "cancel",
            "my-orders",
            "my-trades",
            "book",
            "recent-trades",
            "market-stats",
            "by-client-id");

    private final OrderCommands commands;
    private final OrderQueries orders;
    private final MarketQueries market;
    private final Markets markets;
    private final Authentication authentication;
    private final Bodies bodies;

    OrderRoutes(Api api, OrderCommands commands, Authentication authentication, Bodies bodies) {
        this.commands = commands;
        orders = api.orders();
        market = api.market();
        markets = api.markets();
        this.authentication = authentication;
        this.bodies = bodies;
    }

    Route routes() {
        return pathPrefix(
                "orders",
                () -> concat(
                        path("place", () -> post(this::place)),
                        path(
                                PathMatchers.segment("cancel").slash(PathMatchers.segment()),
                                id -> delete(() -> cancel(id))),
                        path("my-orders", () -> get(this::myOrders)),
                        path("my-trades", () -> get(this::myTrades)),
                        path("book", () -> get(this::book)),
                        path("market-stats", () -> get(this::marketStats)),
                        path("recent-trades", () -> get(this::recentTrades)),
                        path(
                                PathMatchers.segment("by-client-id")
                                        .slash(PathMatchers.remaining()),
                                name -> concat(
                                        get(() -> byClientId(Queries.decoded(name))),
                                        delete(() -> cancelByClientId(Queries.decoded(name))))),
                        path(
                                PathMatchers.segment(),
                                id -> NAMES.contains(id) ? reject() : get(() -> order(id)))));
    }

    private Route place() {
        return authentication.user(caller ->
                bodies.object(body -> completeWithFuture(commands.place(caller.account(), body))));
    }

    private Route cancel(String id) {
        return ofOrder(
                id, (account, orderId) -> completeWithFuture(commands.cancel(account, orderId)));
    }

    private Route cancelByClientId(String name) {
        return named(name, (caller, query) -> {
            boolean guard = query.optionalFlag("guard").orElse(false);
            long finalAt = Queries.time(query, "final_at");
            query.done();
            return completeWithFuture(commands.cancel(caller.account(), name, guard, finalAt));
        });
    }

    private Route byClientId(String name) {
        return named(name, (caller, query) -> {
            long finalAt = Queries.time(query, "final_at");
            query.done();
            return answer(orders.order(caller.account(), name, finalAt));
        });
    }

    private Route order(String id) {
        return ofOrder(id, (account, orderId) -> answer(orders.order(account, orderId)));
    }

    private Route myOrders() {
        return authentication.user(caller -> Queries.read(query -> {
            boolean activeOnly = query.optionalFlag("active_only").orElse(false);
            String symbol = Queries.symbol(query, markets);
            int limit = Queries.whole(query, "limit", ROWS_MAX, ORDERS);
            query.done();
            return answer(
                    activeOnly
                            ? orders.openOrders(caller.account(), symbol)
                            : orders.orders(caller.account(), symbol, limit));
        }));
    }

    private Route myTrades() {
        return authentication.user(caller -> Queries.read(query -> {
            String symbol = Queries.symbol(query, markets);
            long after = query.optionalWhole("after", 0, Long.MAX_VALUE).orElse(0);
            int limit = Queries.whole(query, "limit", ROWS_MAX, TRADES);
            query.done();
            return answer(orders.fills(caller.account(), symbol, after, limit));
        }));
    }

    private Route book() {
        return ofMarket(query -> {
            int depth = Queries.whole(query, "depth", LEVELS_MAX, LEVELS);
            return rules -> market.book(rules, depth);
        });
    }

    private Route marketStats() {
        return ofMarket(query -> market::stats);
    }

    private Route recentTrades() {
        return authentication.admin(caller -> ofMarket(query -> {
            int limit = Queries.whole(query, "limit", ROWS_MAX, RECENT_TRADES);
            return rules -> market.recentTrades(rules, limit);
        }));
    }

    private Route ofMarket(
            Function<Fields, Function<MarketRules, CompletionStage<Answer>>> question) {
        return Queries.read(query -> {
            MarketRules rules = Queries.market(query, markets);
            Function<MarketRules, CompletionStage<Answer>> ask = question.apply(query);
            query.done();
            return answer(ask.apply(rules));
        });
    }

    private Route named(String name, BiFunction<Caller, Fields, Route> inner) {
        return authentication.user(caller -> {
            if (!ClientOrderIds.isValid(name)) {
                throw Queries.wrongInPath("client_order_id", ClientOrderIds.RULE);
            }
            return Queries.read(query -> inner.apply(caller, query));
        });
    }

    /** Any UUID may name an order; those that cannot be ours are the id of none. */
    private Route ofOrder(String id, BiFunction<Long, Long, Route> inner) {
        return authentication.user(caller -> {
            Optional<Long> orderId = OrderIds.parse(id);
            if (orderId.isPresent()) {
                return inner.apply(caller.account(), orderId.get());
            }
            requireUuid(id);
            return complete(HttpErrors.of(RejectReason.UNKNOWN_ORDER));
        });
    }

    private static void requireUuid(String text) {
        try {
            if (UUID.fromString(text).toString().equalsIgnoreCase(text)) {
                return;
            }
        } catch (IllegalArgumentException e) {
            // Said below, like a UUID that is spelled too short.
        }
        throw Queries.wrongInPath("order_id", "must be a UUID");
    }

    private Route answer(CompletionStage<Answer> answer) {
        CompletionStage<HttpResponse> response = answer.thenApply(HttpAnswers::of);
        return completeWithFuture(response);
    }
}
