package exchange.faults;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Two thousand small exchanges while everything fails; and whether the checks see mistakes. */
final class SimulateFaultsTest {
    private static final int SEEDS = 2_000;
    private static final int SEEDS_TO_FIND_A_BUG = 10_000;

    private final List<String> out = new ArrayList<>();

    @Test
    void noPromiseIsBrokenWhateverFails() {
        Campaign.Report report = new Campaign(PlantedBug.NONE, out::add).run(1, SEEDS);

        assertThat(report.failedSeed()).as(String.join("\n", out)).isEmpty();
        assertThat(report.never()).isEmpty();
        System.out.println(out.getLast());
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void plantedBugIsFound(PlantedBug bug) {
        Campaign.Report report = new Campaign(bug, out::add).run(1, SEEDS_TO_FIND_A_BUG);

        assertThat(report.failedSeed()).isPresent();
        assertThat(out.getLast()).endsWith("--plant " + bug);
    }

    @Test
    void seedMakesTheSameRunAgain() {
        Simulation.Outcome once = Simulation.run(4_711, PlantedBug.NONE, false);
        Simulation.Outcome again = Simulation.run(4_711, PlantedBug.NONE, true);
        Simulation.Outcome other = Simulation.run(4_712, PlantedBug.NONE, false);

        assertThat(again.hash()).isEqualTo(once.hash()).isNotEqualTo(other.hash());
        assertThat(again.steps()).isEqualTo(once.steps());
        assertThat(again.history()).hasSizeGreaterThan(300);
    }

    @Test
    void failedSeedIsToldWithItsHistory() {
        PlantedBug bug = PlantedBug.SETTLED_TWICE;
        Optional<Long> failed =
                new Campaign(bug, out::add).run(1, SEEDS_TO_FIND_A_BUG).failedSeed();
        List<String> again = new ArrayList<>();

        new Campaign(bug, again::add).run(failed.orElseThrow(), 1);

        assertThat(again).isEqualTo(out);
        assertThat(out).anyMatch(line -> line.contains("OrderHeld"));
    }

    @Test
    void everyRunIsLongAndHasManyFaults() {
        for (long seed = 1; seed <= 40; seed++) {
            Simulation.Outcome outcome = Simulation.run(seed, PlantedBug.NONE, false);

            assertThat(outcome.steps()).isGreaterThanOrEqualTo(500);
            assertThat(outcome.tally().blows()).isGreaterThanOrEqualTo(5);
            assertThat(outcome.tally().kindsOfBlows()).isGreaterThanOrEqualTo(3);
        }
    }
}
