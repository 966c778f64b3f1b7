package exchange.drill;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Reads the journal again and again, and compares the times of what is new with PostgreSQL's clock:
 * it was written after the last look, or a little before.
 */
final class TimeWatch {
    private static final long LOOK_MILLIS = 200;

    private final Scene scene;
    private final long lateMillisMax;
    private long lookedAt;
    private long furthest;

    /** @param lateMillisMax how long a batch may be on its way from its stamp to the journal */
    TimeWatch(Scene scene, long lateMillisMax) throws SQLException {
        this.scene = scene;
        this.lateMillisMax = lateMillisMax;
        this.lookedAt = scene.journal().databaseMillis();
        scene.journal().refresh();
        scene.journal().takeTimes();
    }

    /** Looks once. */
    void look() throws SQLException {
        long began = scene.journal().databaseMillis();
        scene.journal().refresh();
        DrillJournal.Times times = scene.journal().takeTimes();
        long ended = scene.journal().databaseMillis();
        if (!times.isEmpty()) {
            judge(lookedAt - times.first(), times.first(), "before it was written");
            judge(times.last() - ended, times.last(), "after it was written");
        }
        lookedAt = began;
    }

    private void judge(long offMillis, long time, String how) {
        furthest = Math.max(furthest, offMillis);
        if (offMillis > lateMillisMax) {
            scene.violation("a batch is stamped " + time + ", " + offMillis + " ms " + how
                    + " by PostgreSQL's clock");
        }
    }

    /** Looks for so long. */
    void lookFor(Duration time) throws SQLException, InterruptedException {
        long until = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < until) {
            look();
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
    }

    /** How far a batch was off for sure. */
    long furthestMillis() {
        return furthest;
    }
}
