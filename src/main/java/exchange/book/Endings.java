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

    /**
     * Ends the order, and the other one of its list.
     *
     * @param number of the command that asks for it, 0 for none
     */
    void end(long number, Order order, EndReason reason) {
        long otherId = order.otherId();
        emit(number, order, reason, 0, 0);
        endOther(otherId);
    }

    /** @param otherId the other order of a list, 0 for none; it may have ended before */
    void endOther(long otherId) {
        if (otherId != 0) {
            Order other = state.book().find(otherId);
            if (other.exists()) {
                emit(0, other, EndReason.ONE_CANCELS_OTHER, 0, 0);
            }
        }
    }

    /** How much of so much wanted another order gets by {@link #replace}. */
    long movable(Order order, long wanted) {
        Order other = otherOf(order);
        long moved = Math.min(wanted, order.held());
        return moved + Math.min(wanted - moved, other.held());
    }

    /** The one of the order and the other of its list that rests, or {@link Order#NONE}. */
    Order restingOf(Order order) {
        if (order.isResting()) {
            return order;
        }
        Order other = otherOf(order);
        return other.isResting() ? other : Order.NONE;
    }

    private Order otherOf(Order order) {
        return order.otherId() == 0 ? Order.NONE : state.book().find(order.otherId());
    }

    /**
     * Ends the order, and the other one of its list, for another that gets their hold.
     *
     * @param wanted how much of it
     * @return how much it gets
     */
    long replace(Order order, long wanted, long heir) {
        Order other = otherOf(order);
        long moved = Math.min(wanted, order.held());
        emit(0, order, EndReason.USER_CANCELED, moved, heir);
        if (!other.exists()) {
            return moved;
        }
        long movedToo = Math.min(wanted - moved, other.held());
        emit(0, other, EndReason.ONE_CANCELS_OTHER, movedToo, heir);
        return moved + movedToo;
    }

    /** Ends the other order of a stop's list as the stop begins to act with the list's hold. */
    void leaveHold(Order stop) {
        Order other = otherOf(stop);
        if (other.exists()) {
            long missing = stop.type().hasLimit()
                    ? state.units().need(stop.side(), stop.priceTicks(), stop.leavesLots())
                            - stop.held()
                    : Long.MAX_VALUE;
            long moved = Math.clamp(missing, 0, other.held());
            emit(0, other, EndReason.ONE_CANCELS_OTHER, moved, stop.id());
        }
    }

    /**
     * @param moved what of its hold is not released but goes to another order
     * @param movedTo the order that stands in its place, 0 for none
     */
    private void emit(long number, Order order, EndReason reason, long moved, long movedTo) {
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
