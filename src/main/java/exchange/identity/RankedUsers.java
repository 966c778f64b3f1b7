package exchange.identity;

import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * Who may be shown to other users, by the name they chose: traders, unless they do not want it.
 * Never an email.
 */
public final class RankedUsers {
    /** Whoever signs up there trades for show. Nobody can have mail there. */
    private static final List<String> DEMO_DOMAINS = List.of("@demo.example", "@simulated.example");

    private static final String SHOWN = """
            SELECT account, name, email_key FROM users
            WHERE role = 'TRADER' AND on_leaderboard ORDER BY account DESC LIMIT ?""";

    private final Sql sql;
    private final Workers workers;

    RankedUsers(Sql sql, Workers workers) {
        this.sql = sql;
        this.workers = workers;
    }

    /** @param isDemo whether a program trades here for show */
    public record Ranked(long account, String name, boolean isDemo) {}

    /** Of all that may be shown the newest so many. */
    public CompletionStage<Outcome<List<Ranked>>> shown(int max) {
        return workers.run(() -> new Outcome.Success<>(sql.inTransaction(connection -> Sql.all(
                connection,
                SHOWN,
                row -> new Ranked(
                        row.getLong(1), publicName(row.getString(2)), isDemo(row.getString(3))),
                max))));
    }

    static boolean isDemo(String email) {
        return DEMO_DOMAINS.stream().anyMatch(email::endsWith);
    }

    /** Who gave an email as a name did not mean to show it. */
    static String publicName(String name) {
        int at = name.indexOf('@');
        return at > 0 ? name.substring(0, at) : name;
    }

    public CompletionStage<Outcome<Boolean>> isShown(long account) {
        return workers.run(() -> new Outcome.Success<>(sql.inTransaction(connection -> Sql.one(
                        connection,
                        "SELECT on_leaderboard FROM users WHERE account = ?",
                        row -> row.getBoolean(1),
                        account)
                .orElse(false))));
    }

    public CompletionStage<Outcome<Boolean>> show(long account, boolean shown) {
        return workers.run(() -> {
            sql.inTransaction(connection -> Sql.update(
                    connection,
                    "UPDATE users SET on_leaderboard = ? WHERE account = ?",
                    shown,
                    account));
            return new Outcome.Success<>(shown);
        });
    }
}
