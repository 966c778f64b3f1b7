package exchange.load;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Finds the answers in one message of the new socket, {@code {"id":7,"status":200,...}} alone or in
 * an array, without building anything of them. Passes over what has no number as its id.
 */
public final class AnswerScan {
    private static final byte[] ID = "\"id\":".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] STATUS = ",\"status\":".getBytes(StandardCharsets.US_ASCII);

    /** One answer. */
    public interface Found {
        void answer(long id, int status);
    }

    private final ByteBuffer json;
    private int at;

    private AnswerScan(ByteBuffer json) {
        this.json = json;
    }

    public static void each(ByteBuffer json, Found found) {
        new AnswerScan(json).scan(found);
    }

    private void scan(Found found) {
        int outer = json.hasRemaining() && json.get(0) == '[' ? 1 : 0;
        int depth = 0;
        boolean quoted = false;
        for (at = 0; at < json.limit(); at++) {
            byte c = json.get(at);
            if (quoted) {
                if (c == '\\') {
                    at++;
                } else if (c == '"') {
                    quoted = false;
                }
            } else if (c == '"') {
                quoted = true;
            } else if (c == '{' || c == '[') {
                if (c == '{' && depth == outer) {
                    head(found);
                }
                depth++;
            } else if (c == '}' || c == ']') {
                depth--;
            }
        }
    }

    /** Looks at what follows the brace; the position stays, or moves behind the numbers. */
    private void head(Found found) {
        int brace = at;
        at++;
        if (skips(ID)) {
            long id = number();
            if (id >= 0 && skips(STATUS)) {
                found.answer(id, (int) number());
                at--;
                return;
            }
        }
        at = brace;
    }

    private boolean skips(byte[] word) {
        if (json.limit() - at < word.length) {
            return false;
        }
        for (int i = 0; i < word.length; i++) {
            if (json.get(at + i) != word[i]) {
                return false;
            }
        }
        at += word.length;
        return true;
    }

    /** -1 for none. */
    private long number() {
        long value = -1;
        while (at < json.limit() && json.get(at) >= '0' && json.get(at) <= '9') {
            value = Math.max(value, 0) * 10 + json.get(at++) - '0';
        }
        return value;
    }
}
