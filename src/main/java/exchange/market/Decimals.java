package exchange.market;

/**
 * Exact decimals at the edges: text to scaled long and back, with no rounding anywhere. A value of
 * scale 2 counts hundredths: "100.25" is 10025. Plain notation only, as clients of exchanges send
 * it.
 */
public final class Decimals {
    public static final int SCALE_MAX = 18;

    private static final long[] POWERS = new long[SCALE_MAX + 1];

    static {
        POWERS[0] = 1;
        for (int i = 1; i <= SCALE_MAX; i++) {
            POWERS[i] = POWERS[i - 1] * 10;
        }
    }

    private Decimals() {}

    /** 10 to the given power, 0 to 18. */
    public static long power(int exponent) {
        return POWERS[exponent];
    }

    /**
     * The text as a count of 10^-scale. Zeros past the scale are allowed ("1.500" at scale 2).
     *
     * @throws NumberFormatException when the text is no plain decimal, has more decimals than the
     *     scale, or does not fit a long
     */
    public static long parse(CharSequence text, int scale) {
        int length = text.length();
        int at = length > 0 && text.charAt(0) == '-' ? 1 : 0;
        boolean negative = at == 1;
        if (length == at || length > 40) {
            throw new NumberFormatException("not a decimal number");
        }
        long value = 0;
        int decimals = -1;
        int digits = 0;
        for (; at < length; at++) {
            char c = text.charAt(at);
            if (c == '.' && decimals < 0 && digits > 0) {
                decimals = 0;
                continue;
            }
            if (c < '0' || c > '9') {
                throw new NumberFormatException("not a decimal number");
            }
            digits++;
            if (decimals >= scale) {
                requireZero(c);
                decimals++;
                continue;
            }
            value = shifted(value, c - '0');
            if (decimals >= 0) {
                decimals++;
            }
        }
        if (digits == 0 || decimals == 0) {
            throw new NumberFormatException("not a decimal number");
        }
        int missing = scale - Math.max(decimals, 0);
        if (missing > 0) {
            value = scaledUp(value, missing);
        }
        return negative ? -value : value;
    }

    private static void requireZero(char c) {
        if (c != '0') {
            throw new NumberFormatException("too many decimals");
        }
    }

    private static long shifted(long value, int digit) {
        if (value > (Long.MAX_VALUE - digit) / 10) {
            throw new NumberFormatException("number too large");
        }
        return value * 10 + digit;
    }

    private static long scaledUp(long value, int zeros) {
        long factor = POWERS[zeros];
        if (value > Long.MAX_VALUE / factor) {
            throw new NumberFormatException("number too large");
        }
        return value * factor;
    }

    /** The shortest plain text of a scaled value: (10025, 2) is "100.25", (100, 2) is "1". */
    public static String format(long value, int scale) {
        StringBuilder text = new StringBuilder(24);
        append(text, value, scale);
        return text.toString();
    }

    /** Appends what {@link #format} returns. */
    public static void append(StringBuilder out, long value, int scale) {
        if (value == Long.MIN_VALUE) {
            out.append(java.math.BigDecimal.valueOf(value, scale)
                    .stripTrailingZeros()
                    .toPlainString());
            return;
        }
        if (value < 0) {
            out.append('-');
            value = -value;
        }
        long whole = value / POWERS[scale];
        long rest = value % POWERS[scale];
        out.append(whole);
        if (rest == 0) {
            return;
        }
        int digits = scale;
        while (rest % 10 == 0) {
            rest /= 10;
            digits--;
        }
        out.append('.');
        for (int i = digits - 1; i > 0 && rest < POWERS[i]; i--) {
            out.append('0');
        }
        out.append(rest);
    }

    /** How many decimals a plain decimal text needs: "0.010" needs 2. */
    public static int scaleOf(String text) {
        int point = text.indexOf('.');
        if (point < 0) {
            return 0;
        }
        int end = text.length();
        while (text.charAt(end - 1) == '0') {
            end--;
        }
        return Math.max(0, end - point - 1);
    }

    /** price x quantity x unit, or -1 when it does not fit a long. All arguments are positive. */
    public static long product(long priceTicks, long quantityLots, long unitsPerTickLot) {
        long lots = priceTicks * quantityLots;
        if (Math.multiplyHigh(priceTicks, quantityLots) != 0 || lots < 0) {
            return -1;
        }
        long units = lots * unitsPerTickLot;
        return Math.multiplyHigh(lots, unitsPerTickLot) != 0 || units < 0 ? -1 : units;
    }

    /**
     * The fee on an amount at a rate in millionths, rounded up to a whole unit, never more than the
     * amount.
     */
    public static long feeCeil(long amount, int rateMillionths) {
        long whole = amount / 1_000_000;
        long rest = amount % 1_000_000;
        long fee = whole * rateMillionths + (rest * rateMillionths + 999_999) / 1_000_000;
        return Math.min(fee, amount);
    }
}
