package exchange.drill;

/** One trade as one of its two orders has it. */
record Fill(String symbol, long trade, long orderId) {}
