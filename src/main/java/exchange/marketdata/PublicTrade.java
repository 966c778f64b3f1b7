package exchange.marketdata;

import exchange.book.BookFact;
import exchange.market.Side;

import java.util.Optional;

/**
 * A trade as everybody may see it.
 *
 * @param number 1, 2, 3… of the market
 * @param takerSide of an auction's trade, where nobody came last, BUY
 * @param time epoch milliseconds
 */
public record PublicTrade(
        long number, long priceTicks, long quantityLots, Side takerSide, long time) {

    /** The trade that the fact tells of, if it is one. */
    public static Optional<PublicTrade> of(BookFact fact, long time) {
        if (fact instanceof BookFact.Traded traded) {
            return Optional.of(new PublicTrade(
                    traded.tradeNumber(),
                    traded.priceTicks(),
                    traded.quantityLots(),
                    traded.takerSide(),
                    time));
        }
        if (fact instanceof BookFact.AuctionTraded traded) {
            return Optional.of(new PublicTrade(
                    traded.tradeNumber(),
                    traded.priceTicks(),
                    traded.quantityLots(),
                    Side.BUY,
                    time));
        }
        return Optional.empty();
    }
}
