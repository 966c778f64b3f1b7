package exchange.identity;

import java.sql.ResultSet;
import java.sql.SQLException;
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
    Optional<User> insert(String email, String name, Role role, String passwordHash) {
        return sql.inTransaction(connection -> Sql.one(
                connection,
                "INSERT INTO users (email, email_key, name, role, password_hash)"
                        + " VALUES (?, ?, ?, ?, ?) ON CONFLICT (email_key) DO NOTHING"
                        + " RETURNING account",
                row -> new User(row.getLong(1), email, name, role),
                email,
                SignUpRules.emailKey(email),
                name,
                role.name(),
                passwordHash));
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
