package exchange.wire;

/** What of a client's text may go on: into the exchange at all, and into an answer or a log. */
final class Shown {
    private Shown() {}

    /**
     * No NUL, which PostgreSQL cannot store, and no half of a surrogate pair, which UTF-8 cannot
     * say.
     */
    static boolean isClean(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean pair = Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1));
            if (c == 0 || Character.isSurrogate(c) && !pair) {
                return false;
            }
            i += pair ? 1 : 0;
        }
        return true;
    }

    /** A field's name as printable ASCII, at most 64 characters. */
    static String name(String sent) {
        StringBuilder shown = new StringBuilder(Math.min(sent.length(), Json.NAME_LENGTH_MAX));
        for (int i = 0; i < sent.length() && i < Json.NAME_LENGTH_MAX; i++) {
            char c = sent.charAt(i);
            shown.append(c > ' ' && c < 127 && c != '<' && c != '>' ? c : '?');
        }
        return shown.toString();
    }
}
