package exchange.marketdata;

/** A market's ticker at one moment: the book's sequence and the time of its last change. */
public record TickerView(String symbol, long sequence, long time, Ticker ticker) {}
