package exchange.ops;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * Every number the exchange shows about itself. A room asks once for its meters and keeps them;
 * writing to them is cheap, safe from any thread, and never fails. A process has one of these;
 * tests make their own. What each name means stands in docs/operations.md.
 */
public final class Metrics {
    /** What {@link #text()} is, for the Content-Type header. */
    public static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private final PrometheusMeterRegistry registry =
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Map<List<String>, EntityMeters> entities = new ConcurrentHashMap<>();
    private final Map<String, EdgeMeters> edges = new ConcurrentHashMap<>();
    private final Map<String, SocketMeters> sockets = new ConcurrentHashMap<>();
    private final Map<String, ProjectionMeters> projections = new ConcurrentHashMap<>();
    private volatile LongSupplier clock = System::currentTimeMillis;

    /** The ones of this process, the JVM's own among them. */
    public static Metrics process() {
        return Process.METRICS;
    }

    /** What the times of rows are compared with from now on; epoch milliseconds. */
    public void keepTo(LongSupplier time) {
        clock = time;
    }

    /** The meters of one order book or ledger, by entity type and name; always the same ones. */
    public EntityMeters entity(String type, String name) {
        return entities.computeIfAbsent(
                List.of(type, name), key -> new EntityMeters(registry, type, name));
    }

    /** The entities that have begun here at some time. */
    Collection<EntityMeters> entities() {
        return entities.values();
    }

    /** The meters of one way in, such as "rest" or "ws". */
    public EdgeMeters edge(String name) {
        return edges.computeIfAbsent(name, key -> new EdgeMeters(registry, name));
    }

    /** The meters of one kind of socket, such as "v1" or "update". */
    public SocketMeters sockets(String kind) {
        return sockets.computeIfAbsent(kind, key -> new SocketMeters(registry, kind));
    }

    /** The meters of one projection of the read side. */
    public ProjectionMeters projection(String name) {
        return projections.computeIfAbsent(
                name, key -> new ProjectionMeters(registry, name, () -> clock.getAsLong()));
    }

    /** Counts something that a person must look at; the log says what it was. */
    public void alert(String kind) {
        Counter.builder("alerts")
                .description("Things that a person must look at; the log has the words")
                .tag("kind", kind)
                .register(registry)
                .increment();
    }

    /** The state of everything now, in the text format that Prometheus reads. */
    public String text() {
        return registry.scrape();
    }

    MeterRegistry registry() {
        return registry;
    }

    /** Made by the first use. */
    private static final class Process {
        static final Metrics METRICS = new Metrics();

        static {
            new JvmMemoryMetrics().bindTo(METRICS.registry);
            // Listens for as long as the process lives, so it is never closed.
            new JvmGcMetrics().bindTo(METRICS.registry);
            new JvmThreadMetrics().bindTo(METRICS.registry);
            new ProcessorMetrics().bindTo(METRICS.registry);
            new FileDescriptorMetrics().bindTo(METRICS.registry);
            new UptimeMetrics().bindTo(METRICS.registry);
        }
    }
}
