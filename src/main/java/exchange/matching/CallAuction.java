package exchange.matching;

import exchange.market.Side;

/**
 * The one price at which a book full of orders that could trade would trade: the price with the
 * most volume, then with the least left over at it, then nearest to a reference. Computed anew from
 * the levels that cross, each looked at once; allocates nothing. Trades nothing itself.
 */
public final class CallAuction {
    private final OrderBook book;
    private long priceTicks;
    private long volumeLots;
    private long surplusLots;

    private PriceLevel bid;
    private PriceLevel ask;
    private long bidLeft;
    private long askLeft;
    private long lowestBid;
    private long highestAsk;
    private long low;
    private long high;

    public CallAuction(OrderBook book) {
        this.book = book;
    }

    /**
     * Finds the price of the book as it is now.
     *
     * @param referenceTicks the price to be near to, 0 for the middle of those that are as good
     */
    public void compute(long referenceTicks) {
        meet();
        surplusLots = 0;
        priceTicks = 0;
        if (volumeLots > 0) {
            narrow();
            priceTicks = referenceTicks == 0
                    ? low + (high - low) / 2
                    : Math.clamp(referenceTicks, low, high);
            surplusLots = surplus();
        }
    }

    /** Lets both sides meet from their best prices on: what meets is the most that can trade. */
    private void meet() {
        volumeLots = 0;
        bid = book.bestLevel(Side.BUY);
        ask = book.bestLevel(Side.SELL);
        bidLeft = lots(bid);
        askLeft = lots(ask);
        while (bid != null && ask != null && bid.priceTicks >= ask.priceTicks) {
            lowestBid = bid.priceTicks;
            highestAsk = ask.priceTicks;
            long lots = Math.min(bidLeft, askLeft);
            volumeLots = volumeLots > Long.MAX_VALUE - lots ? Long.MAX_VALUE : volumeLots + lots;
            bidLeft -= lots;
            askLeft -= lots;
            if (bidLeft == 0) {
                bid = bid.worse;
                bidLeft = lots(bid);
            }
            if (askLeft == 0) {
                ask = ask.worse;
                askLeft = lots(ask);
            }
        }
    }

    /**
     * Of the prices with the most volume, which are those from the highest ask to the lowest bid
     * that met, finds those with the least left over. Above the next bid and below the next ask
     * nothing is; else one of the two is left over, up to where a further level adds to it.
     */
    private void narrow() {
        long nextBid = price(bid, 0);
        long nextAsk = price(ask, Long.MAX_VALUE);
        low = Math.max(highestAsk, nextBid + 1);
        high = Math.min(lowestBid, nextAsk - 1);
        if (low <= high) {
            return;
        }
        boolean bidsStay = nextBid >= highestAsk && (nextAsk > lowestBid || bidLeft <= askLeft);
        boolean asksStay = nextAsk <= lowestBid && (nextBid < highestAsk || askLeft <= bidLeft);
        low = bidsStay ? Math.max(highestAsk, price(bid.worse, 0) + 1) : nextAsk;
        high = asksStay ? Math.min(lowestBid, price(ask.worse, Long.MAX_VALUE) - 1) : nextBid;
    }

    private long surplus() {
        if (priceTicks <= price(bid, 0)) {
            return bidLeft;
        }
        return priceTicks >= price(ask, Long.MAX_VALUE) ? -askLeft : 0;
    }

    private static long price(PriceLevel level, long otherwise) {
        return level == null ? otherwise : level.priceTicks;
    }

    private static long lots(PriceLevel level) {
        return level == null ? 0 : level.allLots();
    }

    /** 0 when nothing would trade. */
    public long priceTicks() {
        return priceTicks;
    }

    /** What would trade; Long.MAX_VALUE stands for more than that too. */
    public long volumeLots() {
        return volumeLots;
    }

    /** What is left over at the price: bids above 0, asks below. */
    public long surplusLots() {
        return surplusLots;
    }
}
