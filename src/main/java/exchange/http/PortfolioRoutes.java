package exchange.http;

import akka.http.javadsl.server.AllDirectives;
import akka.http.javadsl.server.PathMatchers;
import akka.http.javadsl.server.Route;

import exchange.api.Answer;
import exchange.api.Leaderboard;
import exchange.api.Portfolio;
import exchange.identity.Caller;
import exchange.wire.Fields;

import java.util.concurrent.CompletionStage;

/**
 * {@code /api/v1/account/portfolio}, {@code /api/v1/leaderboard} where accounts are on paper, and
 * whether one is shown there: {@code /api/v1/account/leaderboard}.
 */
final class PortfolioRoutes extends AllDirectives {
    private final Portfolio portfolio;
    private final Leaderboard leaderboard;
    private final Authentication authentication;
    private final Bodies bodies;

    PortfolioRoutes(
            Portfolio portfolio,
            Leaderboard leaderboard,
            Authentication authentication,
            Bodies bodies) {
        this.portfolio = portfolio;
        this.leaderboard = leaderboard;
        this.authentication = authentication;
        this.bodies = bodies;
    }

    Route routes() {
        return concat(
                path(PathMatchers.segment("account").slash("portfolio"), () -> get(this::own)),
                path("leaderboard", () -> get(this::ranking)),
                path(
                        PathMatchers.segment("account").slash("leaderboard"),
                        () -> concat(get(this::isShown), put(this::show))));
    }

    private Route own() {
        return authentication.user(caller -> Queries.read(query -> {
            Portfolio.Wanted wanted = portfolio.wanted(query);
            query.done();
            return answer(portfolio.of(caller.account(), wanted));
        }));
    }

    private Route ranking() {
        return authentication.optional(
                caller -> answer(leaderboard.of(caller.map(Caller::account).orElse(0L))));
    }

    private Route isShown() {
        return authentication.user(caller -> answer(leaderboard.isShown(caller.account())));
    }

    private Route show() {
        return authentication.user(caller -> bodies.object((Fields body) -> {
            boolean shown = leaderboard.shown(body);
            return answer(leaderboard.show(caller.account(), shown));
        }));
    }

    private Route answer(CompletionStage<Answer> answer) {
        return completeWithFuture(answer.thenApply(HttpAnswers::of));
    }
}
