package exchange.sequencer;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import akka.persistence.testkit.JournalOperation;
import akka.persistence.testkit.PersistenceTestKitPlugin;
import akka.persistence.testkit.PersistenceTestKitSnapshotPlugin;
import akka.persistence.testkit.ProcessingResult;
import akka.persistence.testkit.ProcessingSuccess;
import akka.persistence.testkit.StorageFailure;
import akka.persistence.testkit.WriteEvents;
import akka.persistence.testkit.javadsl.PersistenceTestKit;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;

import exchange.sequencer.FrontRole.Failure;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;

/**
 * Two toy entities linked with each other, over a journal that can fail and a transport that can
 * lose.
 */
final class FrontTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Config CONFIG = ConfigFactory.parseString(
                    "akka.scheduler.tick-duration=1ms, akka.loglevel=WARNING,"
                            + "akka.actor.serializers.exchange-sequencer=\"exchange.sequencer.SequencerSerializer\","
                            + "akka.actor.serialization-bindings."
                            + "\"exchange.sequencer.BatchEvent\"=exchange-sequencer,"
                            + "akka.actor.serialization-bindings."
                            + "\"exchange.sequencer.EntitySnapshot\"=exchange-sequencer")
            .withFallback(PersistenceTestKitPlugin.getInstance().config())
            .withFallback(PersistenceTestKitSnapshotPlugin.config());

    private final ActorTestKit kit = ActorTestKit.create(CONFIG);
    private final PersistenceTestKit journal = PersistenceTestKit.create(kit.system());
    private final Map<String, ActorRef<FrontMessage>> fronts = new ConcurrentHashMap<>();
    private final TestProbe<Object> client = kit.createTestProbe();
    private final AtomicLong clockShift = new AtomicLong();
    private Transport transport = (peer, message) -> {
        ActorRef<FrontMessage> front = fronts.get(peer);
        if (front != null) {
            front.tell(message);
        }
    };

    @AfterEach
    void end() {
        kit.shutdownTestKit();
    }

    private EntityKind<Toy.Command> kind(Limits limits) {
        return new EntityKind<>(
                "Toy",
                name -> new Toy(name.equals("a") ? "b" : "a"),
                PersistenceTestKitPlugin.PluginId(),
                PersistenceTestKitSnapshotPlugin.PluginId(),
                limits,
                () -> System.currentTimeMillis() + clockShift.get(),
                "node",
                "test");
    }

    private ActorRef<FrontMessage> start(String name) {
        return start(name, Limits.DEFAULT);
    }

    private ActorRef<FrontMessage> start(String name, Limits limits) {
        ActorRef<FrontMessage> front = kit.spawn(Front.create(
                kind(limits),
                name,
                new ToyRole(),
                (peer, message) -> transport.send(peer, message)));
        fronts.put(name, front);
        return front;
    }

    private void tell(String name, Toy.Command command) {
        fronts.get(name).tell(new ToyRole.Ask(command, client.ref()));
    }

    private Object ask(String name, Toy.Command command) {
        tell(name, command);
        return client.receiveMessage(PATIENCE);
    }

    private Toy.Seen seen(String name) {
        return (Toy.Seen) ask(name, new Toy.Get());
    }

    private void awaitReceived(String name, List<Long> numbers) {
        client.awaitAssert(PATIENCE, Duration.ofMillis(50), () -> {
            assertThat(seen(name).received()).isEqualTo(numbers);
            return null;
        });
    }

    private List<BatchEvent> rows(String name) {
        return journal.persistedInStorage("Toy|" + name).stream()
                .map(BatchEvent.class::cast)
                .toList();
    }

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
    void numbersReachThePeerOnceInOrder() {
        start("a");
        start("b");
        sendAll(LongStream.rangeClosed(1, 50).boxed().toList());
        awaitReceived("b", LongStream.rangeClosed(1, 50).boxed().toList());
    }

    private void sendAll(List<Long> numbers) {
        for (long number : numbers) {
            tell("a", new Toy.Send(number));
        }
        for (int i = 0; i < numbers.size(); i++) {
            client.receiveMessage(PATIENCE);
        }
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

    private void stop(String name) {
        ActorRef<FrontMessage> front = fronts.remove(name);
        front.tell(new FrontMessage.Stop());
        client.expectTerminated(front, PATIENCE);
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

    private static Limits limits(int queueMax, long snapshotAfter) {
        Limits d = Limits.DEFAULT;
        return new Limits(
                d.commandsMax(),
                d.factsMax(),
                d.bytesMax(),
                queueMax,
                d.pace(),
                snapshotAfter,
                snapshotAfter,
                d.drain());
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

    private static akka.persistence.testkit.ProcessingPolicy<JournalOperation> slow(
            AtomicInteger writes) {
        return new akka.persistence.testkit.ProcessingPolicy<>() {
            @Override
            public ProcessingResult tryProcess(String id, JournalOperation operation) {
                if (operation instanceof WriteEvents) {
                    writes.incrementAndGet();
                    sleep(50);
                }
                return ProcessingSuccess.getInstance();
            }
        };
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
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
    void deadlinesTickWithTheEntitysClock() {
        start("a");
        ask("a", new Toy.Alarm(System.currentTimeMillis() + 300));
        client.awaitAssert(PATIENCE, Duration.ofMillis(50), () -> {
            assertThat(seen("a").ticks()).isEqualTo(1);
            return null;
        });
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

    @Test
    void brokenChainStopsReplay() {
        EntityState<Toy.Command> state = new EntityState<>(new Toy("b"));
        BatchEvent stranger = new BatchEvent(1, 1, 0, new byte[] {1}, new byte[0]);
        assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> state.apply(stranger)))
                .hasMessageContaining("another history");
    }
}
