package exchange.market;

/** Why an order left the book. The code is what journals store; it never changes. */
public enum EndReason {
    FILLED(1),
    USER_CANCELED(2),
    IOC_REMAINDER(3),
    MARKET_REMAINDER(4),
    SELF_TRADE(5),
    ADMIN_CANCELED(6),
    MARKET_DELISTED(7),
    EXPIRED(8),
    FOK_NOT_FILLABLE(9),
    MARKET_HALTED(10),
    /** The other order of its list was filled, triggered or canceled. */
    ONE_CANCELS_OTHER(11),
    /** It traded as often as one order may as it comes, and could have gone on. */
    TOO_MANY_FILLS(12);

    private static final EndReason[] BY_CODE = values();

    private final int code;

    EndReason(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }

    /** @throws IllegalArgumentException for a code that stands for nothing */
    public static EndReason of(int code) {
        if (code < 1 || code > BY_CODE.length) {
            throw new IllegalArgumentException("no EndReason has code " + code);
        }
        return BY_CODE[code - 1];
    }
}
