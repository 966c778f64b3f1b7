package exchange.api;

import exchange.identity.Outcome;
import exchange.identity.RankedUsers;
import exchange.market.Asset;
import exchange.wire.Fields;
import exchange.wire.InvalidFields;
import exchange.wire.JsonWriter;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * Who gains most on an exchange on paper, by return since the start or the last reset. It is made
 * on a thread of its own when somebody looks and the last one is not young; whoever looks meanwhile
 * sees the last one. Who does not want to be shown is not in it.
 */
public final class Leaderboard {
    private static final int ROWS = 100;

    private final boolean isOnPaper;
    private final RankedUsers users;
    private final Ranker ranker;
    private final Duration refresh;
    private final InstantSource clock;
    private CompletableFuture<Ranking> making = CompletableFuture.completedFuture(Ranking.NONE);
    private Ranking last = Ranking.NONE;
    private boolean isStale;
    private long changes;

    /**
     * @param isOnPaper elsewhere there is no leaderboard
     * @param refresh how old it may be when somebody looks
     */
    public Leaderboard(
            boolean isOnPaper,
            RankedUsers users,
            Ranker ranker,
            Duration refresh,
            InstantSource clock) {
        this.isOnPaper = isOnPaper;
        this.users = users;
        this.ranker = ranker;
        this.refresh = refresh;
        this.clock = clock;
    }

    /**
     * The best of all, and where one account is among them.
     *
     * @param account 0 for nobody's
     */
    public CompletionStage<Answer> of(long account) {
        return onPaper(() -> current().thenApply(ranking -> Answer.ok(json(ranking, account))));
    }

    private interface Question {
        CompletionStage<Answer> ask();
    }

    private CompletionStage<Answer> onPaper(Question question) {
        return isOnPaper
                ? question.ask()
                : CompletableFuture.completedStage(
                        Errors.notFound("accounts are not on paper here"));
    }

    /** The first one is waited for. */
    private synchronized CompletionStage<Ranking> current() {
        boolean isOld = isStale || clock.millis() - last.madeAt() >= refresh.toMillis();
        if (isOld && making.isDone()) {
            make(Integer.MAX_VALUE);
        }
        return last.madeAt() == 0 ? making : CompletableFuture.completedStage(last);
    }

    /** @param pending how many accounts the one before left out */
    private void make(int pending) {
        long seen = changes;
        isStale = false;
        making = HistoryUnavailable.orFail(ranker.rank()).toCompletableFuture();
        making.thenAccept(made -> publish(made, seen, pending));
    }

    /**
     * One that may show somebody who did not want it meanwhile is not published. One that lacks
     * accounts, because much is to be read after a start, is made again at once while that helps.
     */
    private synchronized void publish(Ranking made, long seen, int pending) {
        if (changes == seen) {
            last = made;
        } else {
            isStale = true;
        }
        if (made.pending() > 0 && made.pending() < pending) {
            make(made.pending());
        }
    }

    /** Whether others may see this account. */
    public CompletionStage<Answer> isShown(long account) {
        return onPaper(() -> users.isShown(account).thenApply(Leaderboard::shownAnswer));
    }

    /**
     * What this body wants.
     *
     * @throws InvalidFields with every mistake found
     */
    public boolean shown(Fields body) {
        Optional<Boolean> shown = body.optionalFlag("shown");
        if (shown.isEmpty() && !body.has("shown")) {
            body.reject("shown", "INVALID_FIELD", "shown must be true or false");
        }
        body.done();
        return shown.orElseThrow();
    }

    /** Shows the account from the next leaderboard on, or no more. */
    public CompletionStage<Answer> show(long account, boolean shown) {
        return onPaper(() -> users.show(account, shown).thenApply(outcome -> {
            forget(account, shown);
            return shownAnswer(outcome);
        }));
    }

    /** Who does not want to be seen is not seen at once. */
    private synchronized void forget(long account, boolean shown) {
        last = shown ? last : last.without(account);
        isStale = true;
        changes++;
    }

    private static Answer shownAnswer(Outcome<Boolean> outcome) {
        return answer(
                outcome,
                shown -> new JsonWriter()
                        .beginObject()
                        .flag("shown", shown)
                        .endObject()
                        .toString());
    }

    private static <T> Answer answer(Outcome<T> outcome, Function<T, String> json) {
        return switch (outcome) {
            case Outcome.Success<T> found -> Answer.ok(json.apply(found.value()));
            case Outcome.Refused<T> refused ->
                Errors.answer(503, refused.reason().name(), refused.reason().text());
        };
    }

    private static String json(Ranking ranking, long account) {
        Asset quote = ranking.quote();
        JsonWriter json = new JsonWriter(256 + ROWS * 160)
                .beginObject()
                .time("computed_at", ranking.madeAt())
                .text("quote", quote.name())
                .number("accounts", ranking.rows().size())
                .number("pending", ranking.pending())
                .name("rows")
                .beginArray();
        List<Ranking.Row> rows = ranking.rows();
        rows.subList(0, Math.min(ROWS, rows.size()))
                .forEach(row -> append(json, row, quote, account));
        json.endArray().name("own");
        rows.stream()
                .filter(row -> row.account() == account)
                .findFirst()
                .ifPresentOrElse(row -> append(json, row, quote, account), json::nothing);
        return json.endObject().toString();
    }

    private static void append(JsonWriter json, Ranking.Row row, Asset quote, long account) {
        json.beginObject().number("rank", row.rank()).text("name", row.name());
        PortfolioJson.ratio(
                json, "return", row.standing().profit(), row.standing().totals().paidIn());
        PortfolioJson.amount(json, "profit", row.standing().profit(), quote.scale());
        json.number("trades", row.standing().totals().trades())
                .time("since", row.standing().since())
                .flag("demo", row.isDemo())
                .flag("is_own", row.account() == account)
                .endObject();
    }
}
