package exchange.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class PastTempoTest {
    private static final long DAY = 86_400_000;

    @Test
    void halfOfTheOrdersMakeTheEndAsBusyAsThePresent() {
        PastTempo tempo = PastTempo.of(1_000, 1_000 + DAY, 40_000, 4);

        assertThat(tempo.busyFrom()).isEqualTo(1_000 + DAY - 5_000_000);
        assertThat(tempo.at(1_000 + DAY - 1)).isEqualTo(4);
        assertThat(tempo.at(1_000) * (DAY - 5_000_000) / 1_000).isCloseTo(20_000, within(0.01));
    }

    @Test
    void pastThatIsBusierThanThePresentIsEven() {
        PastTempo tempo = PastTempo.of(0, 10_000, 40, 4);

        assertThat(tempo.at(0)).isEqualTo(4);
        assertThat(tempo.at(9_999)).isEqualTo(4);
    }

    @Test
    void quietPartIsNeverShorterThanTheBusyOne() {
        PastTempo tempo = PastTempo.of(0, 100_000, 400, 4.1);

        assertThat(tempo.busyFrom()).isEqualTo(51_220);
        assertThat(tempo.quiet()).isLessThan(4.1);
    }
}
