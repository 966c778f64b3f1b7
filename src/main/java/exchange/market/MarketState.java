package exchange.market;

/**
 * What a market does with orders. In every state cancels are executed. The code is what journals
 * store; it never changes.
 */
public enum MarketState {
    /** Takes and matches orders. */
    OPEN(1),
    /** Takes none: an emergency, or a rest before the market opens again. */
    HALTED(2),
    /** Takes none: a planned end, time to leave. */
    CANCEL_ONLY(3),
    /** Takes only orders that rest: a market fills its book before it opens. */
    POST_ONLY(4),
    /** Takes none ever again; all its orders are ended. */
    DELISTED(5),
    /** Takes orders that rest, and at its end trades them all at one price. */
    AUCTION(6);

    private static final MarketState[] BY_CODE = values();

    private final int code;

    MarketState(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }

    /** Whether orders trade with resting ones as they come, so that the book must not cross. */
    public boolean matches() {
        return switch (this) {
            case OPEN, POST_ONLY -> true;
            case HALTED, CANCEL_ONLY, DELISTED, AUCTION -> false;
        };
    }

    /** @throws IllegalArgumentException for a code that stands for nothing */
    public static MarketState of(int code) {
        if (code < 1 || code > BY_CODE.length) {
            throw new IllegalArgumentException("no MarketState has code " + code);
        }
        return BY_CODE[code - 1];
    }
}
