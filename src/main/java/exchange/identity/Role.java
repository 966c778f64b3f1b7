package exchange.identity;

import java.util.Locale;

/** What a user may do. Clients know a role as the {@code user_type}, in lower case. */
public enum Role {
    TRADER,
    ADMIN;

    /** The role as clients see it: trader, admin. */
    public String userType() {
        return name().toLowerCase(Locale.ROOT);
    }
}
