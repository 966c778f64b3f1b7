package exchange.readside;

import exchange.accounts.FillView;
import exchange.market.Side;

/**
 * One fill of an account.
 *
 * @param sequence the account's own count of events; pages go by it
 * @param clientOrderId "" for none
 * @param side of the account's order
 */
public record FillRow(
        long sequence,
        String symbol,
        long orderId,
        String clientOrderId,
        Side side,
        FillView fill) {}
