package exchange.http;

import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.server.AllDirectives;
import akka.http.javadsl.server.PathMatchers;
import akka.http.javadsl.server.Route;

import exchange.api.Api;
import exchange.api.Errors;
import exchange.api.Funds;
import exchange.identity.Caller;
import exchange.identity.Identity;
import exchange.identity.Outcome;
import exchange.identity.User;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** {@code /api/v1/account}, and {@code /api/v1/admin/deposits} for admins. */
final class FundsRoutes extends AllDirectives {
    private final Funds funds;
    private final Identity identity;
    private final Authentication authentication;
    private final Bodies bodies;

    FundsRoutes(Api api, Identity identity, Authentication authentication, Bodies bodies) {
        funds = api.funds();
        this.identity = identity;
        this.authentication = authentication;
        this.bodies = bodies;
    }

    Route routes() {
        return concat(
                path("account", () -> get(this::account)),
                path(
                        PathMatchers.segment("account").slash("settings"),
                        () -> concat(get(this::settings), put(this::changeSettings))),
                pathPrefix("admin", () -> path("deposits", () -> post(this::deposit))));
    }

    private Route account() {
        return authentication.user(caller ->
                completeWithFuture(funds.balances(caller.account()).thenApply(HttpAnswers::of)));
    }

    private Route settings() {
        return authentication.user(caller ->
                completeWithFuture(funds.settings(caller.account()).thenApply(HttpAnswers::of)));
    }

    private Route changeSettings() {
        return authentication.user(caller -> bodies.object(body -> completeWithFuture(
                funds.changeSettings(caller.account(), body).thenApply(HttpAnswers::of))));
    }

    private Route deposit() {
        return authentication.admin(caller -> bodies.object(body -> {
            Funds.Deposit deposit = funds.parse(body);
            return completeWithFuture(identity.user(deposit.account())
                    .thenCompose(found -> deposit(caller, deposit, found)));
        }));
    }

    private CompletionStage<HttpResponse> deposit(
            Caller caller, Funds.Deposit deposit, Outcome<Optional<User>> found) {
        return switch (found) {
            case Outcome.Success<Optional<User>> user
            when user.value().isPresent() ->
                funds.deposit(deposit, caller.email()).thenApply(HttpAnswers::of);
            case Outcome.Success<Optional<User>> nobody ->
                CompletableFuture.completedStage(
                        HttpAnswers.of(Errors.notFound("there is no such user")));
            case Outcome.Refused<Optional<User>> refused ->
                CompletableFuture.completedStage(
                        HttpErrors.of(refused.reason(), refused.retryAfter()));
        };
    }
}
