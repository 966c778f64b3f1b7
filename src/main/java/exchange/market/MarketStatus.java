package exchange.market;

/**
 * What a market does with orders now, and why.
 *
 * @param reason of who changed it, "" for the state it was created with
 * @param since epoch milliseconds
 */
public record MarketStatus(MarketState state, String reason, long since) {}
