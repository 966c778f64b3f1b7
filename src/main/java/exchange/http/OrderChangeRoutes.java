package exchange.http;

import akka.http.javadsl.server.AllDirectives;
import akka.http.javadsl.server.PathMatchers;
import akka.http.javadsl.server.Route;

import exchange.accounts.LedgerClient;
import exchange.api.Answer;
import exchange.api.Api;
import exchange.api.ClientOrderIds;
import exchange.api.Markets;
import exchange.api.Placement;
import exchange.market.OrderIds;
import exchange.market.RejectReason;
import exchange.market.Side;

import scala.concurrent.duration.FiniteDuration;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** {@code /api/v1/orders}: what changes orders that are there, and what is about many at once. */
final class OrderChangeRoutes extends AllDirectives {
    private static final Duration SLACK = Duration.ofSeconds(5);

    private final Placement placement;
    private final LedgerClient ledgers;
    private final Markets markets;
    private final Authentication authentication;
    private final Bodies bodies;
    private final long patienceMillis;
    private final FiniteDuration answeredWithin;

    OrderChangeRoutes(Api api, Authentication authentication, Bodies bodies) {
        placement = api.placement();
        ledgers = api.ledgers();
        markets = api.markets();
        Duration patience = api.settings().orderPatience();
        patienceMillis = patience.toMillis();
        answeredWithin = FiniteDuration.fromNanos(patience.plus(SLACK).toNanos());
        this.authentication = authentication;
        this.bodies = bodies;
    }

    Route routes() {
        return pathPrefix(
                "orders",
                () -> concat(
                        path("batch", () -> post(this::batch)),
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
        return withRequestTimeout(
                answeredWithin,
                () -> authentication.user(caller -> bodies.object(body ->
                        answer(placement.batch(ledgers, caller.account(), body, patienceMillis)))));
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
        return withRequestTimeout(
                answeredWithin,
                () -> authentication.user(caller -> bodies.object(body -> answer(placement.amend(
                        ledgers, caller.account(), orderId, name, body, patienceMillis)))));
    }

    private Route cancelAll() {
        return authentication.user(caller -> Queries.read(query -> {
            String symbol = Queries.symbol(query, markets);
            Optional<Side> side = query.optionalOneOf("side", Side.class);
            query.done();
            return answer(placement.cancelAll(ledgers, caller.account(), symbol, side));
        }));
    }

    private Route answer(CompletionStage<Answer> answer) {
        return completeWithFuture(answer.thenApply(HttpAnswers::of));
    }
}
