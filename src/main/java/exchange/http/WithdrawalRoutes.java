package exchange.http;

import akka.http.javadsl.server.AllDirectives;
import akka.http.javadsl.server.PathMatchers;
import akka.http.javadsl.server.Route;

import exchange.api.Answer;
import exchange.api.Api;
import exchange.api.FundsDesk;
import exchange.market.FundsRequestKind;
import exchange.readside.FundsRequestSelect;

import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;

/** {@code /api/v1/account/withdrawals}: ask for, list and take back own withdrawals. */
final class WithdrawalRoutes extends AllDirectives {
    private final FundsDesk desk;
    private final Authentication authentication;
    private final Bodies bodies;

    WithdrawalRoutes(Api api, Authentication authentication, Bodies bodies) {
        desk = api.fundsDesk();
        this.authentication = authentication;
        this.bodies = bodies;
    }

    Route routes() {
        return pathPrefix(
                PathMatchers.segment("account").slash("withdrawals"),
                () -> concat(
                        pathEndOrSingleSlash(() -> concat(post(this::request), get(this::list))),
                        path(
                                PathMatchers.segment(),
                                id -> concat(get(() -> one(id)), delete(() -> cancel(id))))));
    }

    private Route request() {
        return authentication.user(caller -> bodies.object(
                body -> answer(desk.withdraw(caller.account(), caller.email(), body))));
    }

    private Route list() {
        return authentication.user(caller -> Queries.read(query -> {
            FundsRequestSelect wanted = desk.wanted(
                    FundsRequestKind.WITHDRAWAL, OptionalLong.of(caller.account()), query);
            query.done();
            return answer(desk.ownPage(caller.account(), wanted));
        }));
    }

    private Route one(String id) {
        return authentication.user(caller -> answer(desk.own(caller.account(), id)));
    }

    private Route cancel(String id) {
        return authentication.user(
                caller -> answer(desk.cancelWithdrawal(id, caller.account(), caller.email())));
    }

    private Route answer(CompletionStage<Answer> answer) {
        return completeWithFuture(answer.thenApply(HttpAnswers::of));
    }
}
