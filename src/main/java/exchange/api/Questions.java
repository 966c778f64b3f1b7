package exchange.api;

/** What owners ask, put by one ledger client, and so in the order of what else it sends. */
public record Questions(OrderQueries orders, Funds funds, AccountSource events) {}
