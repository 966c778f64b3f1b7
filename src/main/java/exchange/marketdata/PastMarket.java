package exchange.marketdata;

import exchange.market.MarketStatus;
import exchange.marketdata.MarketUpdate.RestingOrder;
import exchange.matching.DepthLevel;

import java.util.List;

/**
 * A market at one moment of its past, whole, as its channels begin from it again.
 *
 * @param bids all levels, best first
 * @param asks all levels, best first
 * @param bidOrders by priority; empty when nobody will ask for them
 * @param askOrders by priority; empty when nobody will ask for them
 * @param lastPriceTicks of the last trade, 0 before the first
 * @param tradeNumber of the last trade, 0 before the first
 * @param sequence the book's public sequence number
 * @param time of the last change, epoch milliseconds
 */
public record PastMarket(
        String symbol,
        List<DepthLevel> bids,
        List<DepthLevel> asks,
        List<RestingOrder> bidOrders,
        List<RestingOrder> askOrders,
        long lastPriceTicks,
        long tradeNumber,
        long sequence,
        long time,
        MarketStatus status) {
    public PastMarket {
        bids = List.copyOf(bids);
        asks = List.copyOf(asks);
        bidOrders = List.copyOf(bidOrders);
        askOrders = List.copyOf(askOrders);
    }
}
