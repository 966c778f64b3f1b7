package exchange.cli;

import exchange.audit.Audit;

import java.io.PrintWriter;

/** Says every few seconds how far an audit is. */
final class AuditProgress {
    private static final long NANOS = 2_000_000_000L;

    private long saidAt = System.nanoTime();

    void show(Audit.Progress progress, PrintWriter err) {
        long now = System.nanoTime();
        if (now - saidAt > NANOS) {
            saidAt = now;
            err.printf("audited %d of %d batches%n", progress.batches(), progress.of());
            err.flush();
        }
    }
}
