package exchange.simulator;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * A market as its clients see it. Fair prices and quantities of the simulator are floating point;
 * here they become the decimals that are sent.
 */
public record TradedMarket(
        String symbol,
        String base,
        String quote,
        BigDecimal tickSize,
        BigDecimal lotSize,
        BigDecimal minNotional) {

    /** The nearest price that the market takes, at least one tick. */
    String price(double price) {
        long ticks = Math.max(1, Math.round(price / tickSize.doubleValue()));
        return tickSize.multiply(BigDecimal.valueOf(ticks)).toPlainString();
    }

    /** The next higher quantity that the market takes, enough for its least notional. */
    String quantity(double quantity, double price) {
        double least = 1.05 * minNotional.doubleValue() / price;
        BigDecimal lots = BigDecimal.valueOf(Math.max(quantity, least))
                .divide(lotSize, 0, RoundingMode.CEILING);
        return lots.multiply(lotSize).toPlainString();
    }
}
