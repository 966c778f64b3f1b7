package exchange.market;

/**
 * How long an order lives: until canceled, at once or not at all, all at once or nothing, until a
 * moment, until the end of the UTC day. The code is what journals store; it never changes.
 */
public enum TimeInForce {
    GTC(1),
    IOC(2),
    FOK(3),
    GTD(4),
    DAY(5);

    private static final TimeInForce[] BY_CODE = values();

    private final int code;

    TimeInForce(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }

    /** Whether what does not trade at once stays in the book. */
    public boolean rests() {
        return switch (this) {
            case GTC, GTD, DAY -> true;
            case IOC, FOK -> false;
        };
    }

    /** @throws IllegalArgumentException for a code that stands for nothing */
    public static TimeInForce of(int code) {
        if (code < 1 || code > BY_CODE.length) {
            throw new IllegalArgumentException("no TimeInForce has code " + code);
        }
        return BY_CODE[code - 1];
    }
}
