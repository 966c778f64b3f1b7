package exchange.accounts;

import exchange.market.AccountLimits;
import exchange.market.OrderType;
import exchange.market.RejectReason;
import exchange.market.TimeInForce;

import java.util.Arrays;
import java.util.Optional;

/**
 * How many orders of one account rest or wait in each market, or are on their way to it. Those that
 * never rest do not count. Follows from the open orders, so that no snapshot holds it.
 */
final class OpenCounts {
    private static final int[] NONE = {};

    /** By the market's peer number. */
    private int[] orders = NONE;

    private int[] stops = NONE;

    /** Whether an order may stay in the book, and so counts. */
    static boolean mayStay(OrderType type, TimeInForce timeInForce) {
        return type.isStop() || type == OrderType.LIMIT && timeInForce.rests();
    }

    void add(Order order) {
        if (order.mayStay()) {
            orders = counting(orders, order.market.peer(), 1);
        }
        if (order.isWaitingStop()) {
            stops = counting(stops, order.market.peer(), 1);
        }
    }

    void remove(Order order) {
        if (order.mayStay()) {
            orders = counting(orders, order.market.peer(), -1);
        }
        if (order.isWaitingStop()) {
            stopEnds(order);
        }
    }

    /** The stop waits no longer. */
    void stopEnds(Order order) {
        stops = counting(stops, order.market.peer(), -1);
    }

    private static int[] counting(int[] counts, int market, int step) {
        int[] wide = market < counts.length ? counts : Arrays.copyOf(counts, market + 1);
        wide[market] += step;
        return wide;
    }

    /** Why the account may have no more such orders, empty when it may. */
    Optional<RejectReason> refusal(LedgerCommand.Place place, KnownMarket market, Besides besides) {
        AccountLimits limits = market.rules().limits();
        if (place.type().isStop() && count(stops, market) + besides.stops() >= limits.stops()) {
            return Optional.of(RejectReason.TOO_MANY_STOPS);
        }
        return mayStay(place.type(), place.timeInForce())
                        && count(orders, market) + besides.orders() >= limits.openOrders()
                ? Optional.of(RejectReason.TOO_MANY_OPEN_ORDERS)
                : Optional.empty();
    }

    private static int count(int[] counts, KnownMarket market) {
        return market.peer() < counts.length ? counts[market.peer()] : 0;
    }

    /** What becomes of the counts by the same command, but for the order that is asked about. */
    record Besides(int orders, int stops) {
        static final Besides NOTHING = new Besides(0, 0);

        /**
         * The order is to be replaced. It counts until it has ended, so that it makes room for one
         * other order only.
         */
        static Besides ends(Order replaced) {
            return new Besides(replaced.mayStay() ? -1 : 0, replaced.isWaitingStop() ? -1 : 0);
        }

        /** This order comes first. */
        static Besides comes(LedgerCommand.Place other) {
            return new Besides(
                    mayStay(other.type(), other.timeInForce()) ? 1 : 0,
                    other.type().isStop() ? 1 : 0);
        }
    }
}
