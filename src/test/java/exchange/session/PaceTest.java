package exchange.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class PaceTest {
    private static final long SECOND = 1_000_000_000L;

    @Test
    void oneSecondsWorthPassesAtOnceThenTheRate() {
        Pace pace = new Pace(100, 0);

        assertThat(passed(pace, 0)).isEqualTo(100);
        assertThat(passed(pace, SECOND / 2)).isEqualTo(50);
        assertThat(passed(pace, 100 * SECOND)).isEqualTo(100);
    }

    @Test
    void aLargeMessageIsPaidBackBeforeTheNext() {
        Pace pace = new Pace(100, 0);

        pace.spend(300);

        assertThat(pace.allows(SECOND)).isFalse();
        assertThat(pace.waitMillis()).isBetween(1_000L, 1_100L);
        assertThat(pace.allows(SECOND + 1_001_000_000L)).isTrue();
    }

    private static int passed(Pace pace, long now) {
        int count = 0;
        while (pace.allows(now)) {
            pace.spend(1);
            count++;
        }
        return count;
    }
}
