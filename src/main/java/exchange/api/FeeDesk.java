package exchange.api;

import com.typesafe.config.Config;

import exchange.readside.Lag;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The daily count of fee levels on one node: looks every few minutes whether a day is over, in the
 * tables and not counted here yet. On a thread of its own.
 */
public final class FeeDesk implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(FeeDesk.class);

    private final FeeCount count;
    private final Supplier<CompletionStage<Lag>> lag;
    private final Clock clock;
    private final ScheduledExecutorService worker;
    private volatile long counted = Long.MIN_VALUE;

    private FeeDesk(FeeCount count, Supplier<CompletionStage<Lag>> lag, Clock clock) {
        this.count = count;
        this.lag = lag;
        this.clock = clock;
        worker = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "fee-levels");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * @param root the whole configuration
     * @param lag how far the tables are behind
     */
    public static FeeDesk open(
            Config root, FeeCount count, Supplier<CompletionStage<Lag>> lag, Clock clock) {
        FeeDesk desk = new FeeDesk(count, lag, clock);
        Duration check = root.getDuration("exchange.fees.check");
        desk.worker.scheduleWithFixedDelay(
                desk::countWhenDue, check.toMillis(), check.toMillis(), TimeUnit.MILLISECONDS);
        return desk;
    }

    /** Counts up to yesterday now, whether that was done before or not. */
    public CompletionStage<FeeCount.Counted> countNow(String by) {
        return CompletableFuture.supplyAsync(() -> count.count(count.yesterday(), by), worker);
    }

    /** Never throws, or there would be no next time. */
    private void countWhenDue() {
        long day = count.yesterday();
        try {
            if (day > counted && isInTheTables(day)) {
                FeeCount.Counted done = count.count(day, "daily");
                counted = day;
                log.info("fee levels of day {} are counted for {} accounts", day, done.accounts());
            }
        } catch (RuntimeException e) {
            log.warn("fee levels could not be counted, will try again", e);
        }
    }

    /** Whether all that was written before the day's end is in the tables. */
    private boolean isInTheTables(long day) {
        long end = (day + 1) * FeeCount.DAY_MILLIS;
        long millisBehind = lag.get().toCompletableFuture().join().millisBehind();
        return clock.millis() - millisBehind > end;
    }

    @Override
    public void close() {
        worker.shutdownNow();
    }
}
