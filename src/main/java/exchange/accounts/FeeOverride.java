package exchange.accounts;

/**
 * Rates that an admin gave one account.
 *
 * @param symbol the market they hold in, "" for all that have none of their own
 * @param makerFee millionths of what is received
 * @param expiresAt epoch milliseconds from which on they no longer hold, 0 for never
 */
public record FeeOverride(String symbol, int makerFee, int takerFee, long expiresAt) {
    boolean holdsAt(long time) {
        return expiresAt == 0 || time < expiresAt;
    }
}
