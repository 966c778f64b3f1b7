package exchange.identity;

import java.util.Optional;
import java.util.UUID;

/**
 * Whom a valid access token or a signed request speaks for, the login or the API key it came from,
 * and until when. An API key never makes an admin.
 *
 * @param login of an access token; nothing in particular for an API key
 */
public record Caller(
        long account,
        String email,
        Role role,
        UUID login,
        long expiresAtMillis,
        Optional<ApiKey> key) {
    private static final UUID NO_LOGIN = new UUID(0, 0);

    /** Who has logged in. */
    public Caller(long account, String email, Role role, UUID login, long expiresAtMillis) {
        this(account, email, role, login, expiresAtMillis, Optional.empty());
    }

    static Caller of(ApiKey key, String email, Role role) {
        long until = key.expiresAt().map(at -> at.toEpochMilli()).orElse(Long.MAX_VALUE);
        return new Caller(key.account(), email, role, NO_LOGIN, until, Optional.of(key));
    }

    public boolean isAdmin() {
        return role == Role.ADMIN && key.isEmpty();
    }

    /** Who has logged in may do all that the account may; a key only what it was made for. */
    public boolean may(Scope scope) {
        return key.map(each -> each.scopes().contains(scope)).orElse(true);
    }
}
