package exchange.session;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;

import com.typesafe.config.ConfigFactory;

import exchange.accounts.LedgerBatches;
import exchange.accounts.LedgerFact;
import exchange.sequencer.BatchEvent;
import exchange.sequencer.FrontMessage;
import exchange.sequencer.Push;
import exchange.session.SessionMessage.Following;
import exchange.session.SessionMessage.Happened;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;

/** A relay between a ledger and sessions played by probes, and a journal made by hand. */
final class AccountRelayTest {
    private static final ActorTestKit KIT =
            ActorTestKit.create("relay", ConfigFactory.parseString("akka.loglevel=ERROR"));
    private static final long MINE = 7;
    private static final long OTHER = 8;

    private record Read(long from, long to, CompletableFuture<List<BatchEvent>> answer) {}

    private final TestProbe<FrontMessage> ledger = KIT.createTestProbe(FrontMessage.class);
    private final BlockingQueue<Read> reads = new LinkedBlockingQueue<>();
    private ActorRef<AccountRelay.Message> relay;
    private ActorRef<Push> pushes;

    @AfterAll
    static void stop() {
        KIT.shutdownTestKit();
    }

    @BeforeEach
    void start() {
        relay = KIT.spawn(AccountRelay.create(3, ledger.ref()::tell, this::read));
        pushes = ledger.expectMessageClass(FrontMessage.Subscribe.class).subscriber();
    }

    private CompletionStage<List<BatchEvent>> read(long from, long to) {
        Read read = new Read(from, to, new CompletableFuture<>());
        reads.add(read);
        return read.answer();
    }

    @Test
    void subscriptionIsRenewedBeforeItLapses() {
        FrontMessage.Subscribe again =
                ledger.expectMessageClass(FrontMessage.Subscribe.class, Duration.ofSeconds(4));

        assertThat(again.subscriber()).isEqualTo(pushes);
    }

    @Test
    void followingIsSaidOnceItIsKnownWhereTheLedgerStands() {
        TestProbe<SessionMessage> early = session(MINE);
        early.expectNoMessage(Duration.ofMillis(50));

        pushes.tell(new Push.Last("0", 41));
        TestProbe<SessionMessage> late = session(MINE);

        assertThat(early.receiveMessage()).isEqualTo(new Following(MINE));
        assertThat(late.receiveMessage()).isEqualTo(new Following(MINE));
    }

    @Test
    void eventsGoToAllSessionsOfTheirAccountAndToNoOther() {
        TestProbe<SessionMessage> mine = following(MINE, 41);
        TestProbe<SessionMessage> mineToo = session(MINE);
        TestProbe<SessionMessage> other = session(OTHER);
        mineToo.receiveMessage();
        other.receiveMessage();

        pushes.tell(committed(42, deposit(MINE, 1), deposit(99, 1), deposit(MINE, 2)));

        Happened expected = new Happened(List.of(event(42, MINE, 1), event(42, MINE, 2)));
        assertThat(mine.receiveMessage()).isEqualTo(expected);
        assertThat(mineToo.receiveMessage()).isEqualTo(expected);
        other.expectNoMessage(Duration.ofMillis(50));
    }

    @Test
    void missedBatchesAreReadAndToldInOrder() throws Exception {
        TestProbe<SessionMessage> mine = following(MINE, 41);

        pushes.tell(committed(45, deposit(MINE, 4)));
        Read read = reads.take();
        pushes.tell(committed(46, deposit(MINE, 5)));
        pushes.tell(new Push.Last("0", 46));
        mine.expectNoMessage(Duration.ofMillis(50));
        assertThat(List.of(read.from(), read.to())).containsExactly(42L, 44L);
        read.answer().complete(List.of(batch(42, 1), batch(43, 2)));
        Read rest = reads.take();
        assertThat(List.of(rest.from(), rest.to())).containsExactly(44L, 44L);
        rest.answer().complete(List.of(batch(44, 3)));

        assertThat(sequences(mine, 5)).containsExactly(1L, 2L, 3L, 4L, 5L);
        assertThat(reads).isEmpty();
    }

    @Test
    void lastNumberTellsWhatWasMissed() throws Exception {
        TestProbe<SessionMessage> mine = following(MINE, 41);

        pushes.tell(new Push.Last("0", 42));
        reads.take().answer().complete(List.of(batch(42, 1)));
        pushes.tell(committed(43, deposit(MINE, 2)));

        assertThat(sequences(mine, 2)).containsExactly(1L, 2L);
    }

    @Test
    void journalThatFailsIsAskedAgainWhenTheLedgerSpeaks() throws Exception {
        TestProbe<SessionMessage> mine = following(MINE, 41);

        pushes.tell(new Push.Last("0", 42));
        reads.take().answer().completeExceptionally(new IllegalStateException("expected"));
        Thread.sleep(50);
        assertThat(reads).isEmpty();
        pushes.tell(new Push.Last("0", 42));
        reads.take().answer().complete(List.of(batch(42, 1)));

        assertThat(sequences(mine, 1)).containsExactly(1L);
    }

    @Test
    void whatCameBeforeIsToldOnce() throws Exception {
        TestProbe<SessionMessage> mine = following(MINE, 41);

        pushes.tell(committed(42, deposit(MINE, 1)));
        pushes.tell(committed(42, deposit(MINE, 1)));
        pushes.tell(committed(41, deposit(MINE, 0)));
        pushes.tell(new Push.Last("0", 41));
        pushes.tell(committed(43, deposit(MINE, 2)));

        assertThat(sequences(mine, 2)).containsExactly(1L, 2L);
        mine.expectNoMessage(Duration.ofMillis(50));
        assertThat(reads).isEmpty();
    }

    @Test
    void moreBatchesAheadThanAreKeptAreReadFromTheJournal() throws Exception {
        TestProbe<SessionMessage> mine = following(MINE, 41);
        int ahead = 400;

        for (int i = 1; i <= ahead; i++) {
            pushes.tell(committed(42 + i, deposit(MINE, 1 + i)));
        }
        reads.take().answer().complete(List.of(batch(42, 1)));
        Read rest = reads.take();
        List<BatchEvent> missing = new ArrayList<>();
        for (long sequence = rest.from(); sequence <= rest.to(); sequence++) {
            missing.add(batch(sequence, sequence - 41));
        }
        rest.answer().complete(missing);

        assertThat(rest.from()).isEqualTo(42 + 256 + 1);
        assertThat(sequences(mine, ahead + 1))
                .hasSize(ahead + 1)
                .isSorted()
                .doesNotHaveDuplicates();
    }

    @Test
    void nothingIsReadWhileNobodyFollows() throws Exception {
        pushes.tell(new Push.Last("0", 41));
        pushes.tell(new Push.Last("0", 500));
        pushes.tell(committed(600, deposit(MINE, 1)));

        TestProbe<SessionMessage> mine = session(MINE);
        mine.receiveMessage();
        pushes.tell(committed(601, deposit(MINE, 2)));

        assertThat(sequences(mine, 1)).containsExactly(2L);
        assertThat(reads).isEmpty();
    }

    @Test
    void sessionThatStoppedIsForgotten() throws Exception {
        TestProbe<SessionMessage> mine = following(MINE, 41);
        mine.stop();
        Thread.sleep(100);

        pushes.tell(new Push.Last("0", 500));

        Thread.sleep(50);
        assertThat(reads).isEmpty();
    }

    @Test
    void sessionsAreEndedWhenTheRelayBreaks() throws Exception {
        TestProbe<SessionMessage> mine = following(MINE, 41);

        BatchEvent good = batch(42, 1);
        pushes.tell(new Push.Committed(
                "0", new BatchEvent(99, 42, good.time(), good.previousHash(), good.bytes())));

        assertThat(mine.receiveMessage()).isInstanceOf(SessionMessage.End.class);
        ActorRef<Push> before = pushes;
        pushes = ledger.expectMessageClass(FrontMessage.Subscribe.class).subscriber();
        TestProbe<SessionMessage> next = following(MINE, 50);
        pushes.tell(committed(51, deposit(MINE, 9)));
        assertThat(sequences(next, 1)).containsExactly(9L);
        assertThat(before).isNotNull();
    }

    private TestProbe<SessionMessage> session(long account) {
        TestProbe<SessionMessage> probe = KIT.createTestProbe(SessionMessage.class);
        relay.tell(new AccountRelay.Follow(account, probe.ref()));
        return probe;
    }

    private TestProbe<SessionMessage> following(long account, long last) {
        pushes.tell(new Push.Last("0", last));
        TestProbe<SessionMessage> probe = session(account);
        assertThat(probe.receiveMessage()).isEqualTo(new Following(account));
        return probe;
    }

    private static List<Long> sequences(TestProbe<SessionMessage> session, int count) {
        List<Long> all = new ArrayList<>();
        while (all.size() < count) {
            Happened happened = (Happened) session.receiveMessage();
            happened.events().forEach(event -> all.add(event.sequence()));
        }
        return all;
    }

    private static Push committed(long sequence, LedgerFact... facts) {
        return new Push.Committed("0", LedgerBatches.batch(sequence, sequence * 10, facts));
    }

    private static BatchEvent batch(long sequence, long accountSequence) {
        return LedgerBatches.batch(sequence, sequence * 10, deposit(MINE, accountSequence));
    }

    private static LedgerFact deposit(long account, long accountSequence) {
        return new LedgerFact.Deposited(account, accountSequence, "USD", 5, "r", "admin");
    }

    private static AccountEvent event(long batch, long account, long sequence) {
        return new AccountEvent(account, sequence, batch * 10, deposit(account, sequence));
    }
}
