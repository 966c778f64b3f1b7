package exchange.sequencer;

import exchange.market.EndReason;
import exchange.market.RejectReason;
import exchange.market.Side;

/**
 * What a book sends to a ledger over their link: outcomes and settlement lines, in the order they
 * happened. The ledger applies the numbers as they are. A place's lines are Accepted, then its own
 * Fills, then Rested or Ended unless it was filled; with {@code rests} Accepted is the only one.
 * Times are epoch milliseconds of the book's batch.
 *
 * <p>{@code number} is the command's item number on the link ledger to book, so that the ledger's
 * front finds who waits.
 */
public sealed interface LedgerItem {
    long orderId();

    long time();

    /**
     * The order is in the book. When it rests without a trade, or waits for its stop price, this
     * is its whole outcome.
     */
    record Accepted(long number, long orderId, boolean rests, long time) implements LedgerItem {}

    /** The order is not taken; its whole hold is released. */
    record Refused(long number, long orderId, RejectReason reason, long released, long time)
            implements LedgerItem {}

    /**
     * One trade seen from one order.
     *
     * @param tradeNumber of the market, rising
     * @param maker whether this order was the resting one
     * @param used units of what was held: quote for BUY, base for SELL
     * @param received units of the other asset, before the fee
     * @param fee units of the received asset
     * @param released units of the hold given back because the price was better than held for
     * @param leavesLots what is left of the order; 0 ends it as FILLED (an order without a limit
     *     ends by Ended instead)
     * @param otherOrderId the other order when it is of the same account, else 0
     */
    record Fill(
            long orderId,
            long tradeNumber,
            boolean maker,
            long priceTicks,
            long quantityLots,
            long used,
            long received,
            long fee,
            long released,
            long leavesLots,
            long otherOrderId,
            long time)
            implements LedgerItem {}

    /** The order's stop price was reached: it acts now, and more lines of it may follow. */
    record Triggered(long orderId, long time) implements LedgerItem {}

    /**
     * What is left of an incoming order after its trades now rests in the book: the place's outcome
     * is complete.
     */
    record Rested(long orderId, long time) implements LedgerItem {}

    /**
     * The order forgoes lots that it would have traded with its own account: its quantity is so
     * much less. One that has nothing left is ended by the next line.
     */
    record Decremented(long orderId, long quantityLots, long released, long time)
            implements LedgerItem {}

    /**
     * The order left the book; the rest of its hold is released.
     *
     * @param number of the cancel that ended it, 0 when nothing waits for a cancel
     * @param moved what of its hold is not released but goes to another order
     * @param movedTo the order that stands in its place, 0 for none
     */
    record Ended(
            long number,
            long orderId,
            EndReason reason,
            long released,
            long moved,
            long movedTo,
            long time)
            implements LedgerItem {

        /** An order in whose place none stands. */
        public Ended(long number, long orderId, EndReason reason, long released, long time) {
            this(number, orderId, reason, released, 0, 0, time);
        }
    }

    /**
     * The order has this limit and quantity now.
     *
     * @param number of the amend
     * @param added what the ledger held for it in addition, which is the order's now
     * @param released what of its whole hold it does not need any more
     * @param rests whether this is the whole outcome; otherwise the order is matched like a new one
     */
    record Amended(
            long number,
            long orderId,
            long priceTicks,
            long quantityLots,
            long added,
            long released,
            boolean rests,
            long time)
            implements LedgerItem {}

    /**
     * An amend that changed nothing. The order may be long over, so this says whose it was.
     *
     * @param released what the ledger held for the amend
     */
    record AmendRefused(
            long number,
            long orderId,
            long account,
            Side side,
            RejectReason reason,
            long released,
            long time)
            implements LedgerItem {}

    /**
     * All orders that a mass cancel meant have ended, each with a line of its own before this.
     *
     * @param orderId of the request
     * @param orders how many they were
     */
    record MassCanceled(long number, long orderId, long orders, long time) implements LedgerItem {}

    /** A cancel that found nothing to cancel. */
    record CancelRefused(long number, long orderId, RejectReason reason, long time)
            implements LedgerItem {}
}
