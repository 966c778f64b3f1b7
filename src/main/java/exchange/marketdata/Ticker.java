package exchange.marketdata;

import exchange.market.Side;
import exchange.matching.DepthLevel;

import java.util.Optional;

/**
 * A market at a glance. Ticks and lots, 0 for none.
 *
 * @param bidLots offered at the best bid
 * @param askLots offered at the best ask
 * @param day all trades since the beginning of the minute 24 hours ago, as one candle
 */
public record Ticker(
        long bidTicks,
        long bidLots,
        long askTicks,
        long askLots,
        long lastPriceTicks,
        Optional<Candle> day) {

    static Ticker of(MarketDepth depth, Optional<Candle> day) {
        Optional<DepthLevel> bid = depth.levels(Side.BUY, 1).stream().findFirst();
        Optional<DepthLevel> ask = depth.levels(Side.SELL, 1).stream().findFirst();
        return new Ticker(
                bid.map(DepthLevel::priceTicks).orElse(0L),
                bid.map(DepthLevel::quantityLots).orElse(0L),
                ask.map(DepthLevel::priceTicks).orElse(0L),
                ask.map(DepthLevel::quantityLots).orElse(0L),
                depth.lastPriceTicks(),
                day);
    }
}
