package exchange.identity;

import java.util.Locale;

/** What an API key may do. Nothing else can be done with one, whoever made it. */
public enum Scope {
    READ,
    TRADE;

    /** The scope as clients see it: read, trade. */
    public String shown() {
        return name().toLowerCase(Locale.ROOT);
    }
}
