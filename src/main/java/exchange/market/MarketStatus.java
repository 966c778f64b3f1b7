package exchange.market;

/**
 * What a market does with orders now, and why.
 *
 * @param reason of who changed it, "" for the state it was created with
 * @param since epoch milliseconds
 * @param endsAt when the state ends by itself, epoch milliseconds; 0 when it does not
 */
public record MarketStatus(MarketState state, String reason, long since, long endsAt) {}
