package exchange.market;

/**
 * What moves money only after an admin has said so. The code is what journals store; it never
 * changes.
 */
public enum FundsRequestKind {
    /** A user's money leaves the exchange; it is held until somebody decides. */
    WITHDRAWAL(1),
    /** An admin's correction of a balance, which another admin decides. */
    ADJUSTMENT(2);

    private static final FundsRequestKind[] BY_CODE = values();

    private final int code;

    FundsRequestKind(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }

    /** @throws IllegalArgumentException for a code that stands for nothing */
    public static FundsRequestKind of(int code) {
        if (code < 1 || code > BY_CODE.length) {
            throw new IllegalArgumentException("no FundsRequestKind has code " + code);
        }
        return BY_CODE[code - 1];
    }
}
