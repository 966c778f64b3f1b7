package exchange.identity;

import java.util.Locale;
import java.util.OptionalLong;

/**
 * Which users an admin looks for: a page of them, the newest first.
 *
 * @param text a part of the email or the name, however its letters are written; "" for all
 * @param account or this one
 * @param before only accounts with a smaller number
 */
public record UserSelect(String text, OptionalLong account, long before, int limit) {

    /** Of SQL's LIKE; what means something there stands for itself. */
    String pattern() {
        String escaped = text.toLowerCase(Locale.ROOT)
                .replace("\\", "\\\\")
                .replace("%", "\\%")
                .replace("_", "\\_");
        return "%" + escaped + "%";
    }
}
