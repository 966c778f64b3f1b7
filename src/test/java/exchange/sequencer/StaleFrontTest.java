package exchange.sequencer;

import static org.assertj.core.api.Assertions.assertThat;

import exchange.sequencer.FrontRole.Failure;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

/** A front that stood still while its successor was at work, and then goes on. */
final class StaleFrontTest {
    private final List<BatchEvent> journal = new ArrayList<>();

    private FrontByHand begun() {
        FrontByHand front = new FrontByHand(journal);
        front.replay();
        return front;
    }

    /** What the journal comes to. */
    private long sum() {
        EntityState<Toy.Command> state = new EntityState<>(new Toy("b"));
        journal.forEach(state::apply);
        return ((Toy.Seen) state.logic().query(new Toy.Get(), 0)).sum();
    }

    @Test
    void sendsAwayWhatWaitedWhenAnotherWriterWasAtWork() {
        FrontByHand stale = begun();
        stale.ask(new Toy.Add(1));
        stale.commit();
        stale.ask(new Toy.Add(10));
        stale.ask(new Toy.Add(100));
        FrontByHand successor = begun();
        successor.ask(new Toy.Add(1_000));
        successor.commit();

        stale.commit();
        stale.replay();

        assertThat(stale.answers).containsExactly("done", Failure.UNKNOWN, Failure.MOVED);
        assertThat(sum()).isEqualTo(1_001);
    }

    @Test
    void sendsAwayWhatWaitedWhenItWasNotEvenReady() {
        begun();
        FrontByHand stale = new FrontByHand(journal);
        stale.ask(new Toy.Add(10));
        FrontByHand successor = begun();
        successor.ask(new Toy.Add(1_000));
        successor.commit();

        stale.replay();

        assertThat(stale.answers).containsExactly(Failure.MOVED);
        assertThat(sum()).isEqualTo(1_000);
    }

    @Test
    void keepsWhatWaitedWhenNobodyElseCanHaveWritten() {
        FrontByHand first = new FrontByHand(journal);
        first.ask(new Toy.Add(1));
        first.replay();
        first.commit();
        first.ask(new Toy.Add(10));
        first.ask(new Toy.Add(100));
        first.fail();
        first.replay();
        first.commit();

        assertThat(first.answers).containsExactly("done", Failure.UNKNOWN, "done");
        assertThat(sum()).isEqualTo(101);
    }

    @Test
    void givesNoFinalAnswerFromWhatItKnewBefore() {
        FrontByHand stale = begun();
        FrontByHand successor = begun();
        successor.ask(new Toy.Add(1_000));
        successor.commit();

        stale.ask(new Toy.GetForEver());
        stale.commit();

        assertThat(stale.answers).containsExactly(Failure.UNKNOWN);
    }

    @Test
    void refusesNothingByWhatItKnewBefore() {
        FrontByHand stale = begun();
        FrontByHand successor = begun();
        successor.ask(new Toy.Add(1_000));
        successor.commit();

        stale.ask(new Toy.Refuse());
        stale.commit();

        assertThat(stale.answers).containsExactly(Failure.UNKNOWN);
    }

    @Test
    void finalAnswerAndRefusalCostARowAndOthersNone() {
        FrontByHand front = begun();
        int rows = journal.size();

        front.ask(new Toy.Get());
        front.commit();
        assertThat(journal).hasSize(rows);
        front.ask(new Toy.GetForEver());
        front.commit();
        assertThat(journal).hasSize(rows + 1);
        front.ask(new Toy.Refuse());
        front.commit();
        assertThat(journal).hasSize(rows + 2);

        assertThat(front.answers.subList(0, 2)).allMatch(Toy.Seen.class::isInstance);
        assertThat(front.answers).hasSize(3).endsWith("done");
    }
}
