package exchange.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import exchange.persistence.Database;
import exchange.testkit.TestPostgres;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** PostgreSQL's time, played: it can be set, answers as slowly as it likes, and goes away. */
final class DatabaseClockTest {
    private static final long HOUR = 3_600_000;
    private static final long BEGINNING = 1_800_000_000_000L;

    private long elapsedNanos = -5_000_000_000_000L;
    private long theirsAheadMillis;
    private long wayThereMillis;
    private long wayBackMillis;
    private boolean isAway;
    private final DatabaseClock clock = new DatabaseClock(this::answer, () -> elapsedNanos);

    private long theirs() {
        return BEGINNING + theirsAheadMillis + TimeUnit.NANOSECONDS.toMillis(elapsedNanos);
    }

    private DatabaseClock.Answer answer() throws SQLException {
        if (isAway) {
            throw new SQLException("away");
        }
        long asked = elapsedNanos;
        pass(wayThereMillis);
        long micros = theirs() * 1_000;
        pass(wayBackMillis);
        return new DatabaseClock.Answer(asked, micros);
    }

    private void pass(long millis) {
        elapsedNanos += TimeUnit.MILLISECONDS.toNanos(millis);
    }

    @Test
    void timeIsThatOfTheDatabaseCarriedOn() throws SQLException {
        clock.measure();
        assertThat(clock.millis()).isEqualTo(theirs());

        pass(HOUR);
        assertThat(clock.millis()).isEqualTo(theirs());
        assertThat(clock.instant().toEpochMilli()).isEqualTo(theirs());
    }

    @Test
    void slowAnswerExplainsTheDifferenceAndCorrectsNothing() throws SQLException {
        clock.measure();
        wayBackMillis = 2_900;
        clock.measure();
        assertThat(clock.millis()).isEqualTo(theirs());

        wayBackMillis = 0;
        wayThereMillis = 2_900;
        clock.measure();
        assertThat(clock.millis()).isEqualTo(theirs());
    }

    @Test
    void firstAnswerThatWasSlowIsCorrectedByAQuickOne() throws SQLException {
        wayBackMillis = 800;
        clock.measure();
        assertThat(clock.millis()).isCloseTo(theirs(), within(400L));

        wayBackMillis = 2;
        clock.measure();
        pass(1_000);
        assertThat(clock.millis()).isCloseTo(theirs(), within(2L));
    }

    @Test
    void databaseThatWasSetForwardIsFollowed() throws SQLException {
        clock.measure();
        theirsAheadMillis = HOUR;
        clock.measure();

        assertThat(clock.millis()).isEqualTo(theirs());
    }

    @Test
    void databaseThatWasSetBackIsWaitedFor() throws SQLException {
        clock.measure();
        long before = clock.millis();
        theirsAheadMillis = -60_000;
        clock.measure();

        pass(59_000);
        assertThat(clock.millis()).isEqualTo(before);
        pass(2_000);
        assertThat(clock.millis()).isEqualTo(theirs()).isEqualTo(before + 1_000);
    }

    @Test
    void timeGoesOnWhileTheDatabaseIsAway() throws SQLException {
        clock.measure();
        isAway = true;
        pass(10_000);
        assertThatThrownBy(clock::measure).isInstanceOf(SQLException.class);

        assertThat(clock.millis()).isEqualTo(theirs());
    }

    /** Whatever the ways and the drift, it is never further off than the quickest answer allows. */
    @Property(tries = 300)
    void timeNeverRunsBackwardsAndStaysNear(
            @ForAll @Size(min = 1, max = 40) List<@IntRange(min = 0, max = 3_000) Integer> ways)
            throws SQLException {
        long before = Long.MIN_VALUE;
        long quickest = Long.MAX_VALUE;
        for (int i = 0; i < ways.size(); i++) {
            boolean there = i % 3 == 0;
            wayThereMillis = there ? ways.get(i) : 0;
            wayBackMillis = there ? 0 : ways.get(i);
            clock.measure();
            quickest = Math.min(quickest, ways.get(i));
            long now = clock.millis();
            assertThat(now).isGreaterThanOrEqualTo(before);
            before = now;
            pass(2_000);
        }
        pass(3_000);
        assertThat(clock.millis()).isCloseTo(theirs(), within(quickest));
    }

    @Test
    void realDatabaseTellsItsTime() {
        Database fresh = TestPostgres.freshDatabase();
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(fresh.jdbcUrl());
        source.setUser(fresh.user());
        source.setPassword(fresh.password());

        try (DatabaseClock real = DatabaseClock.open(source)) {
            assertThat(real.millis()).isCloseTo(System.currentTimeMillis(), within(3_000L));
        }
    }
}
