package exchange.http;

import akka.http.javadsl.server.AllDirectives;
import akka.http.javadsl.server.PathMatchers;
import akka.http.javadsl.server.Route;

import exchange.api.Answer;
import exchange.api.Api;
import exchange.api.MarketAdmin;
import exchange.identity.Caller;
import exchange.wire.Fields;

import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;

/** {@code /api/v1/admin/assets}, {@code /markets} and {@code /halt}: for admins only. */
final class MarketAdminRoutes extends AllDirectives {
    private final MarketAdmin admin;
    private final Authentication authentication;
    private final Bodies bodies;

    MarketAdminRoutes(Api api, Authentication authentication, Bodies bodies) {
        admin = api.admin();
        this.authentication = authentication;
        this.bodies = bodies;
    }

    Route routes() {
        return pathPrefix(
                "admin",
                () -> concat(
                        path(
                                "assets",
                                () -> post(() -> with((caller, body) -> admin.createAsset(body)))),
                        path(
                                "markets",
                                () -> post(() -> with((caller, body) -> admin.createMarket(body)))),
                        path(
                                PathMatchers.segment("markets").slash(PathMatchers.segment()),
                                symbol -> patch(() -> with((caller, body) ->
                                        admin.changeMarket(symbol, body, caller.email())))),
                        path(
                                "halt",
                                () -> post(() -> with(
                                        (caller, body) -> admin.haltAll(body, caller.email()))))));
    }

    private Route with(BiFunction<Caller, Fields, CompletionStage<Answer>> command) {
        return authentication.admin(caller -> bodies.object(body ->
                completeWithFuture(command.apply(caller, body).thenApply(HttpAnswers::of))));
    }
}
