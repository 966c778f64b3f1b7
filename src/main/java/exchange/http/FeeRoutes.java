package exchange.http;

import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.server.AllDirectives;
import akka.http.javadsl.server.PathMatcher1;
import akka.http.javadsl.server.PathMatchers;
import akka.http.javadsl.server.Route;

import exchange.api.Answer;
import exchange.api.Api;
import exchange.api.Errors;
import exchange.api.FeeCount;
import exchange.api.Fees;
import exchange.identity.Identity;
import exchange.market.AccountIds;
import exchange.wire.JsonWriter;

import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * {@code /api/v1/account/fees}, and for admins {@code /api/v1/admin/users/{user_id}/fees} and the
 * count of the levels.
 */
final class FeeRoutes extends AllDirectives {
    private static final PathMatcher1<String> OF_USER = PathMatchers.segment("admin")
            .slash("users")
            .slash(PathMatchers.segment())
            .slash("fees");

    private final Fees fees;
    private final Function<String, CompletionStage<FeeCount.Counted>> count;
    private final Identity identity;
    private final Authentication authentication;
    private final Bodies bodies;

    /** @param count counts the levels now, for whoever is named */
    FeeRoutes(
            Api api,
            Function<String, CompletionStage<FeeCount.Counted>> count,
            Identity identity,
            Authentication authentication,
            Bodies bodies) {
        fees = api.fees();
        this.count = count;
        this.identity = identity;
        this.authentication = authentication;
        this.bodies = bodies;
    }

    Route routes() {
        return concat(
                path(PathMatchers.segment("account").slash("fees"), () -> get(this::own)),
                path(PathMatchers.segment("admin").slash("fee-levels"), () -> post(this::count)),
                path(
                        OF_USER,
                        id -> concat(
                                get(() -> of(id)),
                                put(() -> override(id)),
                                delete(() -> end(id)))));
    }

    private Route own() {
        return authentication.user(
                caller -> completeWithFuture(fees.of(caller.account()).thenApply(HttpAnswers::of)));
    }

    private Route of(String id) {
        return authentication.admin(caller -> ofUser(id, fees::of));
    }

    private Route override(String id) {
        return authentication.admin(caller -> bodies.object(body -> {
            Fees.Rates wanted = fees.parse(body);
            return ofUser(id, account -> fees.override(account, wanted, caller.email()));
        }));
    }

    private Route end(String id) {
        return authentication.admin(caller -> Queries.read(query -> {
            Fees.End wanted = fees.parseEnd(query);
            return ofUser(id, account -> fees.end(account, wanted, caller.email()));
        }));
    }

    private Route count() {
        return authentication.admin(caller ->
                completeWithFuture(count.apply(caller.email()).thenApply(FeeRoutes::answer)));
    }

    private static HttpResponse answer(FeeCount.Counted counted) {
        return HttpAnswers.of(Answer.ok(new JsonWriter()
                .beginObject()
                .text("day", counted.date())
                .number("accounts", counted.accounts())
                .endObject()
                .toString()));
    }

    /** Text that is no user's id is the id of none. */
    private Route ofUser(String id, Function<Long, CompletionStage<Answer>> command) {
        Optional<Long> account = AccountIds.parse(id);
        return account.isPresent()
                ? completeWithFuture(
                        Users.ifThere(identity, account.get(), () -> command.apply(account.get())))
                : complete(HttpAnswers.of(Errors.notFound("there is no such user")));
    }
}
