package exchange.audit;

import com.typesafe.config.Config;

import exchange.ops.Metrics;
import exchange.persistence.Database;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import javax.sql.DataSource;

/**
 * The audit of a running node: makes the day's proof of liabilities, audits when an admin asks, one
 * at a time and not for ever, and answers what there is of proofs. On threads of its own; what it
 * reads is one moment of the database, so nobody waits for it.
 */
public final class AuditDesk implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(AuditDesk.class);
    private static final int QUESTIONS_MAX = 100;
    private static final int ROOTS_OF_PROOFS = 30;

    private final Database database;
    private final DataSource queries;
    private final Metrics metrics;
    private final InstantSource clock;
    private final Duration proofInterval;
    private final Duration auditMax;
    private final ThreadPoolExecutor readers;
    private final ScheduledExecutorService worker;
    private final AtomicReference<Optional<AuditRun>> run = new AtomicReference<>(Optional.empty());

    private AuditDesk(
            Database database,
            DataSource queries,
            Config config,
            Metrics metrics,
            InstantSource clock) {
        this.database = database;
        this.queries = queries;
        this.metrics = metrics;
        this.clock = clock;
        proofInterval = config.getDuration("proof-interval");
        auditMax = config.getDuration("audit-max");
        readers = new ThreadPoolExecutor(
                1,
                1,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(QUESTIONS_MAX),
                work -> daemon(work, "proof-questions"));
        worker = Executors.newSingleThreadScheduledExecutor(work -> daemon(work, "audit"));
    }

    /** @param root the whole configuration */
    public static AuditDesk open(
            Database database,
            DataSource queries,
            Config root,
            Metrics metrics,
            InstantSource clock) {
        Config config = root.getConfig("exchange.audit");
        AuditDesk desk = new AuditDesk(database, queries, config, metrics, clock);
        long millis = config.getDuration("proof-check").toMillis();
        desk.worker.scheduleWithFixedDelay(desk::prove, millis, millis, TimeUnit.MILLISECONDS);
        return desk;
    }

    private static Thread daemon(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }

    /** Starts an audit; false while one is going on. */
    public boolean start(String by) {
        AuditRun next = AuditRun.started(by, clock.millis());
        Optional<AuditRun> last = run.get();
        if (last.filter(AuditRun::isRunning).isPresent()
                || !run.compareAndSet(last, Optional.of(next))) {
            return false;
        }
        worker.execute(this::audit);
        return true;
    }

    /** The audit that goes on, or else the last one; empty before the first. */
    public Optional<AuditRun> lastRun() {
        return run.get();
    }

    /** The roots of the newest proofs, for everybody. */
    public CompletionStage<List<PublishedRoot>> roots() {
        return ask(connection -> LiabilityProofs.roots(connection, ROOTS_OF_PROOFS));
    }

    /** The account's part in the newest proof; empty when it has none. */
    public CompletionStage<Optional<InclusionProof>> inclusion(long account, String asset) {
        return ask(connection -> LiabilityProofs.inclusion(connection, account, asset));
    }

    private interface Question<T> {
        T to(Connection connection) throws SQLException;
    }

    private <T> CompletionStage<T> ask(Question<T> question) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try (Connection connection = queries.getConnection()) {
                        return question.to(connection);
                    } catch (SQLException e) {
                        throw new CompletionException(e);
                    }
                },
                readers);
    }

    private void audit() {
        long giveUp = System.nanoTime() + auditMax.toNanos();
        try {
            AuditReport report = Audit.run(database, progress -> {
                if (System.nanoTime() > giveUp) {
                    throw new TooLong();
                }
                change(run -> run.at(progress));
            });
            change(run -> run.ended(report, clock.millis()));
            report.finding().ifPresent(this::alert);
        } catch (TooLong e) {
            change(run -> run.failed(
                    "it took longer than " + auditMax + "; run ./exchange audit", clock.millis()));
        } catch (SQLException | RuntimeException e) {
            log.warn("the audit failed", e);
            change(run -> run.failed("the database could not be read", clock.millis()));
        }
    }

    private void change(java.util.function.UnaryOperator<AuditRun> change) {
        run.updateAndGet(found -> found.map(change));
    }

    /** Never throws, or there would be no next time. */
    private void prove() {
        try {
            switch (LiabilityProofs.makeWhenDue(database, clock.millis(), proofInterval)) {
                case LiabilityProofs.Made.Proof made ->
                    log.info("proof of liabilities {} is made", made.roots());
                case LiabilityProofs.Made.Bad bad -> alert(bad.finding());
                case LiabilityProofs.Made.NotDue notDue -> {}
            }
        } catch (SQLException | RuntimeException e) {
            log.warn("no proof of liabilities could be made, will try again", e);
        }
    }

    private void alert(Finding finding) {
        log.error("the audit found something wrong: {}", finding);
        metrics.alert("audit");
    }

    @Override
    public void close() {
        worker.shutdownNow();
        readers.shutdownNow();
    }

    private static final class TooLong extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooLong() {
            super("the audit takes too long", null, false, false);
        }
    }
}
