package exchange.market;

/**
 * What an order asks for: a limit on the price, or the best prices there are. The code is what
 * journals store; it never changes.
 */
public enum OrderType {
    LIMIT(1),
    MARKET(2);

    private static final OrderType[] BY_CODE = values();

    private final int code;

    OrderType(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }

    /** @throws IllegalArgumentException for a code that stands for nothing */
    public static OrderType of(int code) {
        if (code < 1 || code > BY_CODE.length) {
            throw new IllegalArgumentException("no OrderType has code " + code);
        }
        return BY_CODE[code - 1];
    }
}
