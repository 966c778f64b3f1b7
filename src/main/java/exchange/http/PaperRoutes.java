package exchange.http;

import akka.http.javadsl.server.AllDirectives;
import akka.http.javadsl.server.PathMatchers;
import akka.http.javadsl.server.Route;

import exchange.api.Answer;
import exchange.api.Errors;
import exchange.api.PaperAccounts;
import exchange.identity.Caller;
import exchange.wire.Fields;

import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;

/** {@code /api/v1/account/faucet} and {@code /reset}, where accounts are on paper. */
final class PaperRoutes extends AllDirectives {
    private final PaperAccounts paper;
    private final Authentication authentication;
    private final Bodies bodies;

    PaperRoutes(PaperAccounts paper, Authentication authentication, Bodies bodies) {
        this.paper = paper;
        this.authentication = authentication;
        this.bodies = bodies;
    }

    Route routes() {
        return concat(
                path(
                        PathMatchers.segment("account").slash("faucet"),
                        () -> post(() ->
                                with((caller, body) -> paper.faucet(caller.account(), body)))),
                path(
                        PathMatchers.segment("account").slash("reset"),
                        () -> post(() -> with((caller, body) ->
                                paper.reset(caller.account(), caller.email(), body)))));
    }

    private Route with(BiFunction<Caller, Fields, CompletionStage<Answer>> command) {
        return authentication.user(caller -> paper.isEnabled()
                ? bodies.object(body ->
                        completeWithFuture(command.apply(caller, body).thenApply(HttpAnswers::of)))
                : complete(HttpAnswers.of(Errors.notFound("accounts are not on paper here"))));
    }
}
