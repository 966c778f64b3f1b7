package exchange.sequencer;

import exchange.market.OrderConditions;
import exchange.market.OrderType;
import exchange.market.SelfTradePrevention;
import exchange.market.Side;
import exchange.market.TimeInForce;

/** What a ledger sends to a book over their link: commands whose funds are already held. */
public sealed interface BookItem {
    long orderId();

    long account();

    /**
     * Take this order.
     *
     * @param priceTicks the limit, 0 for an order without one
     * @param quantityLots the quantity; 0 for a MARKET order by amount
     * @param amount quote units to spend (BUY) or to receive (SELL) of a MARKET order by amount,
     *     else 0
     * @param held what the ledger holds for it: quote units for BUY, base units for SELL; for
     *     an order without a limit the budget
     * @param makerFee millionths of what is received, should it be the maker
     * @param notAfter epoch milliseconds; a batch later than that refuses the order
     */
    record Place(
            long orderId,
            long account,
            Side side,
            OrderType type,
            TimeInForce timeInForce,
            boolean postOnly,
            SelfTradePrevention selfTradePrevention,
            long priceTicks,
            long quantityLots,
            long amount,
            long held,
            int makerFee,
            int takerFee,
            long notAfter,
            OrderConditions conditions)
            implements BookItem {

        /** An order without conditions. */
        public Place(
                long orderId,
                long account,
                Side side,
                OrderType type,
                TimeInForce timeInForce,
                boolean postOnly,
                SelfTradePrevention selfTradePrevention,
                long priceTicks,
                long quantityLots,
                long amount,
                long held,
                int makerFee,
                int takerFee,
                long notAfter) {
            this(
                    orderId,
                    account,
                    side,
                    type,
                    timeInForce,
                    postOnly,
                    selfTradePrevention,
                    priceTicks,
                    quantityLots,
                    amount,
                    held,
                    makerFee,
                    takerFee,
                    notAfter,
                    OrderConditions.NONE);
        }
    }

    /** End this order. */
    record Cancel(long orderId, long account) implements BookItem {}
}
