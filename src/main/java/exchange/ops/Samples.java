package exchange.ops;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The last minutes of this node, second by second, for a page that draws them. Made from the same
 * meters that are scraped, so that both say the same; for longer times scrape those. Forgets what
 * is older than it keeps, and everything with the process.
 */
public final class Samples implements AutoCloseable {
    /** Five minutes. */
    private static final int KEPT = 300;

    private static final long INTERVAL_MILLIS = 1_000;
    private static final double MILLION = 1_000_000;

    private final MeterRegistry registry;
    private final LongSupplier clock;
    private final Deque<Sample> kept = new ArrayDeque<>();
    private final ScheduledExecutorService thread;
    private Counts before;

    /** What only ever grows. */
    private record Counts(
            long time,
            double accepted,
            double refused,
            double unknown,
            Histogram answers,
            double commits,
            double bytes,
            double inputs,
            Histogram commitTimes,
            double pauses) {}

    /** Makes it without looking on. The clock is the node's own, in epoch milliseconds. */
    public Samples(Metrics metrics, LongSupplier clock) {
        registry = metrics.registry();
        this.clock = clock;
        before = counts();
        thread = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("samples").factory());
    }

    /** Looks every second from now on. */
    public Samples start() {
        thread.scheduleAtFixedRate(
                this::look, INTERVAL_MILLIS, INTERVAL_MILLIS, TimeUnit.MILLISECONDS);
        return this;
    }

    /** What is kept of the time after that moment, the oldest first. */
    public synchronized List<Sample> after(long time) {
        return kept.stream().filter(each -> each.time() > time).toList();
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    synchronized void look() {
        Counts now = counts();
        kept.addLast(sample(before, now));
        if (kept.size() > KEPT) {
            kept.removeFirst();
        }
        before = now;
    }

    private Counts counts() {
        return new Counts(
                clock.getAsLong(),
                orders("accepted"),
                orders("refused"),
                orders("unknown"),
                Histogram.of(registry.find("order_ack").timers()),
                counted("commits"),
                counted("journaled_bytes"),
                registry.find("batch_inputs").summaries().stream()
                        .mapToDouble(DistributionSummary::totalAmount)
                        .sum(),
                Histogram.of(registry.find("batch_commit").timers()),
                ManagementFactory.getGarbageCollectorMXBeans().stream()
                        .mapToLong(GarbageCollectorMXBean::getCollectionTime)
                        .sum());
    }

    private Sample sample(Counts from, Counts to) {
        return new Sample(
                to.time(),
                to.time() - from.time(),
                new Sample.Orders(
                        grown(from.accepted(), to.accepted()),
                        grown(from.refused(), to.refused()),
                        grown(from.unknown(), to.unknown())),
                to.answers().since(from.answers()).times(),
                grown(from.commits(), to.commits()),
                grown(from.bytes(), to.bytes()),
                grown(from.inputs(), to.inputs()),
                to.commitTimes().since(from.commitTimes()).times(),
                gauges("queue_length", false),
                gauges("entity_halted", true),
                registry.find("read_side_lag").timeGauges().stream()
                        .mapToLong(Samples::millis)
                        .max()
                        .orElse(0),
                gauges("read_side_lag_rows", true),
                gauges("sockets_open", true),
                (long) counted("alerts"),
                jvm(grown(from.pauses(), to.pauses())));
    }

    private static Sample.Jvm jvm(long pauseMillis) {
        MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
        var system =
                ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class);
        // Below zero when the system does not tell.
        double cpu = Math.max(0, system.getProcessCpuLoad());
        return new Sample.Jvm(
                heap.getUsed(),
                heap.getMax(),
                Math.round(cpu * MILLION),
                pauseMillis,
                ManagementFactory.getThreadMXBean().getThreadCount());
    }

    private double orders(String outcome) {
        return registry.find("order_ack").tag("outcome", outcome).timers().stream()
                .mapToLong(Timer::count)
                .sum();
    }

    private double counted(String name) {
        return registry.find(name).counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    /** The sum of all gauges of that name, or the greatest. */
    private long gauges(String name, boolean sums) {
        var values = registry.find(name).gauges().stream().mapToDouble(Gauge::value);
        return Math.round(sums ? values.sum() : values.max().orElse(0));
    }

    private static long millis(TimeGauge gauge) {
        return Math.round(gauge.value(TimeUnit.MILLISECONDS));
    }

    private static long grown(double from, double to) {
        return Math.max(0, Math.round(to - from));
    }
}
