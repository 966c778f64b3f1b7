package exchange.ops;

import static org.assertj.core.api.Assertions.assertThat;

import exchange.ops.DatabaseState.Mode;

import org.junit.jupiter.api.Test;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

final class DatabaseStateTest {
    private final AtomicLong nanos = new AtomicLong();
    private final DatabaseState state = new DatabaseState(nanos::get);

    @Test
    void questionWithoutAnswerForTwoSecondsIsSilence() {
        state.asks();
        nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(1_900));
        assertThat(state.mode()).isEqualTo(Mode.WORKS);

        nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(200));
        assertThat(state.mode()).isEqualTo(Mode.SILENT);
        assertThat(state.words()).isEqualTo("does not answer");

        state.works();
        assertThat(state.mode()).isEqualTo(Mode.WORKS);
    }

    @Test
    void refusedWriteHoldsUntilAWriteWorks() {
        state.readOnly("no space");
        state.asks();
        assertThat(state.mode()).isEqualTo(Mode.READ_ONLY);
        assertThat(state.words()).isEqualTo("no space");

        state.works();
        assertThat(state.words()).isEqualTo("writes");
    }

    @Test
    void fullDiskCountsWhateverTheDatabaseSays() {
        state.full("3 MiB are free");
        state.works();
        assertThat(state.mode()).isEqualTo(Mode.READ_ONLY);
        assertThat(state.words()).isEqualTo("3 MiB are free");

        state.full("");
        assertThat(state.mode()).isEqualTo(Mode.WORKS);
    }
}
