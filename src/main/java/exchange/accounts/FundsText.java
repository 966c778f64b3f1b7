package exchange.accounts;

/**
 * What people may write about money: references, addresses, reasons. Bounded, and without
 * characters that a database or a terminal would stumble over.
 */
public final class FundsText {
    public static final int LENGTH_MAX = 500;

    private FundsText() {}

    /** Whether the text may be journaled; an empty one may. */
    public static boolean isPlain(String text) {
        return text.length() <= LENGTH_MAX
                && text.codePoints()
                        .noneMatch(c -> Character.isISOControl(c)
                                || Character.getType(c) == Character.SURROGATE);
    }

    /** The same, and there is something. */
    public static boolean isGiven(String text) {
        return !text.isEmpty() && isPlain(text);
    }
}
