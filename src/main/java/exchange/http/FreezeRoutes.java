package exchange.http;

import akka.http.javadsl.server.AllDirectives;
import akka.http.javadsl.server.PathMatchers;
import akka.http.javadsl.server.Route;

import exchange.api.Answer;
import exchange.api.Api;
import exchange.api.Errors;
import exchange.api.Freezing;
import exchange.identity.Identity;
import exchange.market.AccountIds;

import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** {@code /api/v1/admin/users/{user_id}/freeze}. */
final class FreezeRoutes extends AllDirectives {
    private final Freezing freezing;
    private final Identity identity;
    private final Authentication authentication;
    private final Bodies bodies;

    FreezeRoutes(Api api, Identity identity, Authentication authentication, Bodies bodies) {
        freezing = api.freezing();
        this.identity = identity;
        this.authentication = authentication;
        this.bodies = bodies;
    }

    Route routes() {
        return path(
                PathMatchers.segment("admin")
                        .slash("users")
                        .slash(PathMatchers.segment())
                        .slash("freeze"),
                id -> concat(get(() -> freeze(id)), put(() -> change(id))));
    }

    private Route freeze(String id) {
        return authentication.admin(caller -> ofUser(id, freezing::of));
    }

    private Route change(String id) {
        return authentication.admin(caller -> bodies.object(body -> {
            Freezing.Change change = freezing.parse(body);
            return ofUser(id, account -> freezing.change(account, change, caller.email()));
        }));
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
