package exchange.market;

/**
 * What an order asks for: a limit on the price, or the best prices there are, at once or when the
 * last trade's price has reached a stop price. The code is what journals store; it never changes.
 */
public enum OrderType {
    LIMIT(1),
    MARKET(2),
    /** MARKET once the price has moved against the trader: up for a BUY, down for a SELL. */
    STOP(3),
    /** LIMIT from the same moment on. */
    STOP_LIMIT(4),
    /** MARKET once the price has moved in favor: down for a BUY, up for a SELL. */
    TAKE_PROFIT(5),
    /** LIMIT from the same moment on. */
    TAKE_PROFIT_LIMIT(6);

    private static final OrderType[] BY_CODE = values();

    private final int code;

    OrderType(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }

    /** Whether it has a limit on its price; without one it never rests. */
    public boolean hasLimit() {
        return switch (this) {
            case LIMIT, STOP_LIMIT, TAKE_PROFIT_LIMIT -> true;
            case MARKET, STOP, TAKE_PROFIT -> false;
        };
    }

    /** Whether it waits for a stop price, seen by nobody, before it does anything. */
    public boolean isStop() {
        return switch (this) {
            case STOP, STOP_LIMIT, TAKE_PROFIT, TAKE_PROFIT_LIMIT -> true;
            case LIMIT, MARKET -> false;
        };
    }

    /** Whether a stop of this type and side is triggered by a price at or above its stop price. */
    public boolean triggersUpwards(Side side) {
        return switch (this) {
            case STOP, STOP_LIMIT -> side == Side.BUY;
            case TAKE_PROFIT, TAKE_PROFIT_LIMIT -> side == Side.SELL;
            case LIMIT, MARKET -> false;
        };
    }

    /** @throws IllegalArgumentException for a code that stands for nothing */
    public static OrderType of(int code) {
        if (code < 1 || code > BY_CODE.length) {
            throw new IllegalArgumentException("no OrderType has code " + code);
        }
        return BY_CODE[code - 1];
    }
}
