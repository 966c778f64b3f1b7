package exchange.marketdata;

import exchange.market.Side;

/** Best and last prices of one market for any thread; may be a moment old. Ticks, 0 for none. */
final class TopOfBook {
    private volatile long bidTicks;
    private volatile long askTicks;
    private volatile long lastTicks;

    void set(MarketDepth depth) {
        bidTicks = depth.bestTicks(Side.BUY);
        askTicks = depth.bestTicks(Side.SELL);
        lastTicks = depth.lastPriceTicks();
    }

    long bestTicks(Side side) {
        return side == Side.BUY ? bidTicks : askTicks;
    }

    long lastTicks() {
        return lastTicks;
    }
}
