package exchange.sequencer;

import static org.assertj.core.api.Assertions.assertThat;

import exchange.ops.DatabaseState.Mode;
import exchange.sequencer.FrontRole.Failure;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;

/** What a front takes while its database is in trouble. */
final class SheddingTest {
    private final FrontByHand front = new FrontByHand(new ArrayList<>());

    @Test
    void fullDatabaseRefusesCommandsAndAnswersQuestions() {
        front.replay();
        front.database = Mode.READ_ONLY;

        front.ask(new Toy.Add(1));
        front.ask(new Toy.Get());
        front.commit();

        assertThat(front.answers).hasSize(2).startsWith(Failure.READ_ONLY);
        assertThat(front.answers.getLast()).isInstanceOf(Toy.Seen.class);
    }

    @Test
    void silentDatabaseRefusesCommandsAndAnswersQuestions() {
        front.replay();
        front.database = Mode.SILENT;

        front.ask(new Toy.Add(1));
        front.ask(new Toy.Get());
        front.commit();

        assertThat(front.answers).hasSize(2).startsWith(Failure.STALLED);
        assertThat(front.answers.getLast()).isInstanceOf(Toy.Seen.class);
    }

    @Test
    void onlyWhatIsInFlightIsInDoubtWhenTheDatabaseGoes() {
        front.replay();
        front.ask(new Toy.Add(1));
        front.ask(new Toy.Add(10));
        front.database = Mode.SILENT;

        front.ask(new Toy.Add(100));
        front.end();

        assertThat(front.answers)
                .containsExactly(Failure.STALLED, Failure.UNKNOWN, Failure.STALLED);
    }

    @Test
    void nothingReplaysUntilTheDatabaseWorks() {
        front.replay();
        front.ask(new Toy.Add(1));
        front.database = Mode.SILENT;
        front.fail();
        int waiting = front.incarnation();
        front.ask(new Toy.Get());

        front.database = Mode.WORKS;
        front.beginAnew();
        front.replay();
        front.ask(new Toy.Add(10));
        front.commit();

        assertThat(front.incarnation()).isEqualTo(waiting + 1);
        assertThat(front.answers).containsExactly(Failure.UNKNOWN, Failure.STALLED, "done");
    }

    @Test
    void onlyFailuresThatAreNotTheDatabasesMakeTheNextReplayWait() {
        Duration first = waitAfterFailure();
        front.beginAnew();
        Duration second = waitAfterFailure();
        front.database = Mode.SILENT;
        front.beginAnew();
        front.database = Mode.WORKS;
        front.beginAnew();

        assertThat(second).isGreaterThan(first);
        assertThat(waitAfterFailure()).isEqualTo(first);
    }

    private Duration waitAfterFailure() {
        front.replay();
        front.ask(new Toy.Add(1));
        front.end();
        return front.respawnAfter;
    }

    @Test
    void commitThatTakesTwoSecondsRefusesWhatComesNext() {
        front.replay();
        front.ask(new Toy.Add(1));
        front.laterMillis = 1_500;
        front.ask(new Toy.Add(10));
        front.laterMillis = 2_500;
        front.ask(new Toy.Add(100));

        front.commit();
        front.commit();
        front.ask(new Toy.Add(1_000));
        front.commit();

        assertThat(front.answers).containsExactly(Failure.STALLED, "done", "done", "done");
    }

    @Test
    void commandsWaitForTheNextChildUnlessThatKeepsFailing() {
        front.replay();
        front.ask(new Toy.Add(1));
        front.fail();
        front.ask(new Toy.Add(10));
        front.heartbeat();
        assertThat(front.answers).containsExactly(Failure.UNKNOWN);

        front.laterMillis = 2_500;
        front.heartbeat();

        assertThat(front.answers).containsExactly(Failure.UNKNOWN, Failure.STALLED);
    }

    @Test
    void commandsWaitForTheFirstChildHoweverLongItReplays() {
        front.ask(new Toy.Add(1));
        front.laterMillis = 20_000;
        front.heartbeat();
        front.replay();
        front.commit();

        assertThat(front.answers).containsExactly("done");
    }
}
