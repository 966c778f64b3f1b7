package exchange.identity;

/**
 * A paper account just made, and its first login. The password was made up for it; this is the only
 * time that it is told.
 */
public record PaperLogin(User user, Tokens tokens, String password) {}
