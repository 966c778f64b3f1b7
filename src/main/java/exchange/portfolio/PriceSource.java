package exchange.portfolio;

import java.util.OptionalLong;

/** What a market's price was. A price of the past is always the same. */
public interface PriceSource {
    /** In ticks, of the last trade that counts at that time; empty when there was none yet. */
    OptionalLong ticksAt(String symbol, long time);

    /** In ticks, of the market's first trade ever; empty when it has had none. */
    OptionalLong firstTicks(String symbol);
}
