package exchange.marketdata;

import java.util.concurrent.CompletionStage;

/** The candles as they were at any moment of a market's past, from whoever keeps them. */
public interface PastCandles {

    /**
     * The newest candles of all intervals with every trade up to that one, and none after it. Fails
     * when not all of these trades are known yet.
     *
     * @param tradeNumber of the last trade before the moment, 0 for none
     * @param time the moment, epoch milliseconds
     */
    CompletionStage<MarketHistory.Past> at(String symbol, long tradeNumber, long time);
}
