package exchange.accounts;

import exchange.market.OrderConditions;
import exchange.market.OrderStatus;
import exchange.market.OrderType;
import exchange.market.SelfTradePrevention;
import exchange.market.Side;
import exchange.market.TimeInForce;

/**
 * An order as its owner sees it, in integers; with the market's rules it becomes JSON.
 *
 * @param clientOrderId "" for none
 * @param priceTicks the limit, 0 for MARKET
 * @param quantityLots 0 for a MARKET order by amount
 * @param amount quote units to spend or receive of a MARKET order by amount, else 0
 * @param filledQuote what its trades moved, in quote units
 * @param fee all fees of it, in units of feeAsset
 * @param feeAsset what the order receives
 * @param reason why it ended or was refused: the name of an EndReason or RejectReason; "" while it
 *     lives and when it is filled
 * @param createdAt when the ledger took it, epoch milliseconds
 * @param updatedAt when it last changed, epoch milliseconds
 * @param triggered whether its stop price was reached
 */
public record OrderView(
        long orderId,
        long account,
        String clientOrderId,
        String symbol,
        Side side,
        OrderType type,
        TimeInForce timeInForce,
        boolean postOnly,
        SelfTradePrevention selfTradePrevention,
        long priceTicks,
        long quantityLots,
        long amount,
        OrderStatus status,
        long filledLots,
        long filledQuote,
        long fee,
        String feeAsset,
        String reason,
        long createdAt,
        long updatedAt,
        OrderConditions conditions,
        boolean triggered) {

    /** The same order, taken by its book at that time. */
    OrderView opened(long time) {
        return new OrderView(
                orderId,
                account,
                clientOrderId,
                symbol,
                side,
                type,
                timeInForce,
                postOnly,
                selfTradePrevention,
                priceTicks,
                quantityLots,
                amount,
                OrderStatus.OPEN,
                filledLots,
                filledQuote,
                fee,
                feeAsset,
                reason,
                createdAt,
                time,
                conditions,
                triggered);
    }

    /** An order without conditions. */
    public OrderView(
            long orderId,
            long account,
            String clientOrderId,
            String symbol,
            Side side,
            OrderType type,
            TimeInForce timeInForce,
            boolean postOnly,
            SelfTradePrevention selfTradePrevention,
            long priceTicks,
            long quantityLots,
            long amount,
            OrderStatus status,
            long filledLots,
            long filledQuote,
            long fee,
            String feeAsset,
            String reason,
            long createdAt,
            long updatedAt) {
        this(
                orderId,
                account,
                clientOrderId,
                symbol,
                side,
                type,
                timeInForce,
                postOnly,
                selfTradePrevention,
                priceTicks,
                quantityLots,
                amount,
                status,
                filledLots,
                filledQuote,
                fee,
                feeAsset,
                reason,
                createdAt,
                updatedAt,
                OrderConditions.NONE,
                false);
    }

    /** Lots not filled; 0 for an order by amount, which asks for no quantity. */
    public long leavesLots() {
        return Math.max(0, quantityLots - filledLots);
    }

    /** Whether it still can trade. */
    public boolean active() {
        return switch (status) {
            case PENDING, OPEN, PARTIALLY_FILLED -> true;
            case FILLED, CANCELED, REJECTED -> false;
        };
    }
}
