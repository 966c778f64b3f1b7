package exchange.api;

import exchange.market.Side;

/** The best prices this node has seen. */
public interface BestPrices {
    /** In ticks; 0 when that side is empty or was never seen. */
    long bestTicks(String symbol, Side side);
}
