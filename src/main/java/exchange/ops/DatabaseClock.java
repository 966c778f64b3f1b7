package exchange.ops;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

import javax.sql.DataSource;

/**
 * PostgreSQL's time as this node knows it: asked for every two seconds, and carried on in between,
 * and while PostgreSQL is away, by the clock that nobody can set. An answer is true of some moment
 * between question and answer, so it corrects only what this cannot explain. Never runs backwards.
 * Safe for threads.
 */
public final class DatabaseClock implements InstantSource, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(DatabaseClock.class);
    private static final Duration INTERVAL = Duration.ofSeconds(2);
    private static final int FIRST_QUESTIONS = 3;
    private static final int ANSWER_SECONDS_MAX = 3;
    private static final long SAID_MICROS = TimeUnit.MILLISECONDS.toMicros(500);

    private final Source source;
    private final LongSupplier nanos;
    private final ScheduledExecutorService thread;
    private final AtomicLong last = new AtomicLong(Long.MIN_VALUE);
    private volatile long offsetMicros;
    private boolean isMeasured;

    /** Whoever knows the time. */
    interface Source {
        /** The time, and when by the own clock it was asked for. */
        Answer ask() throws SQLException;
    }

    /** @param micros the time; since the epoch */
    record Answer(long askedNanos, long micros) {}

    DatabaseClock(Source source, LongSupplier nanos) {
        this.source = source;
        this.nanos = nanos;
        this.thread = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("clock").factory());
    }

    /** Knows the time when this returns, and keeps to it until it is closed. */
    public static DatabaseClock open(DataSource database) {
        DatabaseClock clock = new DatabaseClock(() -> ask(database), System::nanoTime);
        try {
            for (int i = 0; i < FIRST_QUESTIONS; i++) {
                clock.measure();
            }
        } catch (SQLException e) {
            clock.close();
            throw new IllegalStateException("cannot ask PostgreSQL for the time", e);
        }
        clock.thread.scheduleWithFixedDelay(
                clock::look, INTERVAL.toMillis(), INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
        return clock;
    }

    /** A connection may be waited for; that is no part of the question. */
    private static Answer ask(DataSource database) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.setQueryTimeout(ANSWER_SECONDS_MAX);
            long asked = System.nanoTime();
            return new Answer(asked, micros(statement));
        }
    }

    /** What PostgreSQL says the time is: microseconds since the epoch. */
    public static long micros(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery(
                "SELECT floor(extract(epoch FROM clock_timestamp()) * 1000000)::bigint")) {
            row.next();
            return row.getLong(1);
        }
    }

    private void look() {
        try {
            measure();
        } catch (SQLException | RuntimeException e) {
            log.debug("PostgreSQL does not tell the time; this node's own goes on", e);
        }
    }

    /** Asks once. */
    void measure() throws SQLException {
        Answer answer = source.ask();
        take(answer, nanos.getAsLong());
    }

    private synchronized void take(Answer answer, long answeredNanos) {
        long least = answer.micros() - TimeUnit.NANOSECONDS.toMicros(answeredNanos);
        long most = answer.micros() - TimeUnit.NANOSECONDS.toMicros(answer.askedNanos());
        if (!isMeasured) {
            offsetMicros = least + (most - least) / 2;
            isMeasured = true;
            return;
        }
        long known = offsetMicros;
        long corrected = Math.clamp(known, least, most);
        if (Math.abs(corrected - known) > SAID_MICROS) {
            log.warn(
                    "PostgreSQL's clock was set {} by {} ms; orders follow it",
                    corrected > known ? "forward" : "back",
                    TimeUnit.MICROSECONDS.toMillis(Math.abs(corrected - known)));
        }
        offsetMicros = corrected;
    }

    /** Epoch milliseconds. */
    @Override
    public long millis() {
        long now = TimeUnit.MICROSECONDS.toMillis(
                TimeUnit.NANOSECONDS.toMicros(nanos.getAsLong()) + offsetMicros);
        long before = last.get();
        return now <= before ? before : last.accumulateAndGet(now, Math::max);
    }

    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(millis());
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
