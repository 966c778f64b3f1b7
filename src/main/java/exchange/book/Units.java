package exchange.book;

import exchange.market.Decimals;
import exchange.market.MarketRules;
import exchange.market.Side;
import exchange.matching.Order;

/**
 * What lots and ticks of one market are worth in units of its assets. Products are exact: what an
 * order in the book holds covers it, so none passes a long.
 */
record Units(long quotePerTickLot, long basePerLot) {

    static Units of(MarketRules rules) {
        return new Units(rules.quoteUnitsPerTickLot(), rules.baseUnitsPerLot());
    }

    /** Quote units of so many lots at a price. */
    long quote(long priceTicks, long lots) {
        return priceTicks * lots * quotePerTickLot;
    }

    /** Base units of so many lots. */
    long base(long lots) {
        return lots * basePerLot;
    }

    /** What an order has to hold for so many lots at its limit, -1 when it does not fit a long. */
    long need(Side side, long priceTicks, long lots) {
        return side == Side.BUY
                ? Decimals.product(priceTicks, lots, quotePerTickLot)
                : Decimals.product(lots, basePerLot, 1);
    }

    /** What a trade takes from the hold of an order of this side. */
    long used(Side side, long priceTicks, long lots) {
        return side == Side.BUY ? quote(priceTicks, lots) : base(lots);
    }

    /** What a trade brings an order of this side, before the fee. */
    long received(Side side, long priceTicks, long lots) {
        return side == Side.BUY ? base(lots) : quote(priceTicks, lots);
    }

    /**
     * What a trade gives back of an order's hold: all that the rest of a LIMIT order does not need.
     * An order without a limit keeps its budget to its end.
     */
    long released(Order order, long priceTicks, long lots) {
        if (!order.type().hasLimit()) {
            return 0;
        }
        return order.held() - used(order.side(), priceTicks, lots) - needWithout(order, lots);
    }

    /** The same when the order forgoes the lots. */
    long releasedForgoing(Order order, long lots) {
        return order.type().hasLimit() ? order.held() - needWithout(order, lots) : 0;
    }

    private long needWithout(Order order, long lots) {
        return need(order.side(), order.priceTicks(), order.leavesLots() - lots);
    }
}
