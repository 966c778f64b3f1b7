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
     * @param unlimited whether no limit by account holds for it
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
            OrderConditions conditions,
            boolean unlimited)
            implements BookItem {

        /** An order without conditions, of an account with limits. */
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
                    OrderConditions.NONE,
                    false);
        }

        /** The same order with another hold. */
        public Place holding(long newHeld) {
            return new Place(
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
                    newHeld,
                    makerFee,
                    takerFee,
                    notAfter,
                    conditions,
                    unlimited);
        }
    }

    /**
     * End an order and take another in its place, which gets what the first one really has left of
     * its hold, as far as it needs it.
     *
     * @param replacedId the order to end
     * @param mustCancel whether the new order is not taken when there is nothing to end
     * @param added what the ledger holds for the new order in addition
     * @param place the new order; its hold is what it may have at most
     */
    record Replace(long replacedId, boolean mustCancel, long added, Place place)
            implements BookItem {
        @Override
        public long orderId() {
            return place.orderId();
        }

        @Override
        public long account() {
            return place.account();
        }
    }

    /**
     * Change this order. A smaller quantity alone keeps its place among the others of its price.
     *
     * @param priceTicks the new limit
     * @param quantityLots the new quantity, what is filled included
     * @param added what its ledger holds for it in addition, from now on
     * @param notAfter epoch milliseconds; a batch later than that refuses the change
     * @param unlimited whether no limit by account holds for it
     */
    record Amend(
            long orderId,
            long account,
            Side side,
            long priceTicks,
            long quantityLots,
            long added,
            long notAfter,
            boolean unlimited)
            implements BookItem {}

    /**
     * End all orders of this account on these sides.
     *
     * @param orderId of the request itself
     */
    record MassCancel(long orderId, long account, boolean bids, boolean asks) implements BookItem {}

    /**
     * Take these two orders, of which one cancels the other: both or none. They have one hold, the
     * first one's, which covers either.
     *
     * @param listId names both; the first order's id is the next, the second one's the next but one
     * @param first an order that rests without trading, or a stop
     * @param second a stop, holding nothing
     */
    record PlaceList(long listId, Place first, Place second) implements BookItem {
        @Override
        public long orderId() {
            return listId;
        }

        @Override
        public long account() {
            return first.account();
        }
    }

    /** End this order. */
    record Cancel(long orderId, long account) implements BookItem {}
}
