package exchange.identity;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The table of users. An email belongs to one user, however its letters are written. Blocking. */
final class Users {
    private static final String COLUMNS =
            "account, email, name, role, password_hash, credit_confirmed";

    private final Sql sql;

    Users(Sql sql) {
        this.sql = sql;
    }

    /** A user with what only this room may see. */
    record Stored(User user, String passwordHash, boolean creditConfirmed) {}

    /** Empty when the email is taken. */
    Optional<User> insert(
            String email, String name, Role role, String passwordHash, boolean creditConfirmed) {
        return sql.inTransaction(connection -> Sql.one(
                connection,
                "INSERT INTO users"
                        + " (email, email_key, name, role, password_hash, credit_confirmed)"
                        + " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (email_key) DO NOTHING"
                        + " RETURNING account",
                row -> new User(row.getLong(1), email, name, role),
                email,
                SignUpRules.emailKey(email),
                name,
                role.name(),
                passwordHash,
                creditConfirmed));
    }

    Optional<Stored> byEmail(String emailKey) {
        return sql.inTransaction(connection -> Sql.one(
                connection,
                "SELECT " + COLUMNS + " FROM users WHERE email_key = ?",
                Users::stored,
                emailKey));
    }

    Optional<Stored> byAccount(long account) {
        return sql.inTransaction(connection -> Sql.one(
                connection,
                "SELECT " + COLUMNS + " FROM users WHERE account = ?",
                Users::stored,
                account));
    }

    Optional<User> firstAdmin() {
        return sql.inTransaction(connection -> Sql.one(
                        connection,
                        "SELECT " + COLUMNS + " FROM users WHERE role = 'ADMIN'"
                                + " ORDER BY account LIMIT 1",
                        Users::stored))
                .map(Stored::user);
    }

    /** A page of users, the newest first. */
    List<ListedUser> list(UserSelect wanted) {
        String pattern = wanted.pattern();
        long only = wanted.account().orElse(0);
        return sql.inTransaction(connection -> Sql.all(
                connection,
                "SELECT " + COLUMNS + ", created_at FROM users WHERE account < ?"
                        + " AND (? = account OR email_key LIKE ? OR lower(name) LIKE ?)"
                        + " ORDER BY account DESC LIMIT ?",
                row -> new ListedUser(
                        stored(row).user(), row.getTimestamp("created_at").toInstant()),
                wanted.before(),
                only,
                pattern,
                pattern,
                wanted.limit()));
    }

    /** What came of a change of role. */
    enum RoleChange {
        DONE,
        NOBODY,
        LAST_ADMIN
    }

    /** Ends the user's logins, too: their tokens say what the user was. */
    RoleChange changeRole(long account, Role role, Instant now) {
        return sql.inTransaction(connection -> {
            // All admins are locked, so that two of them cannot unmake each other.
            List<Long> admins = Sql.all(
                    connection,
                    "SELECT account FROM users WHERE role = 'ADMIN' ORDER BY account FOR UPDATE",
                    row -> row.getLong(1));
            if (role == Role.TRADER && admins.equals(List.of(account))) {
                return RoleChange.LAST_ADMIN;
            }
            if (admins.contains(account) == (role == Role.ADMIN)) {
                return RoleChange.DONE;
            }
            int changed = Sql.update(
                    connection,
                    "UPDATE users SET role = ? WHERE account = ?",
                    role.name(),
                    account);
            Sql.update(
                    connection,
                    "UPDATE logins SET revoked_at = ? WHERE account = ? AND revoked_at IS NULL",
                    now,
                    account);
            return changed == 0 ? RoleChange.NOBODY : RoleChange.DONE;
        });
    }

    /** The same password, hashed anew; nothing changes when somebody changed it meanwhile. */
    void replacePasswordHash(long account, String before, String after) {
        sql.inTransaction(connection -> Sql.update(
                connection,
                "UPDATE users SET password_hash = ? WHERE account = ? AND password_hash = ?",
                after,
                account,
                before));
    }

    void confirmCredit(long account) {
        sql.inTransaction(connection -> Sql.update(
                connection, "UPDATE users SET credit_confirmed = true WHERE account = ?", account));
    }

    private static Stored stored(ResultSet row) throws SQLException {
        return new Stored(
                new User(
                        row.getLong("account"),
                        row.getString("email"),
                        row.getString("name"),
                        Role.valueOf(row.getString("role"))),
                row.getString("password_hash"),
                row.getBoolean("credit_confirmed"));
    }
}
