package exchange.market;

/**
 * Where an order is in its life. PENDING: held by the ledger, not yet taken by its book. The code
 * is what journals store; it never changes.
 */
public enum OrderStatus {
    PENDING(1),
    OPEN(2),
    PARTIALLY_FILLED(3),
    FILLED(4),
    CANCELED(5),
    REJECTED(6);

    private static final OrderStatus[] BY_CODE = values();

    private final int code;

    OrderStatus(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }

    /** @throws IllegalArgumentException for a code that stands for nothing */
    public static OrderStatus of(int code) {
        if (code < 1 || code > BY_CODE.length) {
            throw new IllegalArgumentException("no OrderStatus has code " + code);
        }
        return BY_CODE[code - 1];
    }
}
