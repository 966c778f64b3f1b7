package exchange.accounts;

/**
 * One trade as the owner of one of its orders sees it.
 *
 * @param tradeNumber of the market, rising
 * @param maker whether this order was the resting one
 * @param quote what the trade moved, in quote units
 * @param fee in units of what the order receives
 * @param otherOrderId the other order when it is of the same account, else 0
 * @param time epoch milliseconds
 */
public record FillView(
        long tradeNumber,
        boolean maker,
        long priceTicks,
        long quantityLots,
        long quote,
        long fee,
        long otherOrderId,
        long time) {}
