package exchange.readside;

/** The first trade at a new price; time in epoch milliseconds. */
public record PriceRow(long tradeNumber, long priceTicks, long time) {}
