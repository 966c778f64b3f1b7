package exchange.drill;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * Some cycles of one drill on a scene of their own, in a scratch folder that is kept only when
 * something was wrong. Can be ended from another thread, and then leaves no process behind.
 */
public final class DrillRun implements AutoCloseable {
    private final Drill drill;
    private final Stage stage;
    private final long seed;
    private final Filler filler;
    private final Consumer<String> words;
    private Scene scene;
    private boolean closed;

    /** @param words what a person wants to read while it goes on */
    public DrillRun(Drill drill, Stage stage, long seed, Filler filler, Consumer<String> words) {
        this.drill = drill;
        this.stage = stage;
        this.seed = seed;
        this.filler = filler;
        this.words = words;
    }

    /** Carries them out. After a violation no further cycle is begun. */
    public CyclesResult run(int cycles) throws IOException, InterruptedException, TimeoutException {
        Path folder = Files.createTempDirectory("exchange-drill-" + drill.name() + "-");
        words.accept(drill.name() + ": " + drill.how() + "; seed " + seed + ", in " + folder);
        Instant began = Instant.now();
        List<Long> outages = new ArrayList<>();
        List<String> violations = new ArrayList<>();
        long orders;
        try {
            keep(Scene.open(folder, stage, seed, filler));
            for (int cycle = 1; cycle <= cycles && violations.isEmpty(); cycle++) {
                Scene.Outcome outcome = scene.play(drill, cycle);
                outages.add(outcome.outageMillis());
                violations.addAll(outcome.violations());
                say(cycle, cycles, outcome);
            }
            orders = scene.load().orders();
            violations.addAll(scene.finish());
        } finally {
            close();
        }
        if (violations.isEmpty()) {
            delete(folder);
        } else {
            words.accept("what the nodes said is in " + folder);
        }
        double seconds = (System.currentTimeMillis() - began.toEpochMilli()) / 1e3;
        return new CyclesResult(drill, began, outages, violations, seconds, orders);
    }

    private void say(int cycle, int cycles, Scene.Outcome outcome) {
        words.accept(String.format(
                Locale.ROOT,
                "%d/%d  %s  outage %.1f s%s",
                cycle,
                cycles,
                outcome.happened(),
                outcome.outageMillis() / 1000.0,
                outcome.violations().isEmpty() ? "" : "  VIOLATED"));
        outcome.violations().forEach(words);
    }

    private synchronized void keep(Scene opened) throws IOException {
        scene = opened;
        if (closed) {
            opened.close();
            throw new IOException("the drill was ended");
        }
    }

    private static void delete(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                    throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, IOException failure)
                    throws IOException {
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    @Override
    public synchronized void close() throws IOException {
        if (!closed && scene != null) {
            closed = true;
            scene.close();
        }
        closed = true;
    }
}
