package exchange.ops;

import exchange.ops.Health.Finding;

import io.micrometer.core.instrument.Gauge;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * How much room the disk has that the database writes to. Says so before it is full: first in the
 * log, then the node is not ready, and at last the exchange is read-only, because PostgreSQL ends
 * when its own log finds no room. Goes back by itself when there is room again.
 */
public final class DiskSpace implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(DiskSpace.class);
    private static final Duration INTERVAL = Duration.ofSeconds(1);

    private final Path path;
    private final Bounds bounds;
    private final DatabaseState database;
    private final Metrics metrics;
    private final ScheduledExecutorService thread;
    private volatile long free = Long.MAX_VALUE;
    private boolean lowSaid;
    private boolean stopped;

    /** What free space is little, in bytes: a word, a red light, the end of writing. */
    public record Bounds(long low, long red, long stop) {}

    public DiskSpace(Path path, Bounds bounds, DatabaseState database, Metrics metrics) {
        this.path = path;
        this.bounds = bounds;
        this.database = database;
        this.metrics = metrics;
        this.thread = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("disk-space").factory());
        Gauge.builder("disk_free_bytes", this, disk -> disk.free)
                .description("Free on the disk that the database writes to")
                .register(metrics.registry());
    }

    /** Looks once now and every second from now on. */
    public DiskSpace start() {
        look();
        long millis = INTERVAL.toMillis();
        thread.scheduleWithFixedDelay(this::look, millis, millis, TimeUnit.MILLISECONDS);
        return this;
    }

    public Finding finding() {
        return new Finding(free > bounds.red(), words());
    }

    void look() {
        try {
            looked(Files.getFileStore(path).getUsableSpace());
        } catch (IOException | RuntimeException e) {
            log.warn("cannot see how much is free in {}: {}", path, e.toString());
        }
    }

    /** A little more than the bound ends each state, so that nothing flickers. */
    void looked(long found) {
        free = found;
        if (!stopped && found < bounds.stop()) {
            stopped = true;
            log.error("ALERT {}; nothing is written until there is more: free some space", words());
            metrics.alert("disk");
        } else if (stopped && found > bounds.stop() + bounds.stop() / 2) {
            stopped = false;
            log.info("{}: commands are taken again", words());
        }
        database.full(stopped ? words() : "");
        if (!lowSaid && found < bounds.low()) {
            lowSaid = true;
            log.error(
                    "ALERT {}: free some space, or give it a larger disk; below {} MiB the node is"
                            + " not ready, below {} MiB the exchange is read-only",
                    words(),
                    bounds.red() >> 20,
                    bounds.stop() >> 20);
            metrics.alert("disk");
        } else if (lowSaid && found > bounds.low() + bounds.low() / 10) {
            lowSaid = false;
        }
    }

    private String words() {
        long now = free;
        String much = (now >> 20) + " MiB free in " + path;
        return now < bounds.low() ? "only " + much : much;
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
