package exchange.marketdata;

import java.util.List;

/**
 * What changed in a market since the news before: its best levels now (conflated), and every change
 * of the price, oldest first, at most {@link MarketDataHub#PRICES_MAX} of the newest. Never leaves
 * the node.
 */
public record MarketNews(BookView book, List<PriceChange> prices) {
    public MarketNews {
        prices = List.copyOf(prices);
    }

    /** A trade at another price than the one before; time in epoch milliseconds. */
    public record PriceChange(long priceTicks, long time) {}
}
