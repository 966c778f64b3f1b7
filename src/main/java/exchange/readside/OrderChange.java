package exchange.readside;

import exchange.accounts.LedgerFact;
import exchange.market.EndReason;
import exchange.market.OrderStatus;
import exchange.market.Side;
import exchange.sequencer.LedgerItem;

import java.util.Optional;

/**
 * What one stretch does to one order, in sum. When the order was placed within the stretch this is
 * the whole order, otherwise differences to its row.
 */
final class OrderChange {
    final long account;
    final long orderId;
    final Optional<LedgerFact.OrderHeld> held;
    final long createdAt;
    long filledLots;
    long filledQuote;
    long fee;
    long updatedAt;
    String reason = "";
    private Optional<OrderStatus> status;

    /** Its limit and quantity now; 0 while they are what they were before. */
    long priceTicks;

    long quantityLots;
    /** By how much less its quantity became after that. */
    long decrementedLots;

    boolean triggered;

    /** Whether the last line was a fill that left nothing, which ends an order with a limit. */
    private boolean leftNothing;

    private OrderChange(
            long account,
            long orderId,
            Optional<LedgerFact.OrderHeld> held,
            Optional<OrderStatus> status,
            long time) {
        this.account = account;
        this.orderId = orderId;
        this.held = held;
        this.status = status;
        this.createdAt = time;
        this.updatedAt = time;
    }

    static OrderChange placed(LedgerFact.OrderHeld held, long time) {
        return new OrderChange(
                held.account(),
                held.orderId(),
                Optional.of(held),
                Optional.of(OrderStatus.PENDING),
                time);
    }

    static OrderChange of(long account, long orderId) {
        return new OrderChange(account, orderId, Optional.empty(), Optional.empty(), 0);
    }

    /** The last status the stretch brought, empty when it brought none. */
    Optional<OrderStatus> status() {
        boolean filled = leftNothing && held.isPresent() && held.get().type().hasLimit();
        return filled ? Optional.of(OrderStatus.FILLED) : status;
    }

    /** Whether the order is filled in the end if, as its row knows, it has a limit. */
    boolean fillsLimit() {
        return leftNothing;
    }

    void take(Side side, LedgerItem line) {
        switch (line) {
            case LedgerItem.Accepted accepted -> become(OrderStatus.OPEN, "");
            case LedgerItem.Refused refused ->
                become(OrderStatus.REJECTED, refused.reason().name());
            case LedgerItem.Fill fill -> takeFill(side, fill);
            case LedgerItem.Rested rested -> {}
            case LedgerItem.Triggered reached -> triggered = true;
            case LedgerItem.Decremented decremented ->
                decrementedLots += decremented.quantityLots();
            case LedgerItem.Ended ended -> takeEnd(ended.reason());
            case LedgerItem.Amended amended -> {
                priceTicks = amended.priceTicks();
                quantityLots = amended.quantityLots();
                decrementedLots = 0;
            }
            case LedgerItem.AmendRefused refused -> {
                return;
            }
            case LedgerItem.MassCanceled canceled -> {
                return;
            }
            case LedgerItem.CancelRefused refused -> {
                return;
            }
        }
        updatedAt = line.time();
    }

    private void takeFill(Side side, LedgerItem.Fill fill) {
        become(OrderStatus.PARTIALLY_FILLED, "");
        leftNothing = fill.leavesLots() == 0;
        filledLots = sum(filledLots, fill.quantityLots());
        filledQuote = sum(filledQuote, FillRows.quote(side, fill));
        fee = sum(fee, fill.fee());
    }

    private void takeEnd(EndReason end) {
        if (end == EndReason.FILLED) {
            become(OrderStatus.FILLED, "");
        } else {
            become(OrderStatus.CANCELED, end.name());
        }
    }

    private void become(OrderStatus now, String why) {
        status = Optional.of(now);
        reason = why;
        leftNothing = false;
    }

    /** Sums for show stop at the largest long, as they do in the ledger. */
    private static long sum(long a, long b) {
        long sum = a + b;
        return sum < 0 ? Long.MAX_VALUE : sum;
    }
}
