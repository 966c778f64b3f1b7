package exchange.matching.bench;

import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.util.ListStatistics;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Commands a second and bytes a command, over the forks of one engine on one stream. */
final class Samples {
    private static final String BYTES = "gc.alloc.rate.norm";

    private final List<Double> forkRates = new ArrayList<>();
    private final List<Double> rates = new ArrayList<>();
    private final List<Double> bytes = new ArrayList<>();

    void add(RunResult run) {
        for (BenchmarkResult fork : run.getBenchmarkResults()) {
            forkRates.add(fork.getPrimaryResult().getScore());
            bytes.add(fork.getSecondaryResults().get(BYTES).getScore());
            for (IterationResult second : fork.getIterationResults()) {
                rates.add(second.getPrimaryResult().getScore());
            }
        }
    }

    double lastFork() {
        return forkRates.getLast();
    }

    /** Of the forks' rates. */
    double median() {
        return median(forkRates);
    }

    /** Half of the 99.9 % interval of the mean of all samples. */
    private double error() {
        double[] all = rates.stream().mapToDouble(Double::doubleValue).toArray();
        return new ListStatistics(all).getMeanErrorAt(0.999);
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int half = sorted.size() / 2;
        return sorted.size() % 2 == 1
                ? sorted.get(half)
                : (sorted.get(half - 1) + sorted.get(half)) / 2;
    }

    /** Two cells of a table. */
    String text() {
        return String.format(
                Locale.ROOT, "%.2f M ± %.2f | %.2f", median() / 1e6, error() / 1e6, median(bytes));
    }
}
