package exchange.ops;

/**
 * The world is not as the exchange needs it: a busy port, a full disk, somebody else's data. The
 * message is one or two sentences for the operator that say what was found and what to do; it is
 * printed without a stack trace and the process ends with {@link Reason#exitCode()}.
 */
public final class CannotStart extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    /** Each has its own exit code, so that a supervisor can tell them apart. Codes never change. */
    public enum Reason {
        FAULT(1),
        CONFIGURATION(2),
        PORT_BUSY(3),
        DATA_IN_USE(4),
        DATA_VERSION(5),
        DISK_FULL(6),
        DATABASE_UNREACHABLE(7),
        NOT_SUPPORTED_HERE(8);

        private final int exitCode;

        Reason(int exitCode) {
            this.exitCode = exitCode;
        }

        public int exitCode() {
            return exitCode;
        }
    }

    public CannotStart(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public CannotStart(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
