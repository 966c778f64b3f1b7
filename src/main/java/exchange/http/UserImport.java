package exchange.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import exchange.api.Answer;
import exchange.api.Api;
import exchange.api.Funds;
import exchange.identity.Enrolled;
import exchange.identity.Identity;
import exchange.identity.Outcome;
import exchange.market.AccountIds;
import exchange.market.Asset;
import exchange.wire.FieldError;
import exchange.wire.Json;
import exchange.wire.JsonWriter;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

/**
 * Makes the users of a file, one after the other, so that others still log in meanwhile, and gives
 * each the money of the line, once per class. Every line stands for itself: sent again, what is
 * done already stays as it is.
 */
final class UserImport {
    private static final int MESSAGE_LENGTH_MAX = 1_000;

    private final Identity identity;
    private final Funds funds;
    private final String classOfUsers;
    private final String by;
    private final JsonWriter json;
    private final int[] counts = new int[Result.values().length];

    /** What came of a line; the order is that of the answer. */
    private enum Result {
        CREATED,
        EXISTED,
        REFUSED,
        /** It is safe, and may help, to send the line again. */
        FAILED
    }

    private UserImport(
            Identity identity, Api api, String classOfUsers, String by, List<UserRow> rows) {
        this.identity = identity;
        this.funds = api.funds();
        this.classOfUsers = classOfUsers;
        this.by = by;
        json = new JsonWriter(128 + 160 * rows.size())
                .beginObject()
                .name("rows")
                .beginArray();
    }

    /** The answer says of each line what came of it. */
    static CompletionStage<Answer> run(
            Identity identity, Api api, String classOfUsers, String by, List<UserRow> rows) {
        UserImport run = new UserImport(identity, api, classOfUsers, by, rows);
        CompletionStage<Void> done = CompletableFuture.completedStage(null);
        for (UserRow row : rows) {
            done = done.thenCompose(before -> run.one(row));
        }
        return done.thenApply(end -> run.answer());
    }

    private CompletionStage<Void> one(UserRow row) {
        if (!row.isGood()) {
            return said(row, Result.REFUSED, Optional.empty(), "", row.mistakes());
        }
        boolean isMadeUp = row.password().isEmpty();
        String password = isMadeUp ? Identity.makeUpPassword() : row.password();
        return identity.enroll(row.email(), password, row.name(), row.hasMoney())
                .thenCompose(outcome -> switch (outcome) {
                    case Outcome.Success<Enrolled> made ->
                        pay(row, made.value()).thenCompose(mistakes -> {
                            boolean isNew = made.value().isNew();
                            Result fine = isNew ? Result.CREATED : Result.EXISTED;
                            return said(
                                    row,
                                    mistakes.isEmpty() ? fine : Result.FAILED,
                                    Optional.of(made.value().user().account()),
                                    isNew && isMadeUp ? password : "",
                                    mistakes);
                        });
                    case Outcome.Refused<Enrolled> refused ->
                        said(
                                row,
                                Result.FAILED,
                                Optional.empty(),
                                "",
                                List.of(UserRow.mistake(
                                        "email",
                                        refused.reason().name(),
                                        refused.reason().text())));
                });
    }

    /** What did not work of it. */
    private CompletionStage<List<FieldError>> pay(UserRow row, Enrolled user) {
        CompletionStage<List<FieldError>> mistakes = CompletableFuture.completedStage(List.of());
        for (Map.Entry<Asset, Long> each : row.units().entrySet()) {
            Asset asset = each.getKey();
            String reference = "class/" + classOfUsers + "/" + asset.name();
            Funds.Deposit deposit =
                    new Funds.Deposit(user.user().account(), asset, each.getValue(), reference);
            mistakes = mistakes.thenCombine(
                    funds.deposit(deposit, by).thenApply(answer -> mistakes(asset, answer)),
                    UserImport::joined);
        }
        return mistakes;
    }

    private static List<FieldError> mistakes(Asset asset, Answer answer) {
        if (answer.status() == 200) {
            return List.of();
        }
        var body = Json.object(answer.body().getBytes(UTF_8), "body");
        return List.of(UserRow.mistake(
                asset.name(),
                body.text("error", MESSAGE_LENGTH_MAX),
                body.text("message", MESSAGE_LENGTH_MAX)));
    }

    private static List<FieldError> joined(List<FieldError> some, List<FieldError> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }

    private CompletionStage<Void> said(
            UserRow row,
            Result result,
            Optional<Long> account,
            String password,
            List<FieldError> mistakes) {
        counts[result.ordinal()]++;
        json.beginObject()
                .number("line", row.line())
                .text("email", row.email())
                .text("result", result.name());
        account.ifPresent(found -> json.text("user_id", AccountIds.toUuid(found).toString()));
        if (!password.isEmpty()) {
            json.text("password", password);
        }
        json.name("errors").beginArray();
        for (FieldError each : mistakes) {
            json.beginObject()
                    .text("field", each.field())
                    .text("error", each.code())
                    .text("message", each.message())
                    .endObject();
        }
        json.endArray().endObject();
        return CompletableFuture.completedStage(null);
    }

    private Answer answer() {
        json.endArray();
        for (Result each : Result.values()) {
            json.number(each.name().toLowerCase(Locale.ROOT), counts[each.ordinal()]);
        }
        return Answer.ok(json.endObject().toString());
    }
}
