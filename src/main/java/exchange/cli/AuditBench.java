package exchange.cli;

import exchange.audit.Audit;
import exchange.audit.AuditReport;
import exchange.bootstrap.Engine;
import exchange.bootstrap.Settings;
import exchange.bootstrap.Storage;
import exchange.readside.ReadSide;

import java.sql.SQLException;
import java.util.concurrent.locks.LockSupport;

/**
 * How long the audit of about a million events takes, with nothing else going on: makes a day of so
 * many orders with its tables, stops everything, and audits.
 */
final class AuditBench {
    private static final int ORDERS = 200_000;
    private static final int IN_FLIGHT = 4_000;
    private static final double STEP_SECONDS = 1;

    /** What came of it. */
    record Result(long facts, double seconds) {
        double secondsPerMillion() {
            return seconds * 1e6 / facts;
        }
    }

    private AuditBench() {}

    static Result run(Settings settings, String market) {
        try (Storage storage = Storage.open(settings)) {
            try (Engine engine = Engine.start(settings.config(), storage.database())) {
                ReadSide readSide = ReadSide.start(
                        engine.system(), storage.pools(), engine.partitions(), engine.symbols());
                EngineBench bench = new EngineBench(engine, market, 1, 44);
                bench.fund();
                for (long orders = 0; orders < ORDERS; ) {
                    orders += bench.closedLoop(IN_FLIGHT, STEP_SECONDS).orders();
                }
                while (readSide.lag().toCompletableFuture().join().rowsBehind() > 0) {
                    LockSupport.parkNanos(100_000_000);
                }
                readSide.stop();
            }
            long start = System.nanoTime();
            AuditReport report = Audit.run(storage.database(), progress -> {});
            double seconds = (System.nanoTime() - start) / 1e9;
            report.finding().ifPresent(finding -> {
                throw new IllegalStateException("the audit of the bench's own day: " + finding);
            });
            return new Result(report.facts(), seconds);
        } catch (SQLException e) {
            throw new IllegalStateException("the bench could not be audited", e);
        }
    }
}
