package exchange.sequencer;

import static org.assertj.core.api.Assertions.assertThat;

import akka.persistence.testkit.JournalOperation;
import akka.persistence.testkit.ProcessingResult;
import akka.persistence.testkit.ProcessingSuccess;
import akka.persistence.testkit.StorageFailure;
import akka.persistence.testkit.WriteEvents;

import exchange.sequencer.FrontRole.Failure;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;

/** What an entity does when the journal, a decision or a peer fails it. */
final class FrontTroubleTest extends FrontFixture {
    @Test
    void failedPersistAnswersUnknownAndTheNextIncarnationHasOnlyWhatTheJournalHas() {
        start("a");
        ask("a", new Toy.Add(1));
        journal.failNextPersisted("Toy|a");
        assertThat(ask("a", new Toy.Add(10))).isEqualTo(Failure.UNKNOWN);
        assertThat(ask("a", new Toy.Add(100))).isEqualTo("done");
        assertThat(seen("a").sum()).isEqualTo(101);
    }

    @Test
    void failedDecisionAnswersAnErrorAndLeavesNoTrace() {
        start("a");
        ask("a", new Toy.Add(1));
        assertThat(ask("a", new Toy.Add(13))).isEqualTo(Failure.INTERNAL);
        assertThat(seen("a").sum()).isEqualTo(1);
    }

    @Test
    void poisonedItemIsRefusedByNumberAfterItFailedAloneTwice() {
        start("a");
        start("b");
        sendAll(List.of(1L, 666L, 2L));
        awaitReceived("b", List.of(1L, 2L));
        assertThat(seen("b").refused()).containsExactly(666L);
    }

    @Test
    void settlementThatCannotBeDecidedHaltsTheEntity() {
        start("a");
        start("b");
        sendAll(List.of(1L, 667L));
        client.awaitAssert(PATIENCE, Duration.ofMillis(100), () -> {
            assertThat(ask("b", new Toy.Add(1))).isEqualTo(Failure.HALTED);
            return null;
        });
        assertThat(rows("b").size()).isPositive();
    }

    @Test
    void peerThatKnowsNumbersNeverMadeHaltsAfterThreeReplays() {
        start("a");
        ask("a", new Toy.Add(1));
        client.awaitAssert(PATIENCE, Duration.ofMillis(200), () -> {
            fronts.get("a").tell(new FrontMessage.LinkMessage("b", 99, 0, 0, 1, 0, 0, new byte[0]));
            assertThat(ask("a", new Toy.Add(1))).isEqualTo(Failure.HALTED);
            return null;
        });
        long started =
                rows("a").stream().filter(row -> row.content().isStarted()).count();
        assertThat(started).isEqualTo(4);
    }

    @Test
    void commandsBeyondTheQueueAreShedAtOnce() {
        AtomicInteger writes = new AtomicInteger();
        journal.withPolicy(slow(writes));
        start("a", limits(5, 1_000_000));
        for (int i = 0; i < 50; i++) {
            tell("a", new Toy.Add(1));
        }
        List<Object> answers = LongStream.range(0, 50)
                .mapToObj(i -> client.receiveMessage(PATIENCE))
                .toList();
        assertThat(answers).contains(Failure.OVERLOADED).contains("done");
        long done = answers.stream().filter("done"::equals).count();
        assertThat(seen("a").sum()).isEqualTo(done);
    }

    @Test
    void journalThatFailsForAWhileIsWaitedOut() {
        start("a");
        ask("a", new Toy.Add(1));
        AtomicInteger failures = new AtomicInteger(4);
        journal.withPolicy(new akka.persistence.testkit.ProcessingPolicy<>() {
            @Override
            public ProcessingResult tryProcess(String id, JournalOperation operation) {
                boolean fails = operation instanceof WriteEvents && failures.decrementAndGet() >= 0;
                return fails ? StorageFailure.create() : ProcessingSuccess.getInstance();
            }
        });
        assertThat(ask("a", new Toy.Add(10))).isEqualTo(Failure.UNKNOWN);
        assertThat(ask("a", new Toy.Add(100))).isEqualTo("done");
        assertThat(seen("a").sum()).isEqualTo(101);
    }

    @Test
    void brokenChainStopsReplay() {
        EntityState<Toy.Command> state = new EntityState<>(new Toy("b"));
        BatchEvent stranger = new BatchEvent(1, 1, 0, new byte[] {1}, new byte[0]);
        assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> state.apply(stranger)))
                .hasMessageContaining("another history");
    }
}
