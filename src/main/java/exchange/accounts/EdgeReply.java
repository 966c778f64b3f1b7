package exchange.accounts;

/** The answer to the request with that id. */
public record EdgeReply(long id, LedgerReply reply) {}
