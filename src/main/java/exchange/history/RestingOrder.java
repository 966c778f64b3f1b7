package exchange.history;

import exchange.market.Side;

/**
 * An order in the public book of some moment.
 *
 * @param lots what the book shows of it
 */
public record RestingOrder(long orderId, Side side, long priceTicks, long lots) {}
