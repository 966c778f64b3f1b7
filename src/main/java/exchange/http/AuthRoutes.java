package exchange.http;

import akka.Done;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.server.AllDirectives;
import akka.http.javadsl.server.Route;

import exchange.api.Errors;
import exchange.identity.Caller;
import exchange.identity.Identity;
import exchange.identity.IdentityRefusal;
import exchange.identity.LoggedIn;
import exchange.identity.Outcome;
import exchange.identity.PaperLogin;
import exchange.identity.Role;
import exchange.identity.SignUpRules;
import exchange.identity.Tokens;
import exchange.identity.User;
import exchange.market.AccountIds;
import exchange.market.RejectReason;
import exchange.wire.Fields;
import exchange.wire.JsonWriter;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** {@code /api/v1/auth}: sign up or try, log in and out, refresh, who am I, change the password. */
final class AuthRoutes extends AllDirectives {
    private static final Logger log = LoggerFactory.getLogger(AuthRoutes.class);
    private static final int SECRET_LENGTH_MAX = 2048;
    private static final List<String> USER_TYPES =
            List.of(Role.TRADER.userType(), Role.ADMIN.userType());

    private final Identity identity;
    private final SignUpRules rules;
    private final SignupCredit credit;
    private final Authentication authentication;
    private final Bodies bodies;
    private final Duration creditTimeout;
    private final ClientAddress addresses;
    private final boolean hasPaperAccounts;

    AuthRoutes(
            Identity identity,
            SignupCredit credit,
            HttpSettings settings,
            boolean hasPaperAccounts,
            Authentication authentication,
            Bodies bodies) {
        this.identity = identity;
        rules = identity.rules();
        this.credit = credit;
        creditTimeout = settings.signupCreditTimeout();
        addresses = new ClientAddress(settings.trustedProxies());
        this.hasPaperAccounts = hasPaperAccounts;
        this.authentication = authentication;
        this.bodies = bodies;
    }

    Route routes() {
        return pathPrefix(
                "auth",
                () -> concat(
                        path("signup", () -> post(this::signUp)),
                        path("paper", () -> concat(get(this::paper), post(this::tryOnPaper))),
                        path("login", () -> post(this::logIn)),
                        path("refresh", () -> post(this::refresh)),
                        path("logout", () -> post(this::logOut)),
                        path("me", () -> get(this::me)),
                        path("password", () -> post(this::changePassword))));
    }

    private Route signUp() {
        return authentication.optional(caller -> bodies.object(body -> {
            String email = body.text("email", SignUpRules.EMAIL_LENGTH_MAX);
            String password = body.text("password", SECRET_LENGTH_MAX);
            String name = body.text("name", SignUpRules.NAME_LENGTH_MAX);
            Role role = role(body);
            check(
                    body,
                    "email",
                    email,
                    rules.email(email).isPresent(),
                    IdentityRefusal.INVALID_EMAIL);
            check(body, "name", name, rules.name(name).isPresent(), IdentityRefusal.INVALID_NAME);
            checkPassword(body, "password", password);
            body.done();
            if (role == Role.ADMIN && caller.filter(Caller::isAdmin).isEmpty()) {
                return complete(HttpErrors.of(RejectReason.FORBIDDEN));
            }
            return completeWithFuture(identity.signUp(email, password, name, role)
                    .thenCompose(outcome -> answerLater(outcome, this::signedUp)));
        }));
    }

    private CompletionStage<HttpResponse> signedUp(User user) {
        return giveCredit(user.account())
                .handle((done, failure) -> failure == null
                        ? HttpAnswers.json(201, user("the account was made", user))
                        : HttpErrors.of(
                                503,
                                "CREDIT_PENDING",
                                "the account was made, its funds will be there after you log in"));
    }

    /** So that a page offers only what there is. */
    private Route paper() {
        return complete(HttpAnswers.json(
                200,
                new JsonWriter()
                        .beginObject()
                        .flag("available", hasPaperAccounts)
                        .endObject()));
    }

    private Route tryOnPaper() {
        if (!hasPaperAccounts) {
            return complete(HttpAnswers.of(Errors.notFound("accounts are not on paper here")));
        }
        return extractRequest(request ->
                completeWithFuture(identity.signUpOnPaper(addresses.of(request))
                        .thenCompose(outcome -> answerLater(outcome, this::triedOnPaper))));
    }

    private CompletionStage<HttpResponse> triedOnPaper(PaperLogin login) {
        return giveCredit(login.user().account())
                .handle((done, failure) -> failure == null
                        ? HttpAnswers.json(201, paper(login))
                        : HttpErrors.of(
                                503,
                                "CREDIT_PENDING",
                                "the exchange cannot give a new account its funds at the moment"));
    }

    private Route logIn() {
        return bodies.object(body -> {
            String email = body.text("email", SECRET_LENGTH_MAX);
            String password = body.text("password", SECRET_LENGTH_MAX);
            body.done();
            return extractRequest(request ->
                    completeWithFuture(identity.logIn(email, password, addresses.of(request))
                            .thenCompose(outcome -> answerLater(outcome, this::loggedIn))));
        });
    }

    /**
     * A credit that fails again is tried again at the next login; this one does not fail for it.
     */
    private CompletionStage<HttpResponse> loggedIn(LoggedIn login) {
        CompletionStage<Done> credited = login.creditPending()
                ? giveCredit(login.user().account())
                : CompletableFuture.completedFuture(Done.getInstance());
        return credited.handle(
                (done, failure) -> HttpAnswers.json(200, tokens("logged in", login.tokens())));
    }

    private Route refresh() {
        return refreshToken(token -> completeWithFuture(identity.refresh(token)
                .thenApply(outcome -> answer(
                        outcome, next -> HttpAnswers.json(200, tokens("refreshed", next))))));
    }

    private Route logOut() {
        return refreshToken(token -> completeWithFuture(identity.logOut(token)
                .thenApply(outcome -> answer(
                        outcome,
                        done -> HttpAnswers.json(
                                200,
                                new JsonWriter()
                                        .beginObject()
                                        .text("message", "logged out")
                                        .endObject())))));
    }

    private Route me() {
        return authentication.user(caller -> completeWithFuture(identity.user(caller.account())
                .thenApply(outcome -> answer(
                        outcome,
                        user -> user.map(found -> HttpAnswers.json(200, user("this is you", found)))
                                .orElseGet(() -> HttpErrors.of(RejectReason.UNAUTHENTICATED))))));
    }

    private Route changePassword() {
        return authentication.user(caller -> bodies.object(body -> {
            String current = body.text("current_password", SECRET_LENGTH_MAX);
            String next = body.text("new_password", SECRET_LENGTH_MAX);
            checkPassword(body, "new_password", next);
            body.done();
            return extractRequest(request -> completeWithFuture(identity.changePassword(
                            caller, current, next, addresses.of(request))
                    .thenApply(outcome -> answer(
                            outcome,
                            tokens -> HttpAnswers.json(
                                    200, tokens("the password was changed", tokens))))));
        }));
    }

    private Route refreshToken(Function<String, Route> inner) {
        return bodies.object(body -> {
            String token = body.text("refresh_token", SECRET_LENGTH_MAX);
            body.done();
            return inner.apply(token);
        });
    }

    private CompletionStage<Done> giveCredit(long account) {
        return credit.credit(account)
                .thenCompose(done -> identity.creditConfirmed(account))
                .thenApply(confirmed -> Done.getInstance())
                .toCompletableFuture()
                .orTimeout(creditTimeout.toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((done, failure) -> {
                    if (failure != null) {
                        log.warn("the sign-up credit of account {} is pending", account, failure);
                    }
                });
    }

    private void checkPassword(Fields body, String field, String found) {
        boolean isAllowed = rules.allowsPassword(found);
        check(body, field, found, isAllowed, IdentityRefusal.INVALID_PASSWORD);
    }

    /** Reports the rule that the text breaks, unless the reader has reported it already. */
    private static void check(
            Fields body, String field, String found, boolean isAllowed, IdentityRefusal rule) {
        if (!found.isEmpty() && !isAllowed) {
            body.reject(field, rule.name(), field + " " + rule.text());
        }
    }

    private static Role role(Fields body) {
        return body.optionalChoice("user_type", USER_TYPES)
                .filter(Role.ADMIN.userType()::equals)
                .map(admin -> Role.ADMIN)
                .orElse(Role.TRADER);
    }

    private static <T> HttpResponse answer(Outcome<T> outcome, Function<T, HttpResponse> success) {
        return switch (outcome) {
            case Outcome.Success<T> done -> success.apply(done.value());
            case Outcome.Refused<T> refused ->
                HttpErrors.of(refused.reason(), refused.retryAfter());
        };
    }

    private static <T> CompletionStage<HttpResponse> answerLater(
            Outcome<T> outcome, Function<T, CompletionStage<HttpResponse>> success) {
        return switch (outcome) {
            case Outcome.Success<T> done -> success.apply(done.value());
            case Outcome.Refused<T> refused ->
                CompletableFuture.completedFuture(
                        HttpErrors.of(refused.reason(), refused.retryAfter()));
        };
    }

    private static JsonWriter user(String message, User user) {
        return new JsonWriter()
                .beginObject()
                .text("message", message)
                .name("data")
                .beginObject()
                .text("user_id", AccountIds.toUuid(user.account()).toString())
                .text("email", user.email())
                .text("name", user.name())
                .text("user_type", user.role().userType())
                .endObject()
                .endObject();
    }

    private static JsonWriter paper(PaperLogin login) {
        return new JsonWriter()
                .beginObject()
                .text("message", "a paper account was made")
                .name("data")
                .beginObject()
                .text("access_token", login.tokens().access())
                .text("refresh_token", login.tokens().refresh())
                .text("email", login.user().email())
                .text("name", login.user().name())
                .text("password", login.password())
                .endObject()
                .endObject();
    }

    private static JsonWriter tokens(String message, Tokens tokens) {
        return new JsonWriter()
                .beginObject()
                .text("message", message)
                .name("data")
                .beginObject()
                .text("access_token", tokens.access())
                .text("refresh_token", tokens.refresh())
                .endObject()
                .endObject();
    }
}
