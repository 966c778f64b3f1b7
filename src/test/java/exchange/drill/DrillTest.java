package exchange.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * Three nodes under load, and everything that is done to them; all drills share one cluster. What
 * each proves beside its own goal: nothing acknowledged is lost, whoever follows a market or an
 * account on any node hears of everything once, and all nodes answer alike.
 */
@Tag("alone")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class DrillTest {
    private static final double LOAD = 0.3;
    /** So long that no slow machine makes an order UNKNOWN. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private static final int DATA_IN_USE = 4;
    private static final Duration REFUSED_LIMIT = Duration.ofSeconds(60);

    @TempDir
    private static Path folder;

    private static Scene scene;

    @BeforeAll
    static void start() throws IOException, InterruptedException, TimeoutException {
        long seed = Long.getLong("drill.seed", System.nanoTime());
        System.out.println("drills with -Ddrill.seed=" + seed);
        Stage stage = Stage.USUAL.withProxies().withShare(LOAD);
        stage = FakeClock.obstacle().isEmpty() ? stage.withClocks() : stage;
        scene = Scene.open(folder, stage, seed, (database, events) -> {});
    }

    @AfterAll
    static void stop() throws IOException {
        if (scene != null) {
            scene.close();
        }
    }

    /** It would fight with the others for the same books. */
    @Test
    @Order(1)
    void secondClusterOnTheSameDatabaseIsRefused() throws Exception {
        DrillNode stranger = scene.cluster().stranger();
        stranger.start();
        try {
            assertThat(stranger.awaitEnd(REFUSED_LIMIT)).isEqualTo(DATA_IN_USE);
            assertThat(Files.readString(stranger.log()))
                    .contains("another cluster works on this database");
        } finally {
            stranger.end();
        }
    }

    static Stream<Arguments> drills() {
        return Stream.of(
                Arguments.of(new Zombie(10_000), 1),
                Arguments.of(new Rolling(PATIENCE, 1), 1),
                Arguments.of(new KillNode(), 2),
                Arguments.of(new DatabaseRestart(30_000), 1),
                Arguments.of(new LostCommit(), 2),
                Arguments.of(new Poison(), 1),
                Arguments.of(new Clocks(Duration.ofSeconds(6)), 1),
                Arguments.of(new Races(), 1));
    }

    @ParameterizedTest
    @MethodSource("drills")
    @Order(2)
    void nothingIsLostAndNothingHappensTwice(Drill drill, int cycles) throws Exception {
        assumeThat(drill.obstacle()).isEmpty();
        for (int cycle = 1; cycle <= cycles; cycle++) {
            Scene.Outcome outcome = scene.play(drill, cycle);
            System.out.println(drill.name() + ": " + outcome);
            assertThat(outcome.violations())
                    .as(drill.name() + ", " + outcome.happened())
                    .isEmpty();
        }
    }

    @Test
    @Order(3)
    void everyStateIsWhatItsJournalLeadsTo() throws Exception {
        assertThat(scene.finish()).isEmpty();
    }
}
