package exchange.audit;

/** A batch that says what cannot be; the message says what, the catcher knows where. */
final class BadBatch extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BadBatch(String what) {
        super(what);
    }

    static void require(boolean holds, String what, Object... values) {
        if (!holds) {
            throw new BadBatch(what.formatted(values));
        }
    }
}
