package exchange.api;

/** What owners ask and set, put by one ledger client, and so in the order of what else it sends. */
public record Questions(
        OrderQueries orders, Funds funds, AccountSource events, CancelTimers timers) {}
