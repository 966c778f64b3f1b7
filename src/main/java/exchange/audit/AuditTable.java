package exchange.audit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** An audit's report as lines of text for a terminal. */
public final class AuditTable {
    private AuditTable() {}

    public static List<String> lines(AuditReport report) {
        List<String> lines = new ArrayList<>();
        lines.add("%-24s %10s %12s  %s".formatted("journal", "batches", "facts", "last batch"));
        for (AuditReport.Entity entity : report.entities()) {
            lines.add("%-24s %10d %12d  %s"
                    .formatted(
                            entity.persistenceId(),
                            entity.batches(),
                            entity.facts(),
                            Instant.ofEpochMilli(entity.lastTime())));
        }
        lines.add("");
        if (report.isClean()) {
            addTotals(report.totals(), lines);
        }
        lines.add(lastLine(report));
        return lines;
    }

    private static void addTotals(List<AuditReport.AssetTotals> totals, List<String> lines) {
        String layout = "%-8s %22s %22s %18s %18s %12s %24s %22s %22s";
        lines.add(layout.formatted(
                "asset",
                "available",
                "held",
                "fees",
                "clearing",
                "overflow",
                "deposits",
                "withdrawals",
                "adjustments"));
        for (AuditReport.AssetTotals each : totals) {
            lines.add(layout.formatted(
                    each.asset(),
                    each.usersAvailable(),
                    each.usersHeld(),
                    each.fees(),
                    each.clearing(),
                    each.overflow(),
                    each.deposits(),
                    each.withdrawals(),
                    each.adjustments()));
        }
        lines.add("");
    }

    private static String lastLine(AuditReport report) {
        return report.finding()
                .map(finding -> "BAD: " + finding)
                .orElseGet(() -> "clean: %d batches, %d facts, %d trades, %d items in flight"
                        .formatted(
                                report.batches(),
                                report.facts(),
                                report.trades(),
                                report.itemsInFlight()));
    }
}
