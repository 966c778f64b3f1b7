package exchange.ops;

import exchange.ops.EntityMeters.Condition;

import io.micrometer.core.instrument.TimeGauge;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import javax.sql.DataSource;

/**
 * Whether this node can take orders. One thread looks every few seconds, so that asking is free
 * however often it is done. Ready means: PostgreSQL answers, its clock and the machine's agree, and
 * every book and ledger that lives here has answered lately and does not fail again and again. A
 * HALTED entity is reported but does not take the node out of service, because the others go on.
 */
public final class Health implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Health.class);
    private static final long CLOCK_SAID_MILLIS = 500;
    private static final long CLOCK_REFUSED_MILLIS = 5_000;
    private static final long SILENT_MILLIS = 10_000;
    private static final Duration INTERVAL = Duration.ofSeconds(2);
    private static final int DATABASE_SECONDS_MAX = 3;

    private final DataSource database;
    private final Metrics metrics;
    private final LongSupplier machine;
    private final LongSupplier elapsed;
    private final ScheduledExecutorService thread;
    private final Map<String, Supplier<Finding>> others = new ConcurrentHashMap<>();
    private volatile Looked last;
    private volatile long offsetMillis;
    private volatile boolean needsEntities = true;
    private boolean offsetSaid;

    /** What was found, in words for a person, by the name of the check. */
    public record Report(boolean isReady, Map<String, String> checks) {
        public Report {
            checks = Map.copyOf(checks);
        }
    }

    /** What one check has found. */
    public record Finding(boolean isGood, String words) {}

    private record Looked(long atMillis, Finding database, Finding clock) {}

    /**
     * Makes it without looking yet.
     *
     * @param machine its clock, epoch milliseconds; orders do not keep to it
     * @param elapsed milliseconds that only pass
     */
    public Health(
            DataSource database, Metrics metrics, LongSupplier machine, LongSupplier elapsed) {
        this.database = database;
        this.metrics = metrics;
        this.machine = machine;
        this.elapsed = elapsed;
        Finding unknown = new Finding(false, "not looked at yet");
        this.last = new Looked(elapsed.getAsLong(), unknown, unknown);
        this.thread = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("health").factory());
        TimeGauge.builder(
                        "clock_offset", this, TimeUnit.MILLISECONDS, health -> health.offsetMillis)
                .description("This machine's clock minus PostgreSQL's")
                .register(metrics.registry());
    }

    /** One more check, which answers without waiting for anybody. */
    public Health with(String name, Supplier<Finding> check) {
        others.put(name, check);
        return this;
    }

    /** No book and no ledger has to live here. */
    public Health withoutEntities() {
        needsEntities = false;
        return this;
    }

    /** Looks every two seconds from now on. */
    public Health start() {
        thread.scheduleWithFixedDelay(this::look, 0, INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
        return this;
    }

    /** How it is, without waiting for anybody. */
    public Report report() {
        long now = elapsed.getAsLong();
        Looked looked = last;
        Finding entities = entities(now);
        boolean stale = now - looked.atMillis() > SILENT_MILLIS;
        Map<String, String> checks = new TreeMap<>();
        checks.put("database", stale ? "does not answer" : looked.database().words());
        checks.put("clock", looked.clock().words());
        checks.put("entities", entities.words());
        boolean isReady = !stale
                && looked.database().isGood()
                && looked.clock().isGood()
                && entities.isGood();
        for (Map.Entry<String, Supplier<Finding>> other : others.entrySet()) {
            Finding found = other.getValue().get();
            checks.put(other.getKey(), found.words());
            isReady &= found.isGood();
        }
        return new Report(isReady, checks);
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    void look() {
        long before = machine.getAsLong();
        try {
            long theirs = databaseMillis();
            long after = machine.getAsLong();
            // The truth lies somewhere in the time the question took.
            long offset = (before + after) / 2 - theirs;
            last = new Looked(
                    elapsed.getAsLong(), new Finding(true, "answers"), clockCheck(offset));
        } catch (SQLException | RuntimeException e) {
            Finding unreachable = new Finding(false, "cannot be reached: " + firstLine(e));
            last = new Looked(elapsed.getAsLong(), unreachable, last.clock());
        }
    }

    private long databaseMillis() throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.setQueryTimeout(DATABASE_SECONDS_MAX);
            return TimeUnit.MICROSECONDS.toMillis(DatabaseClock.micros(statement));
        }
    }

    private Finding clockCheck(long offset) {
        offsetMillis = offset;
        boolean isFar = Math.abs(offset) > CLOCK_SAID_MILLIS;
        String words =
                Math.abs(offset) + " ms " + (offset < 0 ? "behind" : "ahead of") + " PostgreSQL's";
        if (isFar && !offsetSaid) {
            log.warn(
                    "this machine's clock is {}; set both by NTP; orders keep to PostgreSQL's",
                    words);
            metrics.alert("clock");
        }
        offsetSaid = isFar;
        return new Finding(Math.abs(offset) <= CLOCK_REFUSED_MILLIS, words);
    }

    private Finding entities(long now) {
        List<EntityMeters> here = metrics.entities().stream()
                .filter(each -> each.condition() != Condition.LEFT)
                .toList();
        List<String> bad = here.stream()
                .filter(each -> each.isHalted() || !canDecide(each, now))
                .map(each -> each + " " + words(each, now))
                .sorted()
                .toList();
        boolean isGood = !(needsEntities && here.isEmpty())
                && here.stream().allMatch(each -> each.isHalted() || canDecide(each, now));
        String counted = here.size() - bad.size() + " of " + here.size() + " answer";
        return new Finding(
                isGood, bad.isEmpty() ? counted : counted + "; " + String.join(", ", bad));
    }

    private static boolean canDecide(EntityMeters entity, long now) {
        return now - entity.heardMillis() <= SILENT_MILLIS && !entity.keepsFailing(now);
    }

    private static String words(EntityMeters entity, long now) {
        return !entity.isHalted() && entity.keepsFailing(now)
                ? "keeps failing"
                : "is " + word(entity.condition());
    }

    private static String word(Condition condition) {
        return switch (condition) {
            case STARTING -> "starting";
            case AT_WORK -> "silent";
            case HALTED -> "HALTED";
            case LEFT -> "elsewhere";
        };
    }

    private static String firstLine(Exception e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }
}
