package exchange.market;

/**
 * How far a transfer between two accounts is. The code is what journals and tables store; it never
 * changes.
 */
public enum TransferStatus {
    /** Taken from the sender; its receiver's ledger has not said yet what became of it. */
    PENDING(1),
    /** The receiver has it. */
    COMPLETED(2),
    /** The receiver's ledger did not take it, and the sender has it back. */
    RETURNED(3);

    private static final TransferStatus[] BY_CODE = values();

    private final int code;

    TransferStatus(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }

    /** @throws IllegalArgumentException for a code that stands for nothing */
    public static TransferStatus of(int code) {
        if (code < 1 || code > BY_CODE.length) {
            throw new IllegalArgumentException("no TransferStatus has code " + code);
        }
        return BY_CODE[code - 1];
    }
}
