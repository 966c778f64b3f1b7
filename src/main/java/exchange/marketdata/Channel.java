package exchange.marketdata;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What can be followed of a market. */
public enum Channel {
    TRADES("trades", false),
    DEPTH("depth", true),
    TICKER("ticker", true),
    DEPTH_RAW("depth-raw", false),
    ORDERS("orders", false),
    STATUS("status", true),
    CANDLES("candles", true);

    public static final List<String> TEXTS =
            Arrays.stream(values()).map(Channel::text).toList();

    private final String text;
    private final boolean maySkip;

    Channel(String text, boolean maySkip) {
        this.text = text;
        this.maySkip = maySkip;
    }

    /** As it is written outside. */
    public String text() {
        return text;
    }

    /** Whether who reads slowly may get the newest state instead of all that led to it. */
    public boolean maySkip() {
        return maySkip;
    }

    public static Optional<Channel> of(String text) {
        int at = TEXTS.indexOf(text);
        return at < 0 ? Optional.empty() : Optional.of(values()[at]);
    }
}
