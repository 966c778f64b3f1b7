package exchange.ops;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

final class MetricsTest {
    private static final Pattern FAMILY = Pattern.compile("(?m)^# TYPE (\\w+) (\\w+)$");

    private final Metrics metrics = new Metrics();

    @Test
    void entityCountsItsCommitsAndBytes() {
        EntityMeters book = metrics.entity("OrderBook", "BTC-USD");

        book.batchBegan();
        book.batchDone(7, 300, 1_000);
        book.batchBegan();
        book.batchDone(2, 100, 1_001);

        assertThat(metrics.text())
                .contains("commits_total{entity=\"BTC-USD\",entity_type=\"OrderBook\"} 2.0")
                .contains(
                        "journaled_bytes_total{entity=\"BTC-USD\",entity_type=\"OrderBook\"} 400.0")
                .contains("batch_inputs_sum{entity_type=\"OrderBook\"} 9.0")
                .contains("batch_inputs_bucket{entity_type=\"OrderBook\",le=\"5.0\"} 1")
                .contains("batch_commit_seconds_count{entity_type=\"OrderBook\"} 2");
    }

    @Test
    void batchWithoutARowIsNoCommit() {
        EntityMeters ledger = metrics.entity("Ledger", "0");

        ledger.batchBegan();
        ledger.batchDone(7, 0, 1_000);

        assertThat(metrics.text())
                .contains("commits_total{entity=\"0\",entity_type=\"Ledger\"} 0.0");
    }

    @Test
    void nextIncarnationOfAnEntityCountsOn() {
        metrics.entity("Ledger", "0").failed(1);
        metrics.entity("Ledger", "0").failed(1);
        metrics.entity("Ledger", "0").waiting(12);

        assertThat(metrics.text())
                .contains("journal_failures_total{entity=\"0\",entity_type=\"Ledger\"} 2.0")
                .contains("queue_length{entity=\"0\",entity_type=\"Ledger\"} 12.0");
    }

    @Test
    void haltedEntityShowsUntilItWorksAgain() {
        metrics.entity("Ledger", "0").halted();
        assertThat(metrics.text())
                .contains("entity_halted{entity=\"0\",entity_type=\"Ledger\"} 1.0");

        metrics.entity("Ledger", "0").heard(1_000);
        assertThat(metrics.text())
                .contains("entity_halted{entity=\"0\",entity_type=\"Ledger\"} 0.0");
    }

    @Test
    void answersAreTimedByEdgeAndOutcome() {
        metrics.edge("ws").accepted(3_000_000);
        metrics.edge("ws").unknown(10_000_000_000L);
        metrics.edge("ws").refused(1_000_000);

        assertThat(metrics.text())
                .contains(
                        "order_ack_seconds_bucket{edge=\"ws\",outcome=\"accepted\",le=\"0.002\"} 0")
                .contains(
                        "order_ack_seconds_bucket{edge=\"ws\",outcome=\"accepted\",le=\"0.005\"} 1")
                .contains("order_ack_seconds_sum{edge=\"ws\",outcome=\"unknown\"} 10.0")
                .contains("order_ack_seconds_count{edge=\"ws\",outcome=\"refused\"} 1");
    }

    @Test
    void socketsAreCountedWhileTheyAreOpen() {
        metrics.sockets("v1").opened();
        metrics.sockets("v1").opened();
        metrics.sockets("v1").tooSlow();
        metrics.sockets("v1").closed();

        assertThat(metrics.text())
                .contains("sockets_open{socket=\"v1\"} 1.0")
                .contains("sockets_opened_total{socket=\"v1\"} 2.0")
                .contains("sockets_too_slow_total{socket=\"v1\"} 1.0");
    }

    @Test
    void projectionSaysHowFarItIsBehind() {
        AtomicLong clock = new AtomicLong(10_000);
        ProjectionMeters orders = new ProjectionMeters(metrics.registry(), "orders", clock::get);
        String tags = "{projection=\"orders\"} ";

        orders.committed(7);
        clock.addAndGet(250);
        assertThat(metrics.text())
                .contains("read_side_lag_seconds" + tags + "0.25")
                .contains("read_side_lag_rows" + tags + "7.0");

        orders.took(5, 10_150);
        assertThat(metrics.text())
                .contains("read_side_lag_seconds" + tags + "0.1")
                .contains("read_side_lag_rows" + tags + "2.0");

        orders.took(7, 10_200);
        orders.committed(7);
        orders.failed();
        assertThat(metrics.text())
                .contains("read_side_lag_seconds" + tags + "0.0")
                .contains("read_side_lag_rows" + tags + "0.0")
                .contains("read_side_failures_total" + tags + "1.0");
    }

    @Test
    void projectionThatResumesIsNotBehindForWhatWasTakenBefore() {
        ProjectionMeters orders = metrics.projection("orders");

        orders.began();
        orders.committed(7);
        orders.resumedAfter(7);

        assertThat(metrics.text())
                .contains("read_side_lag_seconds{projection=\"orders\"} 0.0")
                .contains("read_side_lag_rows{projection=\"orders\"} 0.0");
    }

    @Test
    void processShowsItsMemoryAndCollections() {
        assertThat(Metrics.process().text())
                .contains("jvm_memory_used_bytes{area=\"heap\"")
                .contains("jvm_threads_live_threads")
                .contains("process_uptime_seconds");
    }

    @Test
    void everyMetricOfOursStandsInTheHandbook() throws Exception {
        Metrics all = new Metrics();
        all.entity("OrderBook", "BTC-USD");
        all.edge("rest");
        all.sockets("v1");
        all.projection("orders");
        all.alert("halted");
        new Health(null, all, () -> 0, () -> 0).close();
        new DiskSpace(Path.of("."), new DiskSpace.Bounds(0, 0, 0), new DatabaseState(), all)
                .close();
        TreeSet<String> families = FAMILY.matcher(all.text())
                .results()
                .map(match -> match.group(1))
                .filter(family -> !family.endsWith("_max"))
                .collect(Collectors.toCollection(TreeSet::new));

        TreeSet<String> described = Pattern.compile("(?m)^\\| `(\\w+)` \\|")
                .matcher(section(Files.readString(Path.of("docs/operations.md")), "## Metrics"))
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(described).isEqualTo(families);
    }

    private static String section(String text, String heading) {
        int start = text.indexOf(heading + "\n");
        int end = text.indexOf("\n## ", start);
        return text.substring(start, end < 0 ? text.length() : end);
    }
}
