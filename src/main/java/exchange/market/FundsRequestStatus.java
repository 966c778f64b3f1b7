package exchange.market;

/**
 * How far a request for a movement of money is: it waits once and ends once. The code is what
 * journals store; it never changes.
 */
public enum FundsRequestStatus {
    PENDING(1),
    /** The money has moved. */
    APPROVED(2),
    /** An admin said no; nothing moved. */
    REFUSED(3),
    /** Who asked for it took it back; nothing moved. */
    CANCELED(4);

    private static final FundsRequestStatus[] BY_CODE = values();

    private final int code;

    FundsRequestStatus(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }

    /** @throws IllegalArgumentException for a code that stands for nothing */
    public static FundsRequestStatus of(int code) {
        if (code < 1 || code > BY_CODE.length) {
            throw new IllegalArgumentException("no FundsRequestStatus has code " + code);
        }
        return BY_CODE[code - 1];
    }
}
