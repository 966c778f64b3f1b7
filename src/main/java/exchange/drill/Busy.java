package exchange.drill;

import com.sun.management.OperatingSystemMXBean;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** The machine has much else to do, for long; nobody is taken for dead who only is slow. */
final class Busy implements Drill {
    private static final double SHARE = 0.8;
    private static final int PER_MILLE = 1_000;
    private static final int STEP = 40;
    private static final long SLICE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
    private static final long LOOK_MILLIS = 500;

    private final Duration duration;

    Busy(Duration duration) {
        this.duration = duration;
    }

    @Override
    public String name() {
        return "busy";
    }

    @Override
    public String how() {
        return duration.toMinutes() + " minutes with all processors busy to 80 %";
    }

    @Override
    public Goal goal() {
        return Goal.of("no false downing");
    }

    @Override
    public int onceCycles() {
        return 1;
    }

    @Override
    public void cycle(Scene scene, int cycle) throws Exception {
        var before = scene.incarnations();
        AtomicInteger duty = new AtomicInteger();
        List<Thread> burners = burners(duty);
        var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        double sum = 0;
        int looks = 0;
        try {
            long end = System.nanoTime() + duration.toNanos();
            while (System.nanoTime() < end) {
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
                double load = system.getCpuLoad();
                sum += load;
                looks++;
                int step = load < SHARE ? STEP : -STEP;
                duty.set(Math.clamp(duty.get() + step, 0, PER_MILLE));
                requireAll(scene);
            }
        } finally {
            burners.forEach(Thread::interrupt);
        }
        scene.requireNoRestarts(before, entity -> false);
        scene.happened("%.0f %% busy on average".formatted(100 * sum / Math.max(1, looks)));
    }

    private static void requireAll(Scene scene) {
        for (DrillNode node : scene.cluster().nodes()) {
            if (!node.isAlive()) {
                throw new IllegalStateException(node + " was taken out and has ended");
            }
        }
    }

    private static List<Thread> burners(AtomicInteger duty) {
        List<Thread> burners = new ArrayList<>();
        for (int i = 0; i < Runtime.getRuntime().availableProcessors(); i++) {
            burners.add(Thread.ofPlatform().daemon().name("burner-" + i).start(() -> burn(duty)));
        }
        return burners;
    }

    private static void burn(AtomicInteger duty) {
        AtomicLong sink = new AtomicLong();
        try {
            while (!Thread.interrupted()) {
                long work = SLICE_NANOS * duty.get() / PER_MILLE;
                long start = System.nanoTime();
                while (System.nanoTime() - start < work) {
                    sink.incrementAndGet();
                }
                TimeUnit.NANOSECONDS.sleep(SLICE_NANOS - work);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
