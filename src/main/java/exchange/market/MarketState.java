package exchange.market;

/**
 * Whether a market matches. HALTED refuses places and still executes cancels. The code is what
 * journals store; it never changes.
 */
public enum MarketState {
    OPEN(1),
    HALTED(2);

    private static final MarketState[] BY_CODE = values();

    private final int code;

    MarketState(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }

    /** @throws IllegalArgumentException for a code that stands for nothing */
    public static MarketState of(int code) {
        if (code < 1 || code > BY_CODE.length) {
            throw new IllegalArgumentException("no MarketState has code " + code);
        }
        return BY_CODE[code - 1];
    }
}
