package exchange.http;

import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.server.AllDirectives;
import akka.http.javadsl.server.PathMatchers;
import akka.http.javadsl.server.Route;

import exchange.api.Api;
import exchange.api.Transfers;
import exchange.identity.Caller;
import exchange.identity.Identity;
import exchange.identity.Outcome;
import exchange.identity.User;
import exchange.market.AccountIds;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** {@code /api/v1/account/transfers}: money for other users. */
final class TransferRoutes extends AllDirectives {
    private final Transfers transfers;
    private final Identity identity;
    private final Authentication authentication;
    private final Bodies bodies;

    TransferRoutes(Api api, Identity identity, Authentication authentication, Bodies bodies) {
        transfers = api.transfers();
        this.identity = identity;
        this.authentication = authentication;
        this.bodies = bodies;
    }

    Route routes() {
        return pathPrefix(
                PathMatchers.segment("account").slash("transfers"),
                () -> concat(
                        pathEndOrSingleSlash(() -> concat(get(this::list), post(this::send))),
                        path(
                                PathMatchers.segment("by-reference")
                                        .slash(PathMatchers.remaining()),
                                name -> get(() -> byReference(Queries.decoded(name))))));
    }

    private Route list() {
        return authentication.user(caller -> Queries.read(query -> {
            Transfers.Page page = Transfers.page(query);
            query.done();
            return completeWithFuture(
                    transfers.list(caller.account(), page).thenApply(HttpAnswers::of));
        }));
    }

    private Route byReference(String reference) {
        return authentication.user(caller -> Queries.read(query -> {
            long finalAt = Queries.time(query, "final_at");
            query.done();
            return completeWithFuture(transfers
                    .byReference(caller.account(), reference, finalAt)
                    .thenApply(HttpAnswers::of));
        }));
    }

    private Route send() {
        return authentication.user(caller -> bodies.object(body -> {
            Transfers.Wanted wanted = transfers.parse(body);
            return completeWithFuture(
                    receiver(wanted.to()).thenCompose(found -> send(caller, wanted, found)));
        }));
    }

    private CompletionStage<Outcome<Optional<User>>> receiver(String to) {
        return AccountIds.parse(to).map(identity::user).orElseGet(() -> identity.userByEmail(to));
    }

    private CompletionStage<HttpResponse> send(Caller caller, Transfers.Wanted wanted, long to) {
        return transfers
                .send(caller.account(), to, wanted, caller.email())
                .thenApply(HttpAnswers::of);
    }

    private CompletionStage<HttpResponse> send(
            Caller caller, Transfers.Wanted wanted, Outcome<Optional<User>> receiver) {
        return switch (receiver) {
            case Outcome.Success<Optional<User>> user
            when user.value().isPresent() ->
                send(caller, wanted, user.value().get().account());
            case Outcome.Success<Optional<User>> nobody ->
                CompletableFuture.completedStage(HttpAnswers.of(Transfers.nobody()));
            case Outcome.Refused<Optional<User>> refused ->
                CompletableFuture.completedStage(
                        HttpErrors.of(refused.reason(), refused.retryAfter()));
        };
    }
}
