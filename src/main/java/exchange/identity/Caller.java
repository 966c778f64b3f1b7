package exchange.identity;

import java.util.UUID;

/** Whom a valid access token speaks for, the login it came from, and until when. */
public record Caller(long account, String email, Role role, UUID login, long expiresAtMillis) {
    public boolean isAdmin() {
        return role == Role.ADMIN;
    }
}
