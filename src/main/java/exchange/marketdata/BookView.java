package exchange.marketdata;

import exchange.market.MarketState;
import exchange.matching.DepthLevel;

import java.util.List;

/**
 * A market's public book at one moment.
 *
 * @param bids best first
 * @param asks best first
 * @param lastPriceTicks of the last trade, 0 before the first
 * @param tradeNumber of the last trade, 0 before the first
 * @param sequence the book's public sequence number
 * @param time of the last change, epoch milliseconds
 * @param state of the market; its book may cross while it does not match
 * @param auction what an auction would come to, while the state is AUCTION
 */
public record BookView(
        String symbol,
        List<DepthLevel> bids,
        List<DepthLevel> asks,
        long lastPriceTicks,
        long tradeNumber,
        long sequence,
        long time,
        MarketState state,
        AuctionView auction) {
    public BookView {
        bids = List.copyOf(bids);
        asks = List.copyOf(asks);
    }

    /** In ticks, 0 for none. */
    public long bestBidTicks() {
        return bids.isEmpty() ? 0 : bids.getFirst().priceTicks();
    }

    /** In ticks, 0 for none. */
    public long bestAskTicks() {
        return asks.isEmpty() ? 0 : asks.getFirst().priceTicks();
    }
}
