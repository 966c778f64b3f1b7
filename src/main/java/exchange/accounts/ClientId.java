package exchange.accounts;

/** A client order id: unique within its account. */
record ClientId(long account, String text) {}
