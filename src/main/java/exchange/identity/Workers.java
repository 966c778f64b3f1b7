package exchange.identity;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** A few named threads and a bounded queue for work that blocks. What does not fit is refused. */
final class Workers implements AutoCloseable {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);
    private static final int STOP_SECONDS_MAX = 2;

    private final ThreadPoolExecutor threads;

    Workers(String name, IdentitySettings.Pool pool) {
        var counter = new AtomicInteger();
        threads = new ThreadPoolExecutor(
                pool.threads(),
                pool.threads(),
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(pool.queue()),
                work -> {
                    Thread thread = new Thread(work, name + "-" + counter.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
    }

    <T> CompletionStage<Outcome<T>> run(Supplier<Outcome<T>> work) {
        try {
            return CompletableFuture.supplyAsync(work, threads);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.completedFuture(
                    Outcome.refused(IdentityRefusal.TOO_MANY_LOGINS, RETRY_AFTER));
        }
    }

    @Override
    public void close() {
        threads.shutdown();
        try {
            if (!threads.awaitTermination(STOP_SECONDS_MAX, TimeUnit.SECONDS)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException e) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
