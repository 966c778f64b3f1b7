package exchange.identity;

/** One user as others may see them: no password, no tokens. */
public record User(long account, String email, String name, Role role) {}
