package exchange.bootstrap;

import com.typesafe.config.Config;

import exchange.persistence.Database;
import exchange.persistence.StoredSettings;

import java.time.Duration;

/**
 * Whether an exchange lives a day before it opens: once, when its database is new and bots are to
 * trade on it. What was begun and not ended, because the process was killed, is lived on at the
 * next start.
 */
final class FirstDay {
    private static final String BEGAN = "first-day-from";
    private static final String ENDED = "first-day-ended";

    private FirstDay() {}

    /** The clock that the engine is to be started with. */
    static EngineClock clock(Settings settings, Database database) {
        Config config = settings.config();
        Duration day = config.getDuration("exchange.simulator.first-day");
        if (!DemoMarket.isWanted(settings) || day.isZero()) {
            return EngineClock.ofPresent();
        }
        StoredSettings stored = new StoredSettings(database);
        boolean isNew = stored.find(Engine.PARTITIONS_SETTING).isEmpty();
        boolean isUnderWay =
                stored.find(BEGAN).isPresent() && stored.find(ENDED).isEmpty();
        if (!isNew && !isUnderWay) {
            return EngineClock.ofPresent();
        }
        long from = System.currentTimeMillis() - day.toMillis();
        return EngineClock.ofPast(Long.parseLong(stored.decide(BEGAN, Long.toString(from))));
    }

    /** It will not be lived again. */
    static void ended(Database database) {
        new StoredSettings(database).decide(ENDED, Long.toString(System.currentTimeMillis()));
    }
}
