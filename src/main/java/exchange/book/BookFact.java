package exchange.book;

import exchange.market.AccountLimits;
import exchange.market.CircuitBreaker;
import exchange.market.EndReason;
import exchange.market.MarketRules;
import exchange.market.MarketState;
import exchange.market.OrderConditions;
import exchange.market.OrderIds;
import exchange.market.OrderType;
import exchange.market.RejectReason;
import exchange.market.SelfTradePrevention;
import exchange.market.Side;
import exchange.market.TimeInForce;
import exchange.matching.Order;

/**
 * What happened in one market's book, as its journal keeps it for ever and as every reader of the
 * journal gets it. Facts of one command stand together. Money is in units, prices in ticks,
 * quantities in lots; the time of a fact is that of its batch.
 */
public sealed interface BookFact {

    /** Whether the public book is another one after it, so that it has a public sequence number. */
    boolean changesBook();

    /** A fact about the market itself. */
    sealed interface OfMarket extends BookFact {
        @Override
        default boolean changesBook() {
            return false;
        }
    }

    /** A fact about one order. */
    sealed interface OfOrder extends BookFact {
        long orderId();

        long account();

        /** The ledger partition that holds its funds. */
        default int partition() {
            return OrderIds.partition(orderId());
        }
    }

    /** A fact about one order that the public book does not show. */
    sealed interface Unseen extends OfOrder {
        @Override
        default boolean changesBook() {
            return false;
        }
    }

    /** The market exists. The first fact of every book. */
    record MarketDefined(MarketRules rules) implements OfMarket {}

    /**
     * The market has this state from now on.
     *
     * @param by who asked for it
     * @param endsAt when it ends by itself, epoch milliseconds; 0 when it does not
     */
    record MarketStateChanged(MarketState state, String reason, String by, long endsAt)
            implements OfMarket {}

    /**
     * Fees, collar, limits and circuit breaker from now on; fees count for orders that the ledgers
     * stamp later.
     */
    record RulesChanged(
            int makerFee,
            int takerFee,
            int collar,
            long minNotional,
            long maxNotional,
            CircuitBreaker breaker,
            AccountLimits limits,
            String by)
            implements OfMarket {

        /** The rules that hold after this change of other rules. */
        public MarketRules on(MarketRules before) {
            return new MarketRules(
                    before.symbol(),
                    before.base(),
                    before.quote(),
                    before.tickSize(),
                    before.tickScale(),
                    before.lotSize(),
                    before.lotScale(),
                    minNotional,
                    maxNotional,
                    makerFee,
                    takerFee,
                    collar,
                    before.state(),
                    breaker,
                    limits);
        }
    }

    /**
     * The book takes this order. With {@code rests} it is in the public book now; a stop waits,
     * seen by nobody; of any other its trades follow, then Rested or Ended unless it has a limit
     * and was filled.
     *
     * @param number of the place on its ledger's link
     * @param amount quote units of a MARKET order by amount, else 0
     * @param held what its ledger holds for it
     */
    record Accepted(
            long number,
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
            boolean rests,
            OrderConditions conditions)
            implements OfOrder {

        @Override
        public boolean changesBook() {
            return rests;
        }

        /** Lots that the public book shows of it once it rests. */
        public long shownLots() {
            long display = conditions.displayLots();
            return display == 0 ? quantityLots : Math.min(display, quantityLots);
        }
    }

    /**
     * The last trade's price has reached the stop price: the order waits no longer. Its trades
     * follow, after those of the stops that were triggered before it, then Rested or Ended unless
     * it has a limit and was filled.
     */
    record Triggered(long orderId, long account) implements Unseen {}

    /** The trailing stop has this stop price from now on: it follows the last trade's price. */
    record Trailed(long orderId, long account, long stopTicks) implements Unseen {}

    /**
     * The incoming order traded with a resting one, at the resting one's price.
     *
     * @param tradeNumber 1, 2, 3… of the market
     * @param makerFee units of what the maker receives
     * @param takerFee units of what the taker receives
     * @param makerReleased units of the maker's hold given back with this trade
     * @param takerReleased units of the taker's hold given back with this trade
     */
    record Traded(
            long tradeNumber,
            Side takerSide,
            long priceTicks,
            long quantityLots,
            long makerOrderId,
            long makerAccount,
            long takerOrderId,
            long takerAccount,
            long makerFee,
            long takerFee,
            long makerReleased,
            long takerReleased)
            implements BookFact {
        @Override
        public boolean changesBook() {
            return true;
        }
    }

    /**
     * Two resting orders traded at the one price of an auction. Nobody came last, so nobody is the
     * taker: both pay the fee of a maker.
     *
     * @param tradeNumber 1, 2, 3… of the market
     * @param buyLimitTicks the buyer's own price, at which the lots leave the public book
     * @param buyFee units of what the buyer receives
     * @param buyReleased units of the buyer's hold given back with this trade
     * @param buyShownLots what of the quantity leaves the public book on the buyer's side
     */
    record AuctionTraded(
            long tradeNumber,
            long priceTicks,
            long quantityLots,
            long buyOrderId,
            long buyAccount,
            long buyLimitTicks,
            long buyFee,
            long buyReleased,
            long buyShownLots,
            long sellOrderId,
            long sellAccount,
            long sellLimitTicks,
            long sellFee,
            long sellReleased,
            long sellShownLots)
            implements BookFact {
        @Override
        public boolean changesBook() {
            return true;
        }
    }

    /** A resting iceberg that showed nothing any more shows its next part, behind all others. */
    record Refilled(long orderId, long account, Side side, long priceTicks, long shownLots)
            implements OfOrder {
        static Refilled of(Order order) {
            return new Refilled(
                    order.id(),
                    order.account(),
                    order.side(),
                    order.priceTicks(),
                    order.displayedLots());
        }

        @Override
        public boolean changesBook() {
            return true;
        }
    }

    /**
     * The incoming order would have traded with a resting one of its account: both forgo the lots
     * instead. Who has none left ends next.
     *
     * @param orderId of the resting order
     * @param side of the resting order
     * @param makerReleased units of the resting order's hold given back
     * @param takerReleased units of the incoming order's hold given back
     */
    record Decremented(
            long orderId,
            long takerOrderId,
            long account,
            Side side,
            long priceTicks,
            long quantityLots,
            long makerReleased,
            long takerReleased)
            implements OfOrder {
        @Override
        public boolean changesBook() {
            return true;
        }
    }

    /**
     * What an incoming order has left after its trades is in the public book now.
     *
     * @param shownLots what the public book shows of it
     */
    record Rested(long orderId, long account, Side side, long priceTicks, long shownLots)
            implements OfOrder {
        @Override
        public boolean changesBook() {
            return true;
        }
    }

    /**
     * The order is over, and what its ledger still held for it is released.
     *
     * @param number of the cancel that ended it on its ledger's link, 0 for none
     * @param priceTicks its limit, 0 for an order without one
     * @param leavesLots what was not traded
     * @param shownLots what of it leaves the public book
     * @param wasResting whether it leaves the public book
     * @param moved what of its hold goes to another order
     * @param movedTo the order that stands in its place, 0 for none
     */
    record Ended(
            long number,
            long orderId,
            long account,
            Side side,
            long priceTicks,
            long leavesLots,
            long shownLots,
            EndReason reason,
            long released,
            boolean wasResting,
            long moved,
            long movedTo)
            implements OfOrder {

        /** An order in whose place none stands. */
        public Ended(
                long number,
                long orderId,
                long account,
                Side side,
                long priceTicks,
                long leavesLots,
                long shownLots,
                EndReason reason,
                long released,
                boolean wasResting) {
            this(
                    number,
                    orderId,
                    account,
                    side,
                    priceTicks,
                    leavesLots,
                    shownLots,
                    reason,
                    released,
                    wasResting,
                    0,
                    0);
        }

        @Override
        public boolean changesBook() {
            return wasResting;
        }
    }

    /**
     * The book does not take this order.
     *
     * @param number of the place on its ledger's link
     */
    record Refused(long number, long orderId, long account, RejectReason reason, long released)
            implements Unseen {}

    /**
     * A cancel that canceled nothing.
     *
     * @param number of the cancel on its ledger's link
     */
    record CancelRefused(long number, long orderId, long account, RejectReason reason)
            implements Unseen {}

    /**
     * The order has another limit or quantity. With {@code keepsPlace} it only became smaller, with
     * {@code rests} it is behind all others of its price; otherwise it is matched like a new one.
     *
     * @param number of the amend on its ledger's link
     * @param fromTicks its limit before
     * @param fromLots what the public book showed of it before
     * @param quantityLots the whole quantity, what is filled included
     * @param shownLots what the public book shows of it if it rests
     * @param added what its ledger held for it in addition
     * @param released what of its whole hold it does not need any more
     */
    record Amended(
            long number,
            long orderId,
            long account,
            Side side,
            long fromTicks,
            long fromLots,
            long priceTicks,
            long quantityLots,
            long shownLots,
            long added,
            long released,
            boolean keepsPlace,
            boolean rests)
            implements OfOrder {
        @Override
        public boolean changesBook() {
            return true;
        }
    }

    /**
     * An amend that changed nothing.
     *
     * @param released what the ledger held for it
     */
    record AmendRefused(
            long number, long orderId, long account, Side side, RejectReason reason, long released)
            implements Unseen {}

    /**
     * All orders that a mass cancel meant have ended.
     *
     * @param orderId of the request
     * @param orders how many they were
     */
    record MassCanceled(long number, long orderId, long account, long orders) implements Unseen {}
}
