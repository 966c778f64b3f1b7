package exchange.accounts;

/**
 * Whether an account may place orders and move funds out, and who said so when and why.
 *
 * @param since epoch milliseconds, 0 for an account that never was frozen
 */
public record Freeze(boolean frozen, String by, String reason, long since) {
    static final Freeze NEVER = new Freeze(false, "", "", 0);
}
