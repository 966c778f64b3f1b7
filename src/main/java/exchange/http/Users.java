package exchange.http;

import akka.http.javadsl.model.HttpResponse;

import exchange.api.Answer;
import exchange.api.Errors;
import exchange.identity.Identity;
import exchange.identity.Outcome;
import exchange.identity.User;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** What admins do to accounts is done only where there is a user. */
final class Users {
    private Users() {}

    /** The answer of the command, or that there is no such user. */
    static CompletionStage<HttpResponse> ifThere(
            Identity identity, long account, Supplier<CompletionStage<Answer>> command) {
        return identity.user(account).thenCompose(found -> answer(found, command));
    }

    private static CompletionStage<HttpResponse> answer(
            Outcome<Optional<User>> found, Supplier<CompletionStage<Answer>> command) {
        return switch (found) {
            case Outcome.Success<Optional<User>> user
            when user.value().isPresent() -> command.get().thenApply(HttpAnswers::of);
            case Outcome.Success<Optional<User>> nobody ->
                CompletableFuture.completedStage(
                        HttpAnswers.of(Errors.notFound("there is no such user")));
            case Outcome.Refused<Optional<User>> refused ->
                CompletableFuture.completedStage(
                        HttpErrors.of(refused.reason(), refused.retryAfter()));
        };
    }
}
