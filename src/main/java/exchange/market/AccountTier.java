package exchange.market;

import java.util.Locale;

/**
 * Whose limits an account has in a market. Admins set it; everybody begins as standard. The code is
 * what journals store; it never changes.
 */
public enum AccountTier {
    /** The market's limits hold. */
    STANDARD(1),
    /** No limit by account holds: for market makers, and loads that measure the exchange. */
    UNLIMITED(2);

    private static final AccountTier[] BY_CODE = values();

    private final int code;

    AccountTier(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }

    /** How clients spell it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException for a code that stands for nothing */
    public static AccountTier of(int code) {
        if (code < 1 || code > BY_CODE.length) {
            throw new IllegalArgumentException("no AccountTier has code " + code);
        }
        return BY_CODE[code - 1];
    }
}
