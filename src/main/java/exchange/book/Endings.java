package exchange.book;

import exchange.market.EndReason;
import exchange.market.Side;
import exchange.matching.Order;

/**
 * Ends orders: on demand, when their time is over, or all of them. Of very many whose time is over
 * only so many end before anything else of a batch; the rest ends in the next batches, or when an
 * order would meet it, so that none of them trades.
 */
final class Endings {
    private final BookState state;
    private final Journal journal;
    private final int expiriesMax;
    private int expiriesLeft;

    /** @param expiriesMax how many orders end by time before anything else of a batch */
    Endings(BookState state, Journal journal, int expiriesMax) {
        this.state = state;
        this.journal = journal;
        this.expiriesMax = expiriesMax;
    }

    /** Ends the orders whose time is over, before anything else of the batch. */
    void expire() {
        if (journal.batch().factCount() == 0) {
            expiriesLeft = expiriesMax;
        }
        while (expiriesLeft > 0 && hasOverdue()) {
            expiriesLeft--;
            expire(state.book().firstToExpire());
        }
    }

    /** Ends all orders whose time is over, however many: the book is about to trade as a whole. */
    void expireAll() {
        while (hasOverdue()) {
            expire(state.book().firstToExpire());
        }
    }

    private boolean hasOverdue() {
        return state.book().nextExpiry() <= journal.time();
    }

    /** Sees to it that the best prices are those of orders that live. */
    void expireBests() {
        if (hasOverdue()) {
            expireBests(Side.BUY);
            expireBests(Side.SELL);
        }
    }

    private void expireBests(Side side) {
        Order best = state.book().best(side);
        while (best.isOverAt(journal.time())) {
            expire(best);
            best = state.book().best(side);
        }
    }

    void expire(Order order) {
        end(0, order, EndReason.EXPIRED);
    }

    /** The order, resting or waiting, if its time is not over; otherwise it ends. */
    Order living(long orderId) {
        Order order = state.book().find(orderId);
        if (order.isOverAt(journal.time())) {
            expire(order);
            return Order.NONE;
        }
        return order;
    }

    /** @param number of the command that asks for it, 0 for none */
    void end(long number, Order order, EndReason reason) {
        end(number, order, reason, 0, 0);
    }

    /**
     * @param moved what of its hold is not released but goes to another order
     * @param movedTo the order that stands in its place, 0 for none
     */
    void end(long number, Order order, EndReason reason, long moved, long movedTo) {
        journal.emit(new BookFact.Ended(
                number,
                order.id(),
                order.account(),
                order.side(),
                order.priceTicks(),
                order.leavesLots(),
                order.isResting() ? order.shownLots() : 0,
                reason,
                order.held() - moved,
                order.isResting(),
                moved,
                movedTo));
    }

    /** Ends resting orders, best prices first, then those that wait, at most so many. */
    void endAll(EndReason reason, int ordersMax) {
        for (int left = ordersMax; left > 0; left--) {
            Order order = state.book().best(Side.BUY);
            if (!order.exists()) {
                order = state.book().best(Side.SELL);
            }
            if (!order.exists()) {
                order = state.book().firstWaiting();
            }
            if (!order.exists()) {
                return;
            }
            end(0, order, reason);
        }
    }
}
