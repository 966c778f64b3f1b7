package exchange.api;

import exchange.wire.FieldError;
import exchange.wire.Fields;

import java.security.SecureRandom;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The names clients give their orders, and the ones this node gives where they gave none, so that
 * every place whose outcome stays unknown can be asked about. Given names are unique over nodes and
 * restarts: a random prefix of the node and a counter.
 */
public final class ClientOrderIds {
    static final int LENGTH_MAX = 36;
    public static final String RULE = "must be 1 to 36 of A-Z a-z 0-9 . _ : / -";

    private final String prefix =
            "x-" + Long.toUnsignedString(new SecureRandom().nextLong(), Character.MAX_RADIX) + "-";
    private final AtomicLong counter = new AtomicLong();

    /** A name that no other order has. */
    String next() {
        return prefix + Long.toString(counter.incrementAndGet(), Character.MAX_RADIX);
    }

    /** The name in these fields, if they have one; a wrong one is reported. */
    public static Optional<String> read(Fields fields) {
        Optional<String> found = fields.optionalText("client_order_id", LENGTH_MAX);
        if (found.isPresent() && !isValid(found.get())) {
            fields.reject("client_order_id", FieldError.INVALID_FIELD, "client_order_id " + RULE);
        }
        return found;
    }

    public static boolean isValid(String text) {
        if (text.isEmpty() || text.length() > LENGTH_MAX) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
            boolean other = c >= '0' && c <= '9' || "._:/-".indexOf(c) >= 0;
            if (!letter && !other) {
                return false;
            }
        }
        return true;
    }
}
