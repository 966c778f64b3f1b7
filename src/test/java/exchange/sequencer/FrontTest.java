package exchange.sequencer;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;

import exchange.sequencer.FrontRole.Failure;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;

/**
 * Two toy entities linked with each other, over a journal that can fail and a transport that can
 * lose.
 */
final class FrontTest extends FrontFixture {
    @Test
    void commandsThatComeDuringACommitShareTheNextBatch() {
        start("a");
        for (int i = 0; i < 100; i++) {
            tell("a", new Toy.Add(1));
        }
        for (int i = 0; i < 100; i++) {
            assertThat(client.receiveMessage(PATIENCE)).isEqualTo("done");
        }
        assertThat(seen("a").sum()).isEqualTo(100);
        assertThat(rows("a").size()).isBetween(2, 60);
    }

    @Test
    void firstRowOfEveryIncarnationSaysStarted() {
        start("a");
        ask("a", new Toy.Add(1));
        assertThat(rows("a").getFirst().content().isStarted()).isTrue();
        assertThat(rows("a").getLast().content().isStarted()).isFalse();
        assertThat(rows("a").getFirst().content().started().getFirst().node()).isEqualTo("node");
    }

    @Test
    void queriesAloneWriteNothing() {
        start("a");
        start("b");
        seen("a");
        int before = rows("a").size();
        for (int i = 0; i < 10; i++) {
            seen("a");
        }
        assertThat(rows("a").size()).isEqualTo(before);
    }

    @Test
    void numbersReachThePeerOnceInOrder() {
        start("a");
        start("b");
        sendAll(LongStream.rangeClosed(1, 50).boxed().toList());
        awaitReceived("b", LongStream.rangeClosed(1, 50).boxed().toList());
    }

    @Test
    void linkSurvivesLossRepetitionAndDisorder() {
        Random random = new Random(4711);
        Transport perfect = transport;
        transport = (peer, message) -> {
            int luck = random.nextInt(10);
            if (luck >= 3) {
                perfect.send(peer, message);
            }
            if (luck == 9) {
                perfect.send(peer, message);
            }
            if (luck == 0) {
                kit.system()
                        .scheduler()
                        .scheduleOnce(
                                Duration.ofMillis(30),
                                () -> perfect.send(peer, message),
                                kit.system().executionContext());
            }
        };
        start("a");
        start("b");
        for (long from = 1; from <= 200; from += 10) {
            sendAll(LongStream.range(from, from + 10).boxed().toList());
        }
        transport = perfect;
        awaitReceived("b", LongStream.rangeClosed(1, 200).boxed().toList());
    }

    @Test
    void itemsThatThePeerDidNotTakeAreSentAgainAfterARestart() {
        start("a");
        sendAll(List.of(1L, 2L, 3L));
        stop("a");
        start("b");
        start("a");
        awaitReceived("b", List.of(1L, 2L, 3L));
    }

    @Test
    void acknowledgementIsJournaledByItselfWhenNoBatchCarriesIt() {
        start("a");
        start("b");
        sendAll(List.of(7L));
        client.awaitAssert(PATIENCE, Duration.ofMillis(100), () -> {
            assertThat(rows("a").getLast().content().progress())
                    .containsExactly(new BatchContent.Progress(0, 0, 1));
            return null;
        });
    }

    @Test
    void replayFromZeroEqualsSnapshotAndTail() {
        start("a", limits(2_000, 20));
        start("b");
        sendAll(LongStream.rangeClosed(1, 100).boxed().toList());
        awaitReceived("b", LongStream.rangeClosed(1, 100).boxed().toList());
        EntityState<Toy.Command> replayed = new EntityState<>(new Toy("b"));
        rows("a").forEach(replayed::apply);
        EntityState<Toy.Command> restored = EntityState.of(replayed.snapshot(), new Toy("b"));
        assertThat(restored.stateHash()).isEqualTo(replayed.stateHash());

        stop("a");
        start("a");
        assertThat(seen("a").sum()).isZero();
        sendAll(List.of(101L));
        awaitReceived("b", LongStream.rangeClosed(1, 101).boxed().toList());
    }

    @Test
    void handOffCommitsWhatIsInFlightAndSendsTheRestAway() {
        AtomicInteger writes = new AtomicInteger();
        start("a");
        ask("a", new Toy.Add(0));
        journal.withPolicy(slow(writes));
        tell("a", new Toy.Add(1));
        tell("a", new Toy.Add(2));
        ActorRef<FrontMessage> front = fronts.get("a");
        front.tell(new FrontMessage.Stop());
        tell("a", new Toy.Add(4));
        List<Object> answers = List.of(
                client.receiveMessage(PATIENCE),
                client.receiveMessage(PATIENCE),
                client.receiveMessage(PATIENCE));
        assertThat(answers).containsExactlyInAnyOrder("done", Failure.MOVED, Failure.MOVED);
        client.expectTerminated(front, PATIENCE);
        journal.resetPolicy();
        start("a");
        assertThat(seen("a").sum()).isEqualTo(1);
    }

    @Test
    void deadlinesTickWithTheEntitysClock() {
        start("a");
        ask("a", new Toy.Alarm(System.currentTimeMillis() + 300));
        client.awaitAssert(PATIENCE, Duration.ofMillis(50), () -> {
            assertThat(seen("a").ticks()).isEqualTo(1);
            return null;
        });
    }

    @Test
    void deadlinesInCenturiesHoldNothingUp() {
        start("a");
        ask("a", new Toy.Alarm(Long.MAX_VALUE - 1));
        ask("a", new Toy.Add(1));
        assertThat(seen("a").sum()).isEqualTo(1);
        assertThat(seen("a").ticks()).isZero();
    }

    @Test
    void timeNeverGoesBack() {
        start("a");
        clockShift.set(60_000);
        ask("a", new Toy.Add(1));
        clockShift.set(0);
        ask("a", new Toy.Add(1));
        List<BatchEvent> rows = rows("a");
        assertThat(rows.getLast().time())
                .isGreaterThanOrEqualTo(rows.get(rows.size() - 2).time());
    }

    @Test
    void subscribersGetEveryBatchAndTheLastNumber() {
        start("a");
        ask("a", new Toy.Add(1));
        TestProbe<Push> subscriber = kit.createTestProbe();
        fronts.get("a").tell(new FrontMessage.Subscribe(subscriber.ref()));
        assertThat(subscriber.receiveMessage(PATIENCE)).isEqualTo(new Push.Last("a", 2));
        ask("a", new Toy.Add(1));
        Push push = subscriber
                .fishForMessage(
                        PATIENCE,
                        each -> each instanceof Push.Committed
                                ? akka.actor.testkit.typed.javadsl.FishingOutcomes.complete()
                                : akka.actor.testkit.typed.javadsl.FishingOutcomes
                                        .continueAndIgnore())
                .getLast();
        assertThat(((Push.Committed) push).event().sequence()).isEqualTo(3);
    }
}
