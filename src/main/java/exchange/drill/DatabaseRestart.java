package exchange.drill;

import java.io.IOException;
import java.time.Duration;

/**
 * PostgreSQL is killed, stands still for twenty seconds, answers slowly, or has no room on its
 * disk. While it does not work commands are refused and not queued; soon after it works again, so
 * does the exchange, without anybody's help.
 */
final class DatabaseRestart implements Drill {
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(60);
    private static final Duration SERVED_LIMIT = Duration.ofSeconds(60);
    private static final long FROZEN_MILLIS = 20_000;
    private static final long SLOW_MILLIS = 10_000;
    private static final long FULL_MILLIS = 8_000;
    private static final long ANSWER_DELAY_MILLIS = 2_500;
    private static final long DISK_BYTES = 1L << 30;

    private enum Trouble {
        KILLED,
        FROZEN,
        SLOW,
        FULL
    }

    private final long tradingMillisMax;

    DatabaseRestart() {
        this(5_000);
    }

    /** @param tradingMillisMax after which it has to trade again; more where much else goes on */
    DatabaseRestart(long tradingMillisMax) {
        this.tradingMillisMax = tradingMillisMax;
    }

    @Override
    public String name() {
        return "db-restart";
    }

    @Override
    public String how() {
        return "PostgreSQL killed, frozen for 20 s, slow, or its disk full (as root)";
    }

    @Override
    public Goal goal() {
        return Goal.of("trading 5 s after it works again; refuses orders while it does not");
    }

    @Override
    public int onceCycles() {
        return 30;
    }

    @Override
    public Stage stage() {
        Stage stage = Stage.USUAL.withProxies();
        return isRoot() ? stage.withDisk(DISK_BYTES) : stage;
    }

    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    @Override
    public void cycle(Scene scene, int cycle) throws Exception {
        Trouble trouble = trouble(scene, cycle);
        int busy = scene.load().busyCount();
        Thread.sleep(500 + scene.random().nextInt(500));
        make(scene, trouble);
        scene.cluster().postgres().awaitAnswer(ANSWER_LIMIT);
        long works = System.nanoTime();
        scene.load().awaitServed(SERVED_LIMIT);
        long millis = Duration.ofNanos(System.nanoTime() - works).toMillis();
        int refused = scene.load().busyCount() - busy;
        scene.happened("%s, trading %.1f s after it worked again, %d orders refused meanwhile"
                .formatted(trouble, millis / 1_000.0, refused));
        if (millis > tradingMillisMax) {
            scene.violation("trading only " + millis + " ms after PostgreSQL worked again");
        }
        if (refused == 0 && trouble != Trouble.KILLED) {
            scene.violation("nothing was refused while PostgreSQL was " + trouble);
        }
    }

    /** Who has no small disk of its own has none to fill. */
    private static Trouble trouble(Scene scene, int cycle) {
        Trouble[] all = Trouble.values();
        int kinds = scene.cluster().postgres().isSmall() ? all.length : all.length - 1;
        return all[(cycle - 1) % kinds];
    }

    private static void make(Scene scene, Trouble trouble)
            throws IOException, InterruptedException {
        DrillPostgres postgres = scene.cluster().postgres();
        switch (trouble) {
            case KILLED -> postgres.kill9();
            case FROZEN -> {
                postgres.freeze();
                Thread.sleep(FROZEN_MILLIS);
                postgres.thaw();
            }
            case SLOW -> {
                slow(scene, ANSWER_DELAY_MILLIS);
                Thread.sleep(SLOW_MILLIS);
                slow(scene, 0);
            }
            case FULL -> {
                postgres.fillDisk();
                Thread.sleep(FULL_MILLIS);
                postgres.freeDisk();
            }
        }
    }

    private static void slow(Scene scene, long millis) {
        scene.cluster().nodes().forEach(each -> each.proxy().delayAnswers(millis));
    }
}
