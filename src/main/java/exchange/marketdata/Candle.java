package exchange.marketdata;

import java.math.BigInteger;

/**
 * The trades of a market within one interval. Prices are in ticks; sums are exact, however large.
 *
 * @param start of the interval, epoch milliseconds
 * @param lots traded
 * @param tickLots price x quantity of all trades
 * @param trades how many; 0 in an interval without any, which has the price of the one before
 * @param lastTrade number of the last trade, 0 without any
 */
public record Candle(
        long start,
        long open,
        long high,
        long low,
        long close,
        BigInteger lots,
        BigInteger tickLots,
        long trades,
        long lastTrade) {

    static Candle of(long start, PublicTrade trade) {
        long price = trade.priceTicks();
        BigInteger lots = BigInteger.valueOf(trade.quantityLots());
        return new Candle(
                start,
                price,
                price,
                price,
                price,
                lots,
                lots.multiply(BigInteger.valueOf(price)),
                1,
                trade.number());
    }

    /** An interval without trades. */
    public static Candle empty(long start, long priceTicks) {
        return new Candle(
                start,
                priceTicks,
                priceTicks,
                priceTicks,
                priceTicks,
                BigInteger.ZERO,
                BigInteger.ZERO,
                0,
                0);
    }

    /** With all trades of this one and, after them, those of the other. */
    public Candle plus(Candle later) {
        return new Candle(
                start,
                open,
                Math.max(high, later.high),
                Math.min(low, later.low),
                later.close,
                lots.add(later.lots),
                tickLots.add(later.tickLots),
                trades + later.trades,
                later.lastTrade);
    }

    /** The same trades in a candle that begins at another time. */
    public Candle startingAt(long newStart) {
        return new Candle(newStart, open, high, low, close, lots, tickLots, trades, lastTrade);
    }
}
