package exchange.bootstrap;

import com.typesafe.config.Config;

import exchange.persistence.Database;
import exchange.persistence.StoredSettings;

import java.time.Duration;
import java.util.function.LongSupplier;

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
    static EngineClock clock(Settings settings, Database database, LongSupplier present) {
        Config config = settings.config();
        Duration day = config.getDuration("exchange.simulator.first-day");
        if (!DemoMarket.isWanted(settings) || day.isZero()) {
            return EngineClock.ofPresent(present);
        }
        StoredSettings stored = new StoredSettings(database);
        boolean isNew = stored.find(Engine.PARTITIONS_SETTING).isEmpty();
        boolean isUnderWay =
                stored.find(BEGAN).isPresent() && stored.find(ENDED).isEmpty();
        if (!isNew && !isUnderWay) {
            return EngineClock.ofPresent(present);
        }
        long from = present.getAsLong() - day.toMillis();
        return EngineClock.ofPast(
                present, Long.parseLong(stored.decide(BEGAN, Long.toString(from))));
    }

    /** It will not be lived again. */
    static void ended(Database database, EngineClock clock) {
        new StoredSettings(database).decide(ENDED, Long.toString(clock.presentMillis()));
    }
}
