package exchange.market;

/** Which way an order trades. The code is what journals store; it never changes. */
public enum Side {
    BUY(1),
    SELL(2);

    private final int code;

    Side(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }

    public Side opposite() {
        return this == BUY ? SELL : BUY;
    }

    /** @throws IllegalArgumentException for a code no side has */
    public static Side of(int code) {
        return switch (code) {
            case 1 -> BUY;
            case 2 -> SELL;
            default -> throw new IllegalArgumentException("no side has code " + code);
        };
    }
}
