package exchange.identity;

/** A login that succeeded; {@code creditPending} as in {@link Identity#creditPending}. */
public record LoggedIn(User user, Tokens tokens, boolean creditPending) {}
