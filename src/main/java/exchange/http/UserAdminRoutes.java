package exchange.http;

import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.server.AllDirectives;
import akka.http.javadsl.server.PathMatchers;
import akka.http.javadsl.server.Route;

import exchange.api.Api;
import exchange.api.Errors;
import exchange.identity.Identity;
import exchange.identity.ListedUser;
import exchange.identity.Outcome;
import exchange.identity.Role;
import exchange.identity.User;
import exchange.identity.UserSelect;
import exchange.market.AccountIds;
import exchange.wire.FieldError;
import exchange.wire.Fields;
import exchange.wire.JsonWriter;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * {@code /api/v1/admin/users}: admins find users, make them admins or traders, and make many of
 * them at once.
 */
final class UserAdminRoutes extends AllDirectives {
    private static final Logger log = LoggerFactory.getLogger(UserAdminRoutes.class);
    private static final int LIMIT = 50;
    private static final int LIMIT_MAX = 200;
    private static final int QUERY_LENGTH_MAX = 254;
    private static final int UUID_LENGTH = 36;
    private static final int CLASS_LENGTH_MAX = 60;

    private final Api api;
    private final Identity identity;
    private final Authentication authentication;
    private final Bodies bodies;

    UserAdminRoutes(Api api, Identity identity, Authentication authentication, Bodies bodies) {
        this.api = api;
        this.identity = identity;
        this.authentication = authentication;
        this.bodies = bodies;
    }

    Route routes() {
        return pathPrefix(
                PathMatchers.segment("admin").slash("users"),
                () -> concat(
                        pathEndOrSingleSlash(() -> get(this::list)),
                        path("import", () -> post(this::importAll)),
                        path(
                                PathMatchers.segment().slash("role"),
                                id -> put(() -> changeRole(id)))));
    }

    private Route list() {
        return authentication.admin(caller -> Queries.read(query -> {
            UserSelect wanted = wanted(query);
            query.done();
            return completeWithFuture(identity.users(wanted)
                    .thenApply(outcome -> answer(outcome, users -> page(users, wanted))));
        }));
    }

    private static UserSelect wanted(Fields query) {
        String text = query.optionalText("query", QUERY_LENGTH_MAX).orElse("").strip();
        Optional<String> before = query.optionalText("before", UUID_LENGTH);
        Optional<Long> position = before.flatMap(AccountIds::parse);
        if (before.isPresent() && position.isEmpty()) {
            query.reject("before", FieldError.INVALID_FIELD, "before must be a page's next");
        }
        OptionalLong account =
                AccountIds.parse(text).map(OptionalLong::of).orElseGet(OptionalLong::empty);
        int limit = Queries.whole(query, "limit", LIMIT_MAX, LIMIT);
        return new UserSelect(text, account, position.orElse(Long.MAX_VALUE), limit);
    }

    /** A page that is not full is the last. */
    private static HttpResponse page(List<ListedUser> users, UserSelect wanted) {
        JsonWriter json = new JsonWriter(64 + 200 * users.size())
                .beginObject()
                .name("users")
                .beginArray();
        users.forEach(each -> user(json.beginObject(), each.user())
                .time("created_at", each.createdAt().toEpochMilli())
                .endObject());
        json.endArray();
        if (users.size() < wanted.limit()) {
            json.nothing("next");
        } else {
            json.text("next", uuid(users.getLast().user()));
        }
        return HttpAnswers.json(200, json.endObject());
    }

    private Route changeRole(String id) {
        return authentication.admin(caller -> bodies.object(body -> {
            Role role =
                    body.choice("user_type", List.of(Role.TRADER.userType(), Role.ADMIN.userType()))
                                    .equals(Role.ADMIN.userType())
                            ? Role.ADMIN
                            : Role.TRADER;
            body.done();
            Optional<Long> account = AccountIds.parse(id);
            if (account.isEmpty()) {
                return complete(nobody());
            }
            return completeWithFuture(identity.changeRole(account.get(), role)
                    .thenApply(outcome -> answer(outcome, user -> {
                        user.ifPresent(found ->
                                log.info("{} made {} a {}", caller.email(), id, found.role()));
                        return user.map(found -> HttpAnswers.json(
                                        200,
                                        user(new JsonWriter().beginObject(), found)
                                                .endObject()))
                                .orElseGet(UserAdminRoutes::nobody);
                    })));
        }));
    }

    private Route importAll() {
        return authentication.admin(caller -> Queries.read(query -> {
            String classOfUsers = query.text("class", CLASS_LENGTH_MAX);
            query.done();
            return bodies.csv(csv -> {
                List<UserRow> rows = UserRow.read(
                        csv, identity.rules(), name -> api.markets().asset(name));
                return completeWithFuture(
                        UserImport.run(identity, api, classOfUsers, caller.email(), rows)
                                .thenApply(HttpAnswers::of));
            });
        }));
    }

    private static JsonWriter user(JsonWriter json, User user) {
        return json.text("user_id", uuid(user))
                .text("email", user.email())
                .text("name", user.name())
                .text("user_type", user.role().userType());
    }

    private static String uuid(User user) {
        return AccountIds.toUuid(user.account()).toString();
    }

    private static HttpResponse nobody() {
        return HttpAnswers.of(Errors.notFound("there is no such user"));
    }

    private static <T> HttpResponse answer(Outcome<T> outcome, Function<T, HttpResponse> success) {
        return switch (outcome) {
            case Outcome.Success<T> done -> success.apply(done.value());
            case Outcome.Refused<T> refused ->
                HttpErrors.of(refused.reason(), refused.retryAfter());
        };
    }
}
