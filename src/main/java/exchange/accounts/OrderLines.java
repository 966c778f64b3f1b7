package exchange.accounts;

import exchange.market.EndReason;
import exchange.market.OrderStatus;
import exchange.market.OrderType;
import exchange.market.Side;
import exchange.sequencer.LedgerItem;

/** What a book's lines mean for an order, the same in the ledger and at its front. */
final class OrderLines {
    private OrderLines() {}

    /** A fill that leaves nothing ends an order with a limit; others are ended by a line. */
    static boolean fills(OrderType type, LedgerItem.Fill fill) {
        return type.hasLimit() && fill.leavesLots() == 0;
    }

    /** The quantity after it was made less; an order by amount has none. */
    static long lotsAfter(long quantityLots, LedgerItem.Decremented decremented) {
        return quantityLots == 0 ? 0 : quantityLots - decremented.quantityLots();
    }

    static OrderStatus endStatus(EndReason reason) {
        return reason == EndReason.FILLED ? OrderStatus.FILLED : OrderStatus.CANCELED;
    }

    /** What the trade moved in quote units. */
    static long quote(Side side, LedgerItem.Fill fill) {
        return switch (side) {
            case BUY -> fill.used();
            case SELL -> fill.received();
        };
    }

    /** Sums for show: they stop at the largest long instead of failing a settlement. */
    static long sum(long a, long b) {
        long sum = a + b;
        return sum < 0 ? Long.MAX_VALUE : sum;
    }
}
