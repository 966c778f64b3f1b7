package exchange.readside;

import exchange.accounts.LedgerFact;
import exchange.market.OrderType;

import java.util.List;
import java.util.Map;

/**
 * What happened to an account, in order, without gaps.
 *
 * @param orders what is known of the orders that the events are about, by order id
 */
public record AccountPage(List<AccountEvent> events, Map<Long, OrderName> orders) {
    public AccountPage {
        events = List.copyOf(events);
        orders = Map.copyOf(orders);
    }

    /** The order that an event is about and tells nothing of but its id; 0 for none. */
    public static long orderNamedBy(LedgerFact fact) {
        if (fact instanceof LedgerFact.Settled settled) {
            return settled.line().orderId();
        }
        return fact instanceof LedgerFact.AmendSent sent ? sent.orderId() : 0;
    }

    /**
     * What never changes of an order, and what its events do not say themselves.
     *
     * @param clientOrderId "" for none
     */
    public record OrderName(String clientOrderId, OrderType type) {}
}
