package exchange.identity;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The table of API keys. A revoked key keeps its row and loses its secret. Blocking. */
final class ApiKeyTable {
    private static final byte[] NOTHING = {};

    private final Sql sql;

    ApiKeyTable(Sql sql) {
        this.sql = sql;
    }

    /** A key with its owner and what only this room may see. */
    record Stored(ApiKey key, byte[] verifier, String email, Role role) {}

    /** False when the account has as many keys as one may have. */
    boolean insert(ApiKey key, byte[] verifier, int perAccountMax) {
        return sql.inTransaction(connection -> {
            Sql.one(
                    connection,
                    "SELECT account FROM users WHERE account = ? FOR UPDATE",
                    row -> row.getLong(1),
                    key.account());
            if (count(connection, key.account()) >= perAccountMax) {
                return false;
            }
            Sql.update(
                    connection,
                    "INSERT INTO api_keys (api_key, account, label, type, scopes, verifier,"
                            + " allowed_ips, created_at, expires_at)"
                            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    key.id(),
                    key.account(),
                    key.label(),
                    key.type().name(),
                    key.scopes().stream().map(Scope::name).sorted().collect(joined()),
                    verifier,
                    key.allowedIps().stream().map(IpRange::toString).collect(joined()),
                    key.createdAt(),
                    key.expiresAt().map(Timestamp::from).orElse(null));
            return true;
        });
    }

    /** All that are not revoked, the oldest first. */
    List<ListedApiKey> ofAccount(long account) {
        return sql.inTransaction(connection -> Sql.all(
                connection,
                select("k.account = ? AND k.revoked_at IS NULL ORDER BY k.created_at, k.api_key"),
                row -> new ListedApiKey(stored(row).key(), time(row, "last_used_at")),
                account));
    }

    /** Empty when there is none or it is revoked. */
    Optional<Stored> find(String apiKey) {
        return sql.inTransaction(connection -> Sql.one(
                connection,
                select("k.api_key = ? AND k.revoked_at IS NULL"),
                ApiKeyTable::stored,
                apiKey));
    }

    /** False when the account has no such key, or not any more. */
    boolean revoke(long account, String apiKey, Instant now) {
        return sql.inTransaction(connection -> Sql.update(
                        connection,
                        "UPDATE api_keys SET revoked_at = ?, verifier = ?"
                                + " WHERE api_key = ? AND account = ?"
                                + " AND revoked_at IS NULL",
                        now,
                        NOTHING,
                        apiKey,
                        account))
                > 0;
    }

    void keepUses(Map<String, Instant> usedAtById) {
        usedAtById.forEach((apiKey, at) -> sql.inTransaction(connection -> Sql.update(
                connection,
                "UPDATE api_keys SET last_used_at = greatest(last_used_at, ?) WHERE api_key = ?",
                at,
                apiKey)));
    }

    List<String> revokedSince(Instant since) {
        return sql.inTransaction(connection -> Sql.all(
                connection,
                "SELECT api_key FROM api_keys WHERE revoked_at > ?",
                row -> row.getString(1),
                since));
    }

    private static long count(Connection connection, long account) throws SQLException {
        return Sql.one(
                        connection,
                        "SELECT count(*) FROM api_keys WHERE account = ? AND revoked_at IS NULL",
                        row -> row.getLong(1),
                        account)
                .orElse(0L);
    }

    private static String select(String where) {
        return "SELECT k.api_key, k.account, k.label, k.type, k.scopes, k.verifier, k.allowed_ips,"
                + " k.created_at, k.expires_at, k.last_used_at, u.email, u.role"
                + " FROM api_keys k JOIN users u ON u.account = k.account WHERE " + where;
    }

    private static Stored stored(ResultSet row) throws SQLException {
        ApiKey key = new ApiKey(
                row.getString("api_key"),
                row.getLong("account"),
                row.getString("label"),
                ApiKey.Type.valueOf(row.getString("type")),
                parts(row.getString("scopes")).stream()
                        .map(Scope::valueOf)
                        .collect(Collectors.toSet()),
                parts(row.getString("allowed_ips")).stream()
                        .map(text -> IpRange.parse(text).orElseThrow())
                        .toList(),
                row.getTimestamp("created_at").toInstant(),
                time(row, "expires_at"));
        return new Stored(
                key,
                row.getBytes("verifier"),
                row.getString("email"),
                Role.valueOf(row.getString("role")));
    }

    private static Optional<Instant> time(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getTimestamp(column)).map(Timestamp::toInstant);
    }

    private static List<String> parts(String joined) {
        return joined.isEmpty() ? List.of() : Arrays.asList(joined.split(","));
    }

    private static java.util.stream.Collector<CharSequence, ?, String> joined() {
        return Collectors.joining(",");
    }
}
