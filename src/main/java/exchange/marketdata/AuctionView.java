package exchange.marketdata;

import exchange.book.BookReply;

/**
 * What a market's auction would come to at one moment.
 *
 * @param priceTicks 0 when nothing would trade
 * @param volumeLots what would trade
 * @param surplusLots what would be left over at the price: bids above 0, asks below
 */
public record AuctionView(long priceTicks, long volumeLots, long surplusLots) {
    public static final AuctionView NOTHING = new AuctionView(0, 0, 0);

    static AuctionView of(BookReply.Auction auction) {
        return new AuctionView(auction.priceTicks(), auction.volumeLots(), auction.surplusLots());
    }
}
