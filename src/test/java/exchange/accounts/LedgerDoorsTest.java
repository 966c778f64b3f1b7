package exchange.accounts;

import static exchange.accounts.Fixtures.buy;

import static org.assertj.core.api.Assertions.assertThat;

import exchange.market.RejectReason;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Which answers to which copy of a command count. Found by simulate-faults, seed 1. */
final class LedgerDoorsTest {
    private static final LedgerReply OVERLOADED =
            new LedgerReply.Refused(RejectReason.OVERLOADED, "");
    private static final LedgerReply READ_ONLY =
            new LedgerReply.Refused(RejectReason.READ_ONLY, "");
    private static final LedgerReply NO_FUNDS =
            new LedgerReply.Refused(RejectReason.INSUFFICIENT_FUNDS, "");

    private final List<EdgeRequest> sent = new ArrayList<>();
    private final LedgerDoors doors = new LedgerDoors(4, (partition, all) -> sent.addAll(all));
    private final CompletableFuture<LedgerReply> answer = new CompletableFuture<>();

    @Test
    void copyThatWasShedSaysNothingOfTheOneBefore() {
        askTwice();

        reply(1, OVERLOADED);
        assertThat(answer).isNotDone();
        doors.check(3_000);
        reply(2, new LedgerReply.Pending("a"));

        assertThat(answer).isCompletedWithValue(new LedgerReply.Pending("a"));
    }

    @Test
    void firstCopyThatIsShedIsRefused() {
        ask();

        reply(0, OVERLOADED);

        assertThat(answer).isCompletedWithValue(OVERLOADED);
    }

    @Test
    void refusalOfACopyIsNotFinalWhileALaterOneIsOnItsWay() {
        askTwice();

        reply(0, NO_FUNDS);
        assertThat(answer).isNotDone();
        reply(1, new LedgerReply.Pending("a"));

        assertThat(answer).isCompletedWithValue(new LedgerReply.Pending("a"));
    }

    @Test
    void refusalOfTheLastCopyIsFinal() {
        askTwice();

        reply(1, NO_FUNDS);

        assertThat(answer).isCompletedWithValue(NO_FUNDS);
    }

    @Test
    void firstCopyMayBringTheAnswer() {
        askTwice();

        reply(0, new LedgerReply.Pending("a"));

        assertThat(answer).isCompletedWithValue(new LedgerReply.Pending("a"));
    }

    @Test
    void commandOfWhichNoCopyWasTakenIsRefused() {
        askTwice();

        reply(1, OVERLOADED);
        assertThat(answer).isNotDone();
        reply(0, READ_ONLY);

        assertThat(answer).isCompletedWithValue(READ_ONLY);
    }

    @Test
    void commandOfWhichOneCopyIsInDoubtIsNotRefused() {
        askTwice();

        reply(0, new LedgerReply.Unknown());
        reply(1, READ_ONLY);
        doors.check(3_500);
        reply(2, READ_ONLY);

        assertThat(answer).isNotDone();
        doors.check(10_000);
        assertThat(answer).isCompletedWithValue(new LedgerReply.Unknown());
    }

    @Test
    void commandThatWasLostIsAskedAgainWhileLaterOnesAreAnswered() {
        ask();
        CompletableFuture<LedgerReply> later = new CompletableFuture<>();
        for (long now = 100; now <= 2_000; now += 100) {
            doors.ask(0, buy(1).at(1).as("b" + now).place(), 10_000, later, now);
            doors.flush();
            reply(sent.size() - 1, new LedgerReply.Pending("b" + now));
            doors.check(now);
        }
        int before = sent.size();

        doors.check(2_100);

        assertThat(sent.subList(before, sent.size()))
                .extracting(EdgeRequest::command)
                .containsExactly(sent.getFirst().command());
    }

    private void ask() {
        doors.ask(0, buy(1).at(1).as("a").place(), 10_000, answer, 0);
        doors.flush();
    }

    private void askTwice() {
        ask();
        doors.check(2_500);
        assertThat(sent).hasSize(2);
    }

    private void reply(int copy, LedgerReply reply) {
        doors.onReplies(new EdgeReplies(List.of(new EdgeReply(sent.get(copy).id(), reply))), 2_600);
    }
}
