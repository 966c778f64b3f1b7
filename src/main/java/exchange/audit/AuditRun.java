package exchange.audit;

import java.util.Optional;

/**
 * An audit that somebody asked a running node for.
 *
 * @param by who asked
 * @param endedAt epoch milliseconds, 0 while it goes on
 * @param failure why nothing is known, when it could not be carried out
 */
public record AuditRun(
        String by,
        long startedAt,
        long endedAt,
        Audit.Progress progress,
        Optional<AuditReport> report,
        Optional<String> failure) {

    static AuditRun started(String by, long now) {
        Audit.Progress none = new Audit.Progress(0, 0);
        return new AuditRun(by, now, 0, none, Optional.empty(), Optional.empty());
    }

    AuditRun at(Audit.Progress now) {
        return new AuditRun(by, startedAt, endedAt, now, report, failure);
    }

    AuditRun ended(AuditReport found, long now) {
        return new AuditRun(by, startedAt, now, progress, Optional.of(found), failure);
    }

    AuditRun failed(String why, long now) {
        return new AuditRun(by, startedAt, now, progress, report, Optional.of(why));
    }

    public boolean isRunning() {
        return endedAt == 0;
    }

    /** One word for a program: RUNNING, CLEAN, BAD or FAILED. */
    public String state() {
        if (isRunning()) {
            return "RUNNING";
        }
        return report.map(found -> found.isClean() ? "CLEAN" : "BAD").orElse("FAILED");
    }
}
