package exchange.wire;

/** Writes a count of 10^-scale as the shortest plain decimal. */
final class ScaledText {
    private ScaledText() {}

    static void append(StringBuilder out, long value, int scale) {
        int start = out.length();
        out.append(value);
        if (value < 0) {
            start++;
        }
        int missing = scale + 1 - (out.length() - start);
        if (missing > 0) {
            out.insert(start, "0".repeat(missing));
        }
        int point = out.length() - scale;
        int end = out.length();
        while (end > point && out.charAt(end - 1) == '0') {
            end--;
        }
        out.setLength(end);
        if (end > point) {
            out.insert(point, '.');
        }
    }
}
