package exchange.accounts;

import exchange.market.AccountTier;
import exchange.market.Asset;
import exchange.market.MarketRules;
import exchange.market.OrderConditions;
import exchange.market.OrderType;
import exchange.market.SelfTradePrevention;
import exchange.market.Side;
import exchange.market.TimeInForce;
import exchange.sequencer.LedgerItem;

/**
 * What happened in a ledger partition: the content of its journal, for ever. A fact that an account
 * can notice carries that account's {@code accountSequence}, which counts 1, 2, 3… without gaps.
 * The time of a fact is that of its batch.
 */
public sealed interface LedgerFact {

    /** Money between two accounts; see {@link TransferFact}. */
    sealed interface OfTransfer extends LedgerFact permits TransferFact {}

    /** Rates of an account; see {@link FeeFact}. */
    sealed interface OfFees extends LedgerFact permits FeeFact {}

    /** What people decide about money; see {@link MoneyFact}. */
    sealed interface OfMoney extends LedgerFact permits MoneyFact {}

    /** Timers that cancel; see {@link TimerFact}. */
    sealed interface OfTimers extends LedgerFact permits TimerFact {}

    /** An asset can be deposited and traded from now on. */
    record AssetDefined(Asset asset) implements LedgerFact {}

    /** A market is known from now on, or has these fees, collar and limits from now on. */
    record MarketKnown(MarketRules rules) implements LedgerFact {}

    /**
     * Money came in from outside.
     *
     * @param amount units of the asset, all of them available now
     * @param reference the outside world's name for it
     * @param by who asked for it
     */
    record Deposited(
            long account,
            long accountSequence,
            String asset,
            long amount,
            String reference,
            String by)
            implements LedgerFact {}

    /**
     * An order was taken: its funds are held and it is on its way to the market's book.
     *
     * @param clientOrderId the client's name for it, "" for none
     * @param priceTicks the limit, 0 for MARKET
     * @param quantityLots 0 for a MARKET order by amount
     * @param amount quote units of a MARKET order by amount, else 0
     * @param held units of quote for BUY, of base for SELL, that moved from available to held
     * @param makerFee millionths, as stamped on the order for its life
     * @param notAfter epoch milliseconds
     */
    record OrderHeld(
            long account,
            long accountSequence,
            long orderId,
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
            long held,
            int makerFee,
            int takerFee,
            long notAfter,
            OrderConditions conditions)
            implements LedgerFact {

        /** The same order as one of a list. */
        OrderHeld inList(long listId) {
            return new OrderHeld(
                    account,
                    accountSequence,
                    orderId,
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
                    held,
                    makerFee,
                    takerFee,
                    notAfter,
                    conditions.inList(listId));
        }

        /** An order without conditions. */
        public OrderHeld(
                long account,
                long accountSequence,
                long orderId,
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
                long held,
                int makerFee,
                int takerFee,
                long notAfter) {
            this(
                    account,
                    accountSequence,
                    orderId,
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
                    held,
                    makerFee,
                    takerFee,
                    notAfter,
                    OrderConditions.NONE);
        }
    }

    /**
     * An order was taken that replaces another, which its book ends first; what that one has left
     * of its hold then goes to this order.
     *
     * @param order with what is held in addition, maybe 0
     * @param replacedId the order to end
     * @param mustCancel whether this order is not to be placed when there is nothing to end
     * @param wanted what the order is to hold in all
     */
    record ReplaceHeld(OrderHeld order, long replacedId, boolean mustCancel, long wanted)
            implements LedgerFact {}

    /** A cancel is on its way to the market's book. Nothing of the order has changed yet. */
    record CancelSent(long account, long orderId, String symbol) implements LedgerFact {}

    /**
     * From now on this happens to orders of the account that do not say themselves what shall
     * happen when they would trade with each other.
     */
    record SelfTradePreventionSet(
            long account, long accountSequence, SelfTradePrevention selfTradePrevention)
            implements LedgerFact {}

    /**
     * A change of an order is on its way to the market's book, and what it needs in addition is
     * held. Nothing of the order has changed yet.
     *
     * @param priceTicks the new limit
     * @param quantityLots the new quantity, what is filled included
     * @param added units that moved from available to held, maybe 0
     * @param notAfter epoch milliseconds
     */
    record AmendSent(
            long account,
            long accountSequence,
            long orderId,
            String symbol,
            Side side,
            long priceTicks,
            long quantityLots,
            long added,
            long notAfter)
            implements LedgerFact {}

    /**
     * Whether limits by account hold for the account's orders from now on.
     *
     * @param by who asked for it
     */
    record TierSet(long account, long accountSequence, AccountTier tier, String by)
            implements LedgerFact {}

    /**
     * A mass cancel is on its way to the market's book.
     *
     * @param requestId its own number, from the same count as order ids
     */
    record MassCancelSent(long account, long requestId, String symbol, boolean bids, boolean asks)
            implements LedgerFact {}

    /**
     * A line of a book took effect on an order.
     *
     * @param side of the order, so that the line's numbers can be told as quote and base
     * @param overflowed the part of what a fill received that the account's balance could not take;
     *     it is kept for the account in the system account overflow
     */
    record Settled(
            long account,
            long accountSequence,
            String symbol,
            Side side,
            long overflowed,
            LedgerItem line)
            implements LedgerFact {}

    /** A cancel came before its place: a place with this id is refused up to that time. */
    record TombstoneSet(long account, String clientOrderId, long until) implements LedgerFact {}
}
