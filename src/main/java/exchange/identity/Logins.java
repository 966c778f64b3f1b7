package exchange.identity;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The logins and their refresh tokens. Each login is a chain of refresh tokens of which only the
 * newest is unspent. A spent one that comes again proves that two parties hold the chain, and ends
 * the login; only for a short grace does it get the same successor again, if that is unspent too.
 * Stores hashes of tokens, never tokens. Blocking.
 */
final class Logins {
    private final Sql sql;
    private final TokenCodec codec;
    private final Duration accessLife;
    private final Duration refreshLife;
    private final Duration grace;

    Logins(Sql sql, TokenCodec codec, IdentitySettings settings) {
        this.sql = sql;
        this.codec = codec;
        accessLife = settings.accessTokenLife();
        refreshLife = settings.refreshTokenLife();
        grace = settings.refreshGrace();
    }

    /** What came of a refresh token. */
    sealed interface Rotation {
        record Rotated(Tokens tokens) implements Rotation {}

        /** The login was ended just now. */
        record Reused() implements Rotation {}

        record Unknown() implements Rotation {}
    }

    private record Login(long account, boolean isOpen) {}

    private record Spent(Optional<Instant> at) {}

    /** Empty when the password that was verified, or the role, has been changed meanwhile. */
    Optional<Tokens> open(User user, String verifiedHash, Instant now) {
        return sql.inTransaction(connection -> {
            // The lock makes a change of password or role wait for this login and then end it.
            Optional<Long> unchanged = Sql.one(
                    connection,
                    "SELECT account FROM users WHERE account = ? AND password_hash = ?"
                            + " AND role = ? FOR SHARE",
                    row -> row.getLong(1),
                    user.account(),
                    verifiedHash,
                    user.role().name());
            return unchanged.isEmpty()
                    ? Optional.empty()
                    : Optional.of(open(connection, user, now));
        });
    }

    /**
     * Sets the password and ends all logins in one step, then opens one for who changed it. Empty
     * when the password that was verified, or the role, has been changed meanwhile.
     */
    Optional<Tokens> reopen(User user, String verifiedHash, String newHash, Instant now) {
        return sql.inTransaction(connection -> {
            int changed = Sql.update(
                    connection,
                    "UPDATE users SET password_hash = ? WHERE account = ? AND password_hash = ?"
                            + " AND role = ?",
                    newHash,
                    user.account(),
                    verifiedHash,
                    user.role().name());
            if (changed == 0) {
                return Optional.empty();
            }
            Sql.update(
                    connection,
                    "UPDATE logins SET revoked_at = ? WHERE account = ? AND revoked_at IS NULL",
                    now,
                    user.account());
            return Optional.of(open(connection, user, now));
        });
    }

    Rotation rotate(RefreshClaims claims, String token, User user, Instant now) {
        return sql.inTransaction(connection -> {
            Optional<Login> login = Sql.one(
                    connection,
                    "SELECT account, revoked_at IS NULL AND expires_at > ? FROM logins"
                            + " WHERE login = ? FOR UPDATE",
                    row -> new Login(row.getLong(1), row.getBoolean(2)),
                    now,
                    claims.login());
            if (login.isEmpty()
                    || !login.get().isOpen()
                    || login.get().account() != user.account()) {
                return new Rotation.Unknown();
            }
            Optional<Spent> spent = spent(connection, claims.login(), token);
            if (spent.isEmpty()) {
                return new Rotation.Unknown();
            }
            Optional<Instant> spentAt = spent.get().at();
            return spentAt.isEmpty()
                    ? spend(connection, claims, token, user, now)
                    : again(connection, claims, user, spentAt.get(), now);
        });
    }

    void revoke(UUID login, Instant now) {
        sql.inTransaction(connection -> revoke(connection, login, now));
    }

    List<UUID> revokedSince(Instant since) {
        return sql.inTransaction(connection -> Sql.all(
                connection,
                "SELECT login FROM logins WHERE revoked_at > ?",
                row -> row.getObject(1, UUID.class),
                since));
    }

    /** Forgets what can never be used again. */
    void prune(Instant now) {
        sql.inTransaction(connection -> {
            Sql.update(connection, "DELETE FROM logins WHERE expires_at < ?", now);
            return Sql.update(
                    connection,
                    "DELETE FROM refresh_tokens WHERE used_at < ?",
                    now.minus(refreshLife));
        });
    }

    private Tokens open(Connection connection, User user, Instant now) throws SQLException {
        UUID login = UUID.randomUUID();
        Tokens tokens = tokens(user, login, UUID.randomUUID().toString(), now, now);
        Sql.update(
                connection,
                "INSERT INTO logins (login, account, expires_at) VALUES (?, ?, ?)",
                login,
                user.account(),
                now.plus(refreshLife));
        insert(connection, login, tokens.refresh());
        return tokens;
    }

    private Rotation spend(
            Connection connection, RefreshClaims claims, String token, User user, Instant now)
            throws SQLException {
        Tokens next = tokens(user, claims.login(), codec.successorOf(claims.id()), now, now);
        Sql.update(
                connection,
                "UPDATE refresh_tokens SET used_at = ? WHERE token_hash = ?",
                now,
                TokenCodec.hash(token));
        Sql.update(
                connection,
                "UPDATE logins SET expires_at = ? WHERE login = ?",
                now.plus(refreshLife),
                claims.login());
        insert(connection, claims.login(), next.refresh());
        return new Rotation.Rotated(next);
    }

    private Rotation again(
            Connection connection, RefreshClaims claims, User user, Instant spentAt, Instant now)
            throws SQLException {
        Tokens same = tokens(user, claims.login(), codec.successorOf(claims.id()), spentAt, now);
        boolean isInGrace = !spentAt.plus(grace).isBefore(now);
        Optional<Spent> successor = spent(connection, claims.login(), same.refresh());
        if (isInGrace && successor.isPresent() && successor.get().at().isEmpty()) {
            return new Rotation.Rotated(same);
        }
        revoke(connection, claims.login(), now);
        return new Rotation.Reused();
    }

    private Tokens tokens(
            User user, UUID login, String refreshId, Instant refreshFrom, Instant accessFrom) {
        return new Tokens(
                codec.access(user, login, accessFrom, accessFrom.plus(accessLife)),
                codec.refresh(user, login, refreshId, refreshFrom, refreshFrom.plus(refreshLife)));
    }

    private static Optional<Spent> spent(Connection connection, UUID login, String token)
            throws SQLException {
        return Sql.one(
                connection,
                "SELECT used_at FROM refresh_tokens WHERE token_hash = ? AND login = ?",
                row -> new Spent(Optional.ofNullable(row.getTimestamp(1)).map(t -> t.toInstant())),
                TokenCodec.hash(token),
                login);
    }

    private static void insert(Connection connection, UUID login, String refreshToken)
            throws SQLException {
        Sql.update(
                connection,
                "INSERT INTO refresh_tokens (token_hash, login) VALUES (?, ?)",
                TokenCodec.hash(refreshToken),
                login);
    }

    private static int revoke(Connection connection, UUID login, Instant now) throws SQLException {
        return Sql.update(
                connection,
                "UPDATE logins SET revoked_at = ? WHERE login = ? AND revoked_at IS NULL",
                now,
                login);
    }
}
