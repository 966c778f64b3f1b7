package exchange.market;

/**
 * What happens when an order would trade with another of its own account; the incoming order's wish
 * decides. The code is what journals store; it never changes.
 */
public enum SelfTradePrevention {
    NONE(1),
    EXPIRE_TAKER(2),
    EXPIRE_MAKER(3),
    EXPIRE_BOTH(4),
    /** Both lose the lots they would have traded; who has none left ends. */
    DECREMENT(5);

    private static final SelfTradePrevention[] BY_CODE = values();

    private final int code;

    SelfTradePrevention(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }

    /** @throws IllegalArgumentException for a code that stands for nothing */
    public static SelfTradePrevention of(int code) {
        if (code < 1 || code > BY_CODE.length) {
            throw new IllegalArgumentException("no SelfTradePrevention has code " + code);
        }
        return BY_CODE[code - 1];
    }
}
