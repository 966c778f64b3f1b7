package exchange.ops;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

import java.util.concurrent.atomic.AtomicLong;

/** How many sockets of one kind are open, and how many were closed for their slow reader. */
public final class SocketMeters {
    private final AtomicLong open = new AtomicLong();
    private final Counter opened;
    private final Counter tooSlow;

    SocketMeters(MeterRegistry registry, String kind) {
        Gauge.builder("sockets_open", open, AtomicLong::get)
                .description("Sockets that are open now")
                .tag("socket", kind)
                .register(registry);
        opened = Counter.builder("sockets_opened")
                .description("Sockets opened since the start")
                .tag("socket", kind)
                .register(registry);
        tooSlow = Counter.builder("sockets_too_slow")
                .description("Sockets closed because the client did not read for too long")
                .tag("socket", kind)
                .register(registry);
    }

    public void opened() {
        open.incrementAndGet();
        opened.increment();
    }

    /** Once for each that was opened, whoever closed it. */
    public void closed() {
        open.decrementAndGet();
    }

    /** Said in addition to {@link #closed()}. */
    public void tooSlow() {
        tooSlow.increment();
    }
}
