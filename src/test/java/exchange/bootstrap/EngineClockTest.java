package exchange.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import exchange.persistence.Database;
import exchange.persistence.Migrations;
import exchange.persistence.StoredSettings;
import exchange.testkit.TestPostgres;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** A past runs up to now, never back and never past it, and is lived once. */
final class EngineClockTest {
    private static final long HOUR_MILLIS = 3_600_000;

    @Test
    void pastStandsWhereItWasMovedToAndEndsInThePresent() {
        long now = System.currentTimeMillis();
        EngineClock clock = EngineClock.ofPast(System::currentTimeMillis, now - 2 * HOUR_MILLIS);
        assertThat(clock.millis()).isEqualTo(now - 2 * HOUR_MILLIS);
        assertThat(clock.graceMillis()).isEqualTo(24 * HOUR_MILLIS);

        clock.moveTo(now - HOUR_MILLIS);
        clock.moveTo(now - 2 * HOUR_MILLIS);
        assertThat(clock.millis()).isEqualTo(now - HOUR_MILLIS);

        clock.moveTo(now + HOUR_MILLIS);
        assertThat(clock.millis()).isBetween(now, System.currentTimeMillis());
        assertThat(clock.isPast()).isTrue();

        clock.arrive();
        assertThat(clock.isPast()).isFalse();
        assertThat(clock.graceMillis()).isZero();
        assertThat(clock.millis()).isBetween(now, System.currentTimeMillis());
    }

    @Test
    void firstDayIsLivedOnceOnANewDatabaseAndWithDemoAlone() {
        Database database = TestPostgres.freshDatabase();
        Migrations.run(database);
        assertThat(clock("false", database).isPast()).isFalse();

        EngineClock first = clock("true", database);
        assertThat(first.isPast()).isTrue();
        assertThat(first.millis())
                .isCloseTo(
                        System.currentTimeMillis() - 24 * HOUR_MILLIS,
                        org.assertj.core.api.Assertions.within(60_000L));

        // The engine has run, and the process was killed: it goes on with the same day.
        new StoredSettings(database).decide(Engine.PARTITIONS_SETTING, "4");
        EngineClock again = clock("true", database);
        assertThat(again.isPast()).isTrue();
        assertThat(again.millis()).isEqualTo(first.millis());

        FirstDay.ended(database, again);
        assertThat(clock("true", database).isPast()).isFalse();
    }

    @Test
    void exchangeThatHasBegunWithoutDemoLivesNoPast() {
        Database database = TestPostgres.freshDatabase();
        Migrations.run(database);
        new StoredSettings(database).decide(Engine.PARTITIONS_SETTING, "4");

        assertThat(clock("true", database).isPast()).isFalse();
    }

    private static EngineClock clock(String demo, Database database) {
        return FirstDay.clock(settings(demo), database, System::currentTimeMillis);
    }

    private static Settings settings(String demo) {
        return Settings.load(
                Path.of("target", "no-such-folder"), new HashMap<>(Map.of("DEMO", demo)));
    }
}
