package exchange.market;

import java.util.UUID;

/**
 * Trades are numbered per market; v1 also shows a UUID (version 8) made of the symbol and that
 * number.
 */
public final class TradeIds {
    private static final long VERSION_BITS = 0xF000L;
    private static final long VERSION = 0x8000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    private TradeIds() {}

    /** @param tradeNumber 1, 2, 3… of the market */
    public static UUID toUuid(String symbol, long tradeNumber) {
        long hash = 1125899906842597L;
        for (int i = 0; i < symbol.length(); i++) {
            hash = 31 * hash + symbol.charAt(i);
        }
        return new UUID(hash & ~VERSION_BITS | VERSION, VARIANT | tradeNumber);
    }
}
