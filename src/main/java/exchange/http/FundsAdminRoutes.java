package exchange.http;

import akka.http.javadsl.server.AllDirectives;
import akka.http.javadsl.server.PathMatchers;
import akka.http.javadsl.server.Route;

import exchange.accounts.MoneyCommand;
import exchange.api.Answer;
import exchange.api.Api;
import exchange.api.FundsDesk;
import exchange.identity.Identity;
import exchange.market.AccountIds;
import exchange.market.FundsRequestKind;
import exchange.market.FundsRequestStatus;
import exchange.readside.FundsRequestSelect;
import exchange.wire.Fields;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;

/**
 * {@code /api/v1/admin/withdrawals} and {@code /adjustments}: admins see and decide what users and
 * other admins ask for, and propose adjustments themselves.
 */
final class FundsAdminRoutes extends AllDirectives {
    private static final int UUID_LENGTH = 36;

    private final FundsDesk desk;
    private final Identity identity;
    private final Authentication authentication;
    private final Bodies bodies;

    FundsAdminRoutes(Api api, Identity identity, Authentication authentication, Bodies bodies) {
        desk = api.fundsDesk();
        this.identity = identity;
        this.authentication = authentication;
        this.bodies = bodies;
    }

    Route routes() {
        return pathPrefix(
                "admin",
                () -> concat(
                        pathPrefix("withdrawals", () -> of(FundsRequestKind.WITHDRAWAL)),
                        pathPrefix(
                                "adjustments",
                                () -> concat(
                                        pathEndOrSingleSlash(() -> post(this::propose)),
                                        path(
                                                PathMatchers.segment(),
                                                id -> delete(() -> cancel(id))),
                                        of(FundsRequestKind.ADJUSTMENT)))));
    }

    private Route of(FundsRequestKind kind) {
        return concat(
                pathEndOrSingleSlash(() -> get(() -> list(kind))),
                path(PathMatchers.segment(), id -> get(() -> one(kind, id))),
                path(
                        PathMatchers.segment().slash("approve"),
                        id -> post(() -> decide(kind, id, FundsRequestStatus.APPROVED))),
                path(
                        PathMatchers.segment().slash("refuse"),
                        id -> post(() -> decide(kind, id, FundsRequestStatus.REFUSED))));
    }

    private Route list(FundsRequestKind kind) {
        return authentication.admin(caller -> Queries.read(query -> {
            OptionalLong account = account(query);
            FundsRequestSelect wanted = desk.wanted(kind, account, query);
            query.done();
            return answer(desk.page(wanted));
        }));
    }

    private static OptionalLong account(Fields query) {
        Optional<String> text = query.optionalText("user_id", UUID_LENGTH);
        Optional<Long> account = text.flatMap(AccountIds::parse);
        if (text.isPresent() && account.isEmpty()) {
            query.reject("user_id", "INVALID_FIELD", "user_id must be a user's id");
        }
        return account.map(OptionalLong::of).orElseGet(OptionalLong::empty);
    }

    private Route one(FundsRequestKind kind, String id) {
        return authentication.admin(caller -> answer(desk.any(kind, id)));
    }

    private Route decide(FundsRequestKind kind, String id, FundsRequestStatus status) {
        return authentication.admin(caller -> bodies.object(body ->
                answer(desk.decide(kind, id, status, caller.email(), caller.account(), body))));
    }

    private Route propose() {
        return authentication.admin(caller -> bodies.object(body -> {
            MoneyCommand.RequestFunds adjustment = desk.adjustment(body, caller.email());
            return completeWithFuture(
                    Users.ifThere(identity, adjustment.account(), () -> desk.adjust(adjustment)));
        }));
    }

    private Route cancel(String id) {
        return authentication.admin(caller -> answer(desk.cancelAdjustment(id, caller.email())));
    }

    private Route answer(CompletionStage<Answer> answer) {
        return completeWithFuture(answer.thenApply(HttpAnswers::of));
    }
}
