package exchange.http;

import akka.http.javadsl.server.AllDirectives;
import akka.http.javadsl.server.PathMatchers;
import akka.http.javadsl.server.Route;

import exchange.accounts.LedgerClient;
import exchange.api.Answer;
import exchange.api.Api;
import exchange.api.Placement;
import exchange.market.OrderIds;

import scala.concurrent.duration.FiniteDuration;

import java.time.Duration;
import java.util.concurrent.CompletionStage;

/** {@code /api/v1/orders}: commands about two orders at once. */
final class LinkedOrderRoutes extends AllDirectives {
    private static final Duration SLACK = Duration.ofSeconds(5);

    private final Placement placement;
    private final LedgerClient ledgers;
    private final Authentication authentication;
    private final Bodies bodies;
    private final long patienceMillis;
    private final FiniteDuration answeredWithin;

    LinkedOrderRoutes(Api api, Authentication authentication, Bodies bodies) {
        placement = api.placement();
        ledgers = api.ledgers();
        Duration patience = api.settings().orderPatience();
        patienceMillis = patience.toMillis();
        answeredWithin = FiniteDuration.fromNanos(patience.plus(SLACK).toNanos());
        this.authentication = authentication;
        this.bodies = bodies;
    }

    Route routes() {
        return pathPrefix(
                "orders",
                () -> path(
                        PathMatchers.segment().slash(PathMatchers.segment("replace")),
                        id -> post(() -> replace(id))));
    }

    private Route replace(String id) {
        long orderId = OrderIds.parse(id).orElse(Placement.NOBODYS_ORDER);
        return withRequestTimeout(
                answeredWithin,
                () -> authentication.user(caller -> bodies.object(body -> answer(placement.replace(
                        ledgers, caller.account(), orderId, "", body, patienceMillis)))));
    }

    private Route answer(CompletionStage<Answer> answer) {
        return completeWithFuture(answer.thenApply(HttpAnswers::of));
    }
}
