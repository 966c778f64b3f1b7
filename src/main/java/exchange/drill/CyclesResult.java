package exchange.drill;

import com.fasterxml.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What came of some cycles of one drill. */
public record CyclesResult(
        Drill drill,
        Instant date,
        List<Long> outagesMillis,
        List<String> violations,
        double seconds,
        long orders) {
    private static final int MEDIAN = 50;
    private static final int HIGH = 99;

    public CyclesResult {
        outagesMillis = outagesMillis.stream().sorted().toList();
        violations = List.copyOf(violations);
    }

    public int cycles() {
        return outagesMillis.size();
    }

    /** No promise was broken, and the drill's own goal was reached. */
    public boolean isPassed() {
        return violations.isEmpty() && drill.goal().isMet(percentile(MEDIAN), percentile(HIGH));
    }

    /** The smallest outage that so many of a hundred do not exceed. */
    private long percentile(int of) {
        if (outagesMillis.isEmpty()) {
            return 0;
        }
        int rank = (int) Math.ceil(outagesMillis.size() * of / 100.0);
        return outagesMillis.get(Math.max(0, rank - 1));
    }

    /** The rule of three: the chance of a violation is below this with 95 % confidence. */
    private String bound() {
        return "3/" + cycles();
    }

    /** Appends one line of JSON. */
    public void append(Path file) throws IOException {
        ObjectNode json = ClientSocket.JSON.createObjectNode();
        json.put("drill", drill.name());
        json.put("date", date.toString());
        json.put("machine", machine());
        json.put("cycles", cycles());
        violations.forEach(json.putArray("violations")::add);
        json.put("outage_p50_ms", percentile(MEDIAN));
        json.put("outage_p99_ms", percentile(HIGH));
        json.put("bound", bound());
        json.put("seconds", Math.round(seconds));
        json.put("orders", orders);
        if (file.toAbsolutePath().getParent() != null) {
            Files.createDirectories(file.toAbsolutePath().getParent());
        }
        Files.writeString(file, json + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private static String machine() {
        return Runtime.getRuntime().availableProcessors() + " processors, "
                + System.getProperty("os.name") + " " + System.getProperty("os.arch") + ", Java "
                + System.getProperty("java.specification.version");
    }

    /** A table for a person, and under it what was wrong. */
    public List<String> table() {
        List<String> lines = new ArrayList<>();
        lines.add("| drill | cycles | orders | violations | outage p50 | p99 | bound | goal | |");
        lines.add("|---|---:|---:|---:|---:|---:|---|---|---|");
        lines.add(String.format(
                Locale.ROOT,
                "| %s | %d | %,d | %d | %.1f s | %.1f s | %s | %s | %s |",
                drill.name(),
                cycles(),
                orders,
                violations.size(),
                percentile(MEDIAN) / 1000.0,
                percentile(HIGH) / 1000.0,
                bound(),
                drill.goal().text(),
                isPassed() ? "met" : "NOT met"));
        violations.forEach(each -> lines.add("violation: " + each));
        return lines;
    }
}
