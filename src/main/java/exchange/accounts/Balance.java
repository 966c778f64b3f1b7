package exchange.accounts;

/** What an account has of one asset, in units: free to use, and set aside for open orders. */
public record Balance(String asset, long available, long held) {}
