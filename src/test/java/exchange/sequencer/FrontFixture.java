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
import akka.persistence.testkit.WriteEvents;
import akka.persistence.testkit.javadsl.PersistenceTestKit;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;

import exchange.sequencer.FrontRole.Failure;

import org.junit.jupiter.api.AfterEach;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Two toy entities linked with each other, over a journal that can fail and a transport that can
 * lose.
 */
abstract class FrontFixture {
    static final Duration PATIENCE = Duration.ofSeconds(20);
    static final Config CONFIG = ConfigFactory.parseString(
                    "akka.scheduler.tick-duration=1ms, akka.loglevel=WARNING,"
                            + "akka.actor.serializers.exchange-sequencer=\"exchange.sequencer.SequencerSerializer\","
                            + "akka.actor.serialization-bindings."
                            + "\"exchange.sequencer.BatchEvent\"=exchange-sequencer,"
                            + "akka.actor.serialization-bindings."
                            + "\"exchange.sequencer.EntitySnapshot\"=exchange-sequencer")
            .withFallback(PersistenceTestKitPlugin.getInstance().config())
            .withFallback(PersistenceTestKitSnapshotPlugin.config());

    final ActorTestKit kit = ActorTestKit.create(CONFIG);
    final PersistenceTestKit journal = PersistenceTestKit.create(kit.system());
    final Map<String, ActorRef<FrontMessage>> fronts = new ConcurrentHashMap<>();
    final TestProbe<Object> client = kit.createTestProbe();
    final AtomicLong clockShift = new AtomicLong();
    Transport transport = (peer, message) -> {
        ActorRef<FrontMessage> front = fronts.get(peer);
        if (front != null) {
            front.tell(message);
        }
    };

    @AfterEach
    void end() {
        kit.shutdownTestKit();
    }

    EntityKind<Toy.Command> kind(Limits limits) {
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

    ActorRef<FrontMessage> start(String name) {
        return start(name, Limits.DEFAULT);
    }

    ActorRef<FrontMessage> start(String name, Limits limits) {
        ActorRef<FrontMessage> front = kit.spawn(Front.create(
                kind(limits),
                name,
                new ToyRole(),
                (peer, message) -> transport.send(peer, message)));
        fronts.put(name, front);
        return front;
    }

    void tell(String name, Toy.Command command) {
        fronts.get(name).tell(new ToyRole.Ask(command, client.ref()));
    }

    /** Asks again when it is told to, as edges do. */
    Object ask(String name, Toy.Command command) {
        Object answer = Failure.MOVED;
        while (answer == Failure.MOVED) {
            tell(name, command);
            answer = client.receiveMessage(PATIENCE);
        }
        return answer;
    }

    Toy.Seen seen(String name) {
        return (Toy.Seen) ask(name, new Toy.Get());
    }

    void awaitReceived(String name, List<Long> numbers) {
        client.awaitAssert(PATIENCE, Duration.ofMillis(50), () -> {
            assertThat(seen(name).received()).isEqualTo(numbers);
            return null;
        });
    }

    List<BatchEvent> rows(String name) {
        return journal.persistedInStorage("Toy|" + name).stream()
                .map(BatchEvent.class::cast)
                .toList();
    }

    void sendAll(List<Long> numbers) {
        for (long number : numbers) {
            tell("a", new Toy.Send(number));
        }
        for (int i = 0; i < numbers.size(); i++) {
            client.receiveMessage(PATIENCE);
        }
    }

    void stop(String name) {
        ActorRef<FrontMessage> front = fronts.remove(name);
        front.tell(new FrontMessage.Stop());
        client.expectTerminated(front, PATIENCE);
    }

    static Limits limits(int queueMax, long snapshotAfter) {
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

    static akka.persistence.testkit.ProcessingPolicy<JournalOperation> slow(AtomicInteger writes) {
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

    static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
