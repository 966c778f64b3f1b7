package exchange.api;

import exchange.accounts.LedgerFact;
import exchange.accounts.OrderView;
import exchange.readside.AccountPage;
import exchange.readside.AccountPage.OrderName;
import exchange.sequencer.LedgerItem;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What an account's events do not say of its orders, which are those open now: so there are no more
 * of them than an account may have open. Not safe for several threads.
 */
public final class OrderNames {
    private final Map<Long, OrderName> byOrder = new HashMap<>();

    /** Forgets all others. */
    public void begin(List<OrderView> orders) {
        byOrder.clear();
        orders.forEach(order ->
                byOrder.put(order.orderId(), new OrderName(order.clientOrderId(), order.type())));
    }

    public void learn(Map<Long, OrderName> orders) {
        byOrder.putAll(orders);
    }

    /** Whether the event can be told; one that places an order is learned from. */
    public boolean know(LedgerFact fact) {
        if (fact instanceof LedgerFact.OrderHeld held) {
            return placed(held);
        }
        if (fact instanceof LedgerFact.ReplaceHeld replace) {
            return placed(replace.order());
        }
        long orderId = AccountPage.orderNamedBy(fact);
        return orderId == 0 || byOrder.containsKey(orderId);
    }

    private boolean placed(LedgerFact.OrderHeld held) {
        byOrder.put(held.orderId(), new OrderName(held.clientOrderId(), held.type()));
        return true;
    }

    /** By order id. */
    public Map<Long, OrderName> known() {
        return Collections.unmodifiableMap(byOrder);
    }

    /** An order that is over is remembered no longer. */
    public void forgetEnded(LedgerFact fact) {
        if (fact instanceof LedgerFact.Settled settled && ends(settled.line())) {
            byOrder.remove(settled.line().orderId());
        }
    }

    private boolean ends(LedgerItem line) {
        return switch (line) {
            case LedgerItem.Ended ended -> true;
            case LedgerItem.Refused refused -> true;
            case LedgerItem.Fill fill -> {
                OrderName name = byOrder.get(fill.orderId());
                yield fill.leavesLots() == 0 && (name == null || name.type().hasLimit());
            }
            case LedgerItem.CancelRefused refused -> true;
            case LedgerItem.AmendRefused refused -> false;
            case LedgerItem.Accepted accepted -> false;
            case LedgerItem.Rested rested -> false;
            case LedgerItem.Triggered triggered -> false;
            case LedgerItem.Decremented decremented -> false;
            case LedgerItem.Amended amended -> false;
            case LedgerItem.MassCanceled canceled -> false;
        };
    }
}
