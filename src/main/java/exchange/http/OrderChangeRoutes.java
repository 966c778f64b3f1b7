package exchange.http;

import akka.http.javadsl.server.AllDirectives;
import akka.http.javadsl.server.PathMatchers;
import akka.http.javadsl.server.Route;

import exchange.api.ClientOrderIds;
import exchange.api.Markets;
import exchange.api.Placement;
import exchange.market.OrderIds;
import exchange.market.RejectReason;
import exchange.market.Side;

import java.util.Optional;

/** {@code /api/v1/orders}: what changes orders that are there, and what is about many at once. */
final class OrderChangeRoutes extends AllDirectives {
    private final OrderCommands commands;
    private final Markets markets;
    private final Authentication authentication;
    private final Bodies bodies;

    OrderChangeRoutes(
            Markets markets, OrderCommands commands, Authentication authentication, Bodies bodies) {
        this.markets = markets;
        this.commands = commands;
        this.authentication = authentication;
        this.bodies = bodies;
    }

    Route routes() {
        return pathPrefix(
                "orders",
                () -> concat(
                        path("batch", () -> post(this::batch)),
                        path("oco", () -> post(this::placeList)),
                        path(
                                PathMatchers.segment().slash(PathMatchers.segment("replace")),
                                id -> post(() -> replace(id))),
                        path("my-orders", () -> delete(this::cancelAll)),
                        path(
                                PathMatchers.segment("by-client-id")
                                        .slash(PathMatchers.remaining()),
                                name -> patch(() -> amendByName(Queries.decoded(name)))),
                        path(
                                PathMatchers.segment(),
                                id -> OrderRoutes.NAMES.contains(id)
                                        ? reject()
                                        : patch(() -> amend(id)))));
    }

    private Route batch() {
        return authentication.user(caller ->
                bodies.object(body -> completeWithFuture(commands.batch(caller.account(), body))));
    }

    private Route placeList() {
        return authentication.user(caller -> bodies.object(
                body -> completeWithFuture(commands.placeList(caller.account(), body))));
    }

    private Route replace(String id) {
        long orderId = OrderIds.parse(id).orElse(Placement.NOBODYS_ORDER);
        return authentication.user(caller -> bodies.object(
                body -> completeWithFuture(commands.replace(caller.account(), orderId, body))));
    }

    private Route amend(String id) {
        Optional<Long> orderId = OrderIds.parse(id);
        return orderId.isPresent()
                ? amend(orderId.get(), "")
                : authentication.user(
                        caller -> complete(HttpErrors.of(RejectReason.UNKNOWN_ORDER)));
    }

    private Route amendByName(String name) {
        if (!ClientOrderIds.isValid(name)) {
            throw Queries.wrongInPath("client_order_id", ClientOrderIds.RULE);
        }
        return amend(0, name);
    }

    private Route amend(long orderId, String name) {
        return authentication.user(caller -> bodies.object(
                body -> completeWithFuture(commands.amend(caller.account(), orderId, name, body))));
    }

    private Route cancelAll() {
        return authentication.user(caller -> Queries.read(query -> {
            String symbol = Queries.symbol(query, markets);
            Optional<Side> side = query.optionalOneOf("side", Side.class);
            query.done();
            return completeWithFuture(commands.cancelAll(caller.account(), symbol, side));
        }));
    }
}
