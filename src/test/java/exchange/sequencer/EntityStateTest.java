package exchange.sequencer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** When whoever begins next is served better by a snapshot. */
final class EntityStateTest {
    private final EntityState<Toy.Command> state = new EntityState<>(new Toy("b"));

    @Test
    void manyBatchesAreSlowerThanASnapshotHoweverSmallTheyAre() {
        seal(15);
        assertThat(state.isSnapshotFaster()).isFalse();
        seal(1);
        assertThat(state.isSnapshotFaster()).isTrue();

        state.snapshot();
        assertThat(state.isSnapshotFaster()).isFalse();
        seal(15);
        assertThat(state.isSnapshotFaster()).isFalse();
    }

    @Test
    void batchesBeforeTheSnapshotThatWasReadDoNotCount() {
        seal(100);

        EntityState<Toy.Command> read = EntityState.of(state.snapshot(), new Toy("b"));

        assertThat(read.isSnapshotFaster()).isFalse();
    }

    @Test
    void largeStateIsNotPackedForAFewBatches() {
        Batch batch = new Batch();
        batch.begin(1);
        for (long number = 0; number < 20_000; number++) {
            state.logic().decide(new Toy.Send(number), batch);
        }
        state.seal(batch);
        state.snapshot();

        seal(16);
        assertThat(state.isSnapshotFaster()).isFalse();
        seal(100);
        assertThat(state.isSnapshotFaster()).isTrue();
    }

    private void seal(int batches) {
        for (int i = 0; i < batches; i++) {
            Batch batch = new Batch();
            batch.begin(1);
            state.logic().decide(new Toy.Add(1), batch);
            state.seal(batch);
        }
    }
}
