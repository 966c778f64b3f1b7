package exchange.wire;

import java.time.LocalDate;

/**
 * Writes one JSON value as text, in the order of the calls. Decimals are written exactly from
 * scaled longs, as numbers or as strings; times are ISO-8601 UTC with three decimals. The caller
 * balances begin and end. Not safe for several threads.
 */
public final class JsonWriter {
    private static final int DAY_MILLIS = 24 * 60 * 60 * 1000;
    private static final char[] HEX = "0123456789abcdef".toCharArray();

    private final StringBuilder out;
    private boolean writesDecimalsAsText;

    public JsonWriter() {
        this(256);
    }

    /** @param sizeHint how many characters are expected */
    public JsonWriter(int sizeHint) {
        out = new StringBuilder(sizeHint);
    }

    /** ISO-8601 UTC with exactly three decimals: 2026-01-31T23:59:59.042Z. */
    public static String time(long epochMillis) {
        LocalDate day = LocalDate.ofEpochDay(Math.floorDiv(epochMillis, DAY_MILLIS));
        int millis = Math.floorMod(epochMillis, DAY_MILLIS);
        StringBuilder text = new StringBuilder(24);
        digits(text, day.getYear(), 1000).append('-');
        digits(text, day.getMonthValue(), 10).append('-');
        digits(text, day.getDayOfMonth(), 10).append('T');
        digits(text, millis / 3_600_000, 10).append(':');
        digits(text, millis / 60_000 % 60, 10).append(':');
        digits(text, millis / 1000 % 60, 10).append('.');
        return digits(text, millis % 1000, 100).append('Z').toString();
    }

    private static StringBuilder digits(StringBuilder text, int value, int highest) {
        for (int unit = highest; unit > 0; unit /= 10) {
            text.append((char) ('0' + value / unit % 10));
        }
        return text;
    }

    public JsonWriter beginObject() {
        separate();
        out.append('{');
        return this;
    }

    public JsonWriter endObject() {
        out.append('}');
        return this;
    }

    public JsonWriter beginArray() {
        separate();
        out.append('[');
        return this;
    }

    public JsonWriter endArray() {
        out.append(']');
        return this;
    }

    /** The name of the next value. Names are ours: plain ASCII, nothing to escape. */
    public JsonWriter name(String name) {
        separate();
        out.append('"').append(name).append("\":");
        return this;
    }

    public JsonWriter text(String value) {
        separate();
        out.append('"');
        escape(value);
        out.append('"');
        return this;
    }

    public JsonWriter number(long value) {
        separate();
        out.append(value);
        return this;
    }

    public JsonWriter flag(boolean value) {
        separate();
        out.append(value);
        return this;
    }

    public JsonWriter nothing() {
        separate();
        out.append("null");
        return this;
    }

    /** From now on decimals that would be numbers are strings. */
    public JsonWriter decimalsAsText() {
        writesDecimalsAsText = true;
        return this;
    }

    /** A scaled value as a JSON number: (10025, 2) is 100.25. */
    public JsonWriter decimal(long value, int scale) {
        if (writesDecimalsAsText) {
            return decimalText(value, scale);
        }
        separate();
        ScaledText.append(out, value, scale);
        return this;
    }

    /** A scaled value as a JSON string: (10025, 2) is "100.25". */
    public JsonWriter decimalText(long value, int scale) {
        separate();
        out.append('"');
        ScaledText.append(out, value, scale);
        out.append('"');
        return this;
    }

    /** A decimal as it stands, as a JSON number. */
    public JsonWriter decimal(String plain) {
        return writesDecimalsAsText ? text(plain) : raw(plain);
    }

    /** JSON made elsewhere, such as a part that many messages share. */
    public JsonWriter raw(CharSequence json) {
        separate();
        out.append(json);
        return this;
    }

    public JsonWriter text(String name, String value) {
        return name(name).text(value);
    }

    public JsonWriter number(String name, long value) {
        return name(name).number(value);
    }

    public JsonWriter flag(String name, boolean value) {
        return name(name).flag(value);
    }

    public JsonWriter nothing(String name) {
        return name(name).nothing();
    }

    public JsonWriter decimal(String name, long value, int scale) {
        return name(name).decimal(value, scale);
    }

    public JsonWriter decimalText(String name, long value, int scale) {
        return name(name).decimalText(value, scale);
    }

    public JsonWriter time(String name, long epochMillis) {
        return name(name).text(time(epochMillis));
    }

    /** What was written so far. */
    @Override
    public String toString() {
        return out.toString();
    }

    private void separate() {
        if (out.isEmpty()) {
            return;
        }
        char last = out.charAt(out.length() - 1);
        if (last != '{' && last != '[' && last != ':') {
            out.append(',');
        }
    }

    private void escape(String value) {
        int from = 0;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (isPlain(c)) {
                continue;
            }
            out.append(value, from, i);
            from = i + 1;
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else {
                out.append("\\u")
                        .append(HEX[c >> 12])
                        .append(HEX[c >> 8 & 15])
                        .append(HEX[c >> 4 & 15])
                        .append(HEX[c & 15]);
            }
        }
        if (from == 0) {
            out.append(value);
        } else {
            out.append(value, from, value.length());
        }
    }

    private static boolean isPlain(char c) {
        if (c < 0x7f) {
            return c >= ' ' && c != '"' && c != '\\';
        }
        return c > 0x9f && !Character.isSurrogate(c) && c != 0x2028 && c != 0x2029;
    }
}
