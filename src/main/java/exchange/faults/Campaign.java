package exchange.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.LongStream;

/**
 * Many runs, each of one seed on one thread, up to the first that breaks a promise. Runs know
 * nothing of each other, so as many go on at once as there are processors.
 */
public final class Campaign {
    /** With so many seeds everything has happened; with fewer, something may not have. */
    public static final long SEEDS_FOR_ALL = 500;

    private static final int LINES_OF_HISTORY = 250;
    private static final int SEEDS_AT_ONCE = 64;

    private final PlantedBug bug;
    private final Consumer<String> out;
    private final Tally tally = new Tally();
    private long seeds;
    private long steps;

    /**
     * What came of the runs.
     *
     * @param hash of the history of the last run
     * @param never what should have happened and did not; empty for few seeds
     */
    public record Report(
            long seeds, long steps, Optional<Long> failedSeed, String hash, List<String> never) {
        public Report {
            never = List.copyOf(never);
        }

        public boolean isGood() {
            return failedSeed.isEmpty() && never.isEmpty();
        }
    }

    /** @param out takes one line at a time */
    public Campaign(PlantedBug bug, Consumer<String> out) {
        this.bug = bug;
        this.out = out;
    }

    /** Runs the seeds from first on; tells the history of one that fails, and all counts. */
    public Report run(long first, long count) {
        return run(first, count, Duration.ofDays(365));
    }

    /** The same, and begins no more when the time is over. */
    public Report run(long first, long count, Duration longest) {
        long begun = System.nanoTime();
        String hash = "";
        for (long from = first;
                from < first + count && System.nanoTime() - begun < longest.toNanos();
                from += SEEDS_AT_ONCE) {
            for (Simulation.Outcome outcome :
                    some(from, Math.min(from + SEEDS_AT_ONCE, first + count))) {
                seeds++;
                steps += outcome.steps();
                tally.add(outcome.tally());
                hash = outcome.hash();
                if (outcome.violation().isPresent()) {
                    tell(outcome);
                    return new Report(seeds, steps, Optional.of(outcome.seed()), hash, List.of());
                }
            }
        }
        double seconds = (System.nanoTime() - begun) / 1e9;
        tally.lines().forEach(out);
        out.accept("%,d seeds from %d on, %,d steps, no promise broken; %.0f seeds/s; history %s"
                .formatted(seeds, first, steps, seeds / seconds, hash));
        List<String> never = seeds >= SEEDS_FOR_ALL ? tally.never() : List.of();
        never.forEach(what -> out.accept("never happened: " + what));
        return new Report(seeds, steps, Optional.empty(), hash, never);
    }

    private List<Simulation.Outcome> some(long from, long to) {
        return LongStream.range(from, to)
                .parallel()
                .mapToObj(seed -> Simulation.run(seed, bug, false))
                .toList();
    }

    private void tell(Simulation.Outcome outcome) {
        List<String> lines = Simulation.run(outcome.seed(), bug, true).history();
        int from = Math.max(0, lines.size() - LINES_OF_HISTORY);
        if (from > 0) {
            out.accept("... " + from + " lines before");
        }
        lines.subList(from, lines.size()).forEach(out);
        out.accept("seed " + outcome.seed() + " broke a promise: "
                + outcome.violation().orElse(""));
        out.accept("again: ./exchange simulate-faults --seeds 1 --seed " + outcome.seed()
                + (bug == PlantedBug.NONE ? "" : " --plant " + bug));
    }

    /** Looks for every planted bug; tells at which seed each was found, and whether all were. */
    public static boolean findPlanted(long first, long most, Consumer<String> out) {
        boolean all = true;
        for (PlantedBug bug : PlantedBug.values()) {
            if (bug != PlantedBug.NONE) {
                List<String> told = new ArrayList<>();
                Optional<Long> found =
                        new Campaign(bug, told::add).run(first, most).failedSeed();
                all &= found.isPresent();
                out.accept("%-28s %s"
                        .formatted(
                                bug,
                                found.map(seed -> "found at seed " + seed + ": " + what(told))
                                        .orElse("NOT FOUND in " + most + " seeds")));
            }
        }
        return all;
    }

    private static String what(List<String> told) {
        String line = told.get(told.size() - 2);
        return line.substring(line.indexOf(": ") + 2);
    }
}
