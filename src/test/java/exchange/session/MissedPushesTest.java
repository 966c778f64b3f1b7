package exchange.session;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Behavior;
import akka.actor.typed.Props;
import akka.actor.typed.javadsl.Behaviors;

import exchange.accounts.LedgerActor;
import exchange.accounts.LedgerCommand;
import exchange.accounts.LedgerReply;
import exchange.bootstrap.Engine;
import exchange.market.AccountIds;
import exchange.persistence.Database;
import exchange.sequencer.FrontMessage;
import exchange.sequencer.JournalBatches;
import exchange.sequencer.Push;
import exchange.testkit.TestPostgres;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.LongStream;

/** A relay of a real ledger of which it hears two pushes in three; the rest is in the journal. */
final class MissedPushesTest {
    private static final long ACCOUNT = 4242;
    private static final int DEPOSITS = 40;

    private final Database database = TestPostgres.freshDatabase();
    private final Engine engine = Engine.start(TestPostgres.config(database), database);
    private final ActorSystem<?> system = engine.system();

    @AfterEach
    void stop() {
        engine.close();
    }

    @Test
    void everyEventOfAnAccountIsToldOnceAndInOrder() {
        TestProbe<SessionMessage> session = TestProbe.create(SessionMessage.class, system);
        relay().tell(new AccountRelay.Follow(ACCOUNT, session.ref()));
        session.expectMessage(Duration.ofSeconds(20), new SessionMessage.Following(ACCOUNT));

        for (int i = 0; i < DEPOSITS; i++) {
            deposit("ref-" + i);
        }

        List<Long> heard = new ArrayList<>();
        while (heard.size() < DEPOSITS) {
            SessionMessage message = session.receiveMessage(Duration.ofSeconds(20));
            ((SessionMessage.Happened) message)
                    .events()
                    .forEach(event -> heard.add(event.sequence()));
        }
        assertThat(heard)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, DEPOSITS).boxed().toList());
    }

    private ActorRef<AccountRelay.Message> relay() {
        int partition = AccountIds.partition(ACCOUNT, engine.partitions());
        JournalBatches journal = new JournalBatches(system);
        return system.systemActorOf(
                AccountRelay.create(
                        partition,
                        losing(message -> LedgerActor.tell(system, partition, message)),
                        (from, to) -> journal.read(
                                LedgerActor.NAME, String.valueOf(partition), from, to)),
                "relay-that-misses",
                Props.empty());
    }

    private Consumer<FrontMessage> losing(Consumer<FrontMessage> ledger) {
        return message -> {
            ActorRef<Push> relay = ((FrontMessage.Subscribe) message).subscriber();
            ActorRef<Push> loser =
                    system.systemActorOf(loser(relay), "loser-" + System.nanoTime(), Props.empty());
            ledger.accept(new FrontMessage.Subscribe(loser));
        };
    }

    private static Behavior<Push> loser(ActorRef<Push> relay) {
        return Behaviors.receiveMessage(push -> {
            boolean lost = push instanceof Push.Committed committed
                    && committed.event().sequence() % 3 == 0;
            if (!lost) {
                relay.tell(push);
            }
            return Behaviors.same();
        });
    }

    private void deposit(String reference) {
        LedgerReply reply = engine.ledgers()
                .ask(
                        new LedgerCommand.Deposit(ACCOUNT, "USD", 1, reference, "test"),
                        System.currentTimeMillis() + 20_000)
                .toCompletableFuture()
                .orTimeout(30, TimeUnit.SECONDS)
                .join();
        assertThat(reply).isInstanceOf(LedgerReply.Deposited.class);
    }
}
