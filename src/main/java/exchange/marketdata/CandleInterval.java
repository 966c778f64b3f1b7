package exchange.marketdata;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** How long a candle is. All begin at whole multiples since 1970, so days are those of UTC. */
public enum CandleInterval {
    SECOND("1s", 1),
    MINUTE("1m", 60),
    MINUTES_5("5m", 300),
    MINUTES_15("15m", 900),
    HOUR("1h", 3_600),
    HOURS_4("4h", 14_400),
    DAY("1d", 86_400);

    public static final List<String> TEXTS =
            Arrays.stream(values()).map(CandleInterval::text).toList();

    private final String text;
    private final int seconds;

    CandleInterval(String text, int seconds) {
        this.text = text;
        this.seconds = seconds;
    }

    /** As it is written outside. */
    public String text() {
        return text;
    }

    /** As it is stored. */
    public int seconds() {
        return seconds;
    }

    public long millis() {
        return seconds * 1_000L;
    }

    /** When the candle begins that has this moment in it; epoch milliseconds. */
    public long startOf(long time) {
        return Math.floorDiv(time, millis()) * millis();
    }

    public static Optional<CandleInterval> of(String text) {
        int at = TEXTS.indexOf(text);
        return at < 0 ? Optional.empty() : Optional.of(values()[at]);
    }

    /** @throws IllegalArgumentException for a length that no interval has */
    public static CandleInterval ofSeconds(int seconds) {
        return Arrays.stream(values())
                .filter(each -> each.seconds == seconds)
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("no candles are " + seconds + " s long"));
    }
}
