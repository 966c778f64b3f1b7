package exchange.wire;

import java.util.Optional;

/**
 * Decimal text made plain, never rounded: at most 18 digits before and 18 after the point, no sign.
 * JSON numbers may use the exponent that JavaScript and Python write for small ones (1e-8); text
 * may not.
 */
final class PlainDecimal {
    static final int DIGITS_MAX = 18;
    private static final int EXPONENT_MAX = 40;

    private PlainDecimal() {}

    /** The text itself when it is a plain decimal: "0.5", "100", not ".5", "1e2", "+1", "00". */
    static Optional<String> ofText(String text) {
        return isPlain(text) ? Optional.of(text) : Optional.empty();
    }

    /** A JSON number, or what our parser lets through as one (NaN), as plain text. */
    static Optional<String> ofNumber(String digits) {
        int e = exponentAt(digits);
        if (e < 0) {
            return ofText(digits);
        }
        String power = digits.substring(e + 1);
        if (power.length() > 4 || !isPlain(digits.substring(0, e))) {
            return Optional.empty();
        }
        int exponent = Integer.parseInt(power);
        return Math.abs(exponent) > EXPONENT_MAX
                ? Optional.empty()
                : ofText(shifted(digits.substring(0, e), exponent));
    }

    private static int exponentAt(String digits) {
        int small = digits.indexOf('e');
        return small >= 0 ? small : digits.indexOf('E');
    }

    private static String shifted(String mantissa, int exponent) {
        int point = mantissa.indexOf('.');
        String digits =
                point < 0 ? mantissa : mantissa.substring(0, point) + mantissa.substring(point + 1);
        int whole = (point < 0 ? mantissa.length() : point) + exponent;
        String padded = "0".repeat(Math.max(0, 1 - whole))
                + digits
                + "0".repeat(Math.max(0, whole - digits.length()));
        int split = Math.max(1, whole);
        String before = padded.substring(0, split).replaceFirst("^0+(?=\\d)", "");
        String after = padded.substring(split).replaceFirst("0+$", "");
        return after.isEmpty() ? before : before + "." + after;
    }

    private static boolean isPlain(String text) {
        int point = text.indexOf('.');
        int whole = point < 0 ? text.length() : point;
        boolean leadingZero = whole > 1 && text.charAt(0) == '0';
        if (leadingZero || !digits(text, 0, whole)) {
            return false;
        }
        return point < 0 || digits(text, point + 1, text.length());
    }

    private static boolean digits(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return to > from && to - from <= DIGITS_MAX;
    }
}
