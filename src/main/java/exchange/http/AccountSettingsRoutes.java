package exchange.http;

import akka.http.javadsl.server.AllDirectives;
import akka.http.javadsl.server.PathMatchers;
import akka.http.javadsl.server.Route;

import exchange.api.AccountSettings;
import exchange.api.Answer;
import exchange.api.Api;
import exchange.api.Errors;
import exchange.identity.Identity;
import exchange.market.AccountIds;
import exchange.market.AccountTier;

import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * {@code /api/v1/account/settings}, and {@code /api/v1/admin/users/{user_id}/tier} for admins.
 */
final class AccountSettingsRoutes extends AllDirectives {
    private final AccountSettings settings;
    private final Identity identity;
    private final Authentication authentication;
    private final Bodies bodies;

    AccountSettingsRoutes(
            Api api, Identity identity, Authentication authentication, Bodies bodies) {
        settings = api.accounts();
        this.identity = identity;
        this.authentication = authentication;
        this.bodies = bodies;
    }

    Route routes() {
        return concat(
                path(
                        PathMatchers.segment("account").slash("settings"),
                        () -> concat(get(this::settings), put(this::changeSettings))),
                path(
                        PathMatchers.segment("admin")
                                .slash("users")
                                .slash(PathMatchers.segment())
                                .slash("tier"),
                        id -> concat(get(() -> tier(id)), put(() -> changeTier(id)))));
    }

    private Route settings() {
        return authentication.user(caller -> answer(settings.of(caller.account())));
    }

    private Route changeSettings() {
        return authentication.user(
                caller -> bodies.object(body -> answer(settings.change(caller.account(), body))));
    }

    private Route tier(String id) {
        return authentication.admin(caller -> ofUser(id, settings::tierOf));
    }

    private Route changeTier(String id) {
        return authentication.admin(caller -> bodies.object(body -> {
            AccountTier tier = settings.tier(body);
            return ofUser(id, account -> settings.changeTier(account, tier, caller.email()));
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

    private Route answer(CompletionStage<Answer> answer) {
        return completeWithFuture(answer.thenApply(HttpAnswers::of));
    }
}
