package exchange.portfolio;

import exchange.marketdata.CandleInterval;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** How far back somebody looks, and in what steps. */
public enum Period {
    DAY("1d", Duration.ofDays(1), CandleInterval.MINUTES_5),
    WEEK("1w", Duration.ofDays(7), CandleInterval.HOUR),
    MONTH("1m", Duration.ofDays(31), CandleInterval.HOURS_4),
    ALL("all", Duration.ofDays(3_660), CandleInterval.DAY);

    public static final List<String> TEXTS =
            Arrays.stream(values()).map(each -> each.text).toList();

    private final String text;
    private final long millis;
    private final CandleInterval step;

    Period(String text, Duration length, CandleInterval step) {
        this.text = text;
        this.millis = length.toMillis();
        this.step = step;
    }

    /** As it is written outside. */
    public String text() {
        return text;
    }

    public static Period of(String text) {
        return values()[TEXTS.indexOf(text)];
    }

    /** When it begins for an account that began at that time. */
    long start(long since, long now) {
        return Math.max(since, now - millis);
    }

    /** In what steps: the finest that shows so much. */
    CandleInterval step(long since, long now) {
        long age = now - start(since, now);
        return Arrays.stream(values())
                .filter(each -> each.millis >= age)
                .findFirst()
                .orElse(this)
                .step;
    }
}
