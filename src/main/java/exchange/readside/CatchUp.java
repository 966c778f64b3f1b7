package exchange.readside;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import javax.sql.DataSource;

/**
 * Those who wait until the tables have what they know to be committed. While anybody waits, one
 * query every few milliseconds asks for all of them; the projections may run on any node.
 */
final class CatchUp {
    private static final Logger log = LoggerFactory.getLogger(CatchUp.class);
    private static final long POLL_MILLIS = 5;
    private static final String PROGRESS = """
            SELECT persistence_id, batch FROM read_side_progress WHERE persistence_id = ANY (?)
            UNION ALL
            SELECT a::text, (SELECT max(last_sequence) FROM account_events WHERE account = a)
            FROM unnest(?) a""";

    /** Whoever waits for a journal waits by persistence id, for an account by its number. */
    private record Waiter(
            String key, long sequence, long deadline, CompletableFuture<Boolean> answer) {}

    private final DataSource pool;
    private final ScheduledExecutorService scheduler;
    private List<Waiter> waiters = new ArrayList<>();
    private boolean polling;

    CatchUp(DataSource pool, ScheduledExecutorService scheduler) {
        this.pool = pool;
        this.scheduler = scheduler;
    }

    CompletionStage<Boolean> journal(EntityName entity, long sequence, Duration timeout) {
        return wait(entity.persistenceId(), sequence, timeout);
    }

    CompletionStage<Boolean> account(long account, long sequence, Duration timeout) {
        return wait(Long.toString(account), sequence, timeout);
    }

    private CompletionStage<Boolean> wait(String key, long sequence, Duration timeout) {
        if (sequence <= 0) {
            return CompletableFuture.completedFuture(true);
        }
        long deadline = System.nanoTime() + timeout.toNanos();
        var waiter = new Waiter(key, sequence, deadline, new CompletableFuture<>());
        synchronized (this) {
            waiters.add(waiter);
            if (!polling) {
                polling = true;
                scheduler.execute(this::poll);
            }
        }
        return waiter.answer();
    }

    private void poll() {
        List<Waiter> asked = take();
        Map<String, Long> progress = Map.of();
        try {
            progress = progress(asked);
        } catch (SQLException | RuntimeException e) {
            log.warn("cannot ask how far the tables are", e);
        }
        List<Waiter> left = new ArrayList<>();
        for (Waiter each : asked) {
            if (progress.getOrDefault(each.key(), 0L) >= each.sequence()) {
                each.answer().complete(true);
            } else if (System.nanoTime() - each.deadline() >= 0) {
                each.answer().complete(false);
            } else {
                left.add(each);
            }
        }
        pollAgain(left);
    }

    private synchronized List<Waiter> take() {
        List<Waiter> taken = waiters;
        waiters = new ArrayList<>();
        return taken;
    }

    private synchronized void pollAgain(List<Waiter> left) {
        waiters.addAll(left);
        polling = !waiters.isEmpty();
        if (polling) {
            scheduler.schedule(this::poll, POLL_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private Map<String, Long> progress(List<Waiter> asked) throws SQLException {
        List<String> journals = new ArrayList<>();
        List<Long> accounts = new ArrayList<>();
        for (Waiter each : asked) {
            if (each.key().indexOf('|') >= 0) {
                journals.add(each.key());
            } else {
                accounts.add(Long.valueOf(each.key()));
            }
        }
        Map<String, Long> progress = new HashMap<>();
        try (Connection connection = pool.getConnection();
                PreparedStatement select = connection.prepareStatement(PROGRESS)) {
            select.setArray(1, connection.createArrayOf("text", journals.toArray()));
            select.setArray(2, connection.createArrayOf("int8", accounts.toArray()));
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    progress.put(rows.getString(1), rows.getLong(2));
                }
            }
        }
        return progress;
    }
}
