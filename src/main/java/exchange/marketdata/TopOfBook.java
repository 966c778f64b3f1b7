package exchange.marketdata;

import exchange.market.Side;

/** Best prices of one market for any thread; may be a moment old. Ticks, 0 for none. */
final class TopOfBook {
    private volatile long bidTicks;
    private volatile long askTicks;

    void set(MarketDepth depth) {
        bidTicks = depth.bestTicks(Side.BUY);
        askTicks = depth.bestTicks(Side.SELL);
    }

    long bestTicks(Side side) {
        return side == Side.BUY ? bidTicks : askTicks;
    }
}
