package exchange.accounts;

/** One command of many. The id is the edge's own: the reply carries it back. */
public record EdgeRequest(long id, LedgerCommand command) {}
