package exchange.accounts;

import static exchange.accounts.Fixtures.ANN;
import static exchange.accounts.Fixtures.BOB;
import static exchange.accounts.Fixtures.START;

import static org.assertj.core.api.Assertions.assertThat;

import exchange.market.RejectReason;
import exchange.sequencer.Batch;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

/** Timers of a ledger: whoever does not renew one in time has no orders any more. */
final class CancelTimerTest {
    private LedgerDesk desk;
    private long asked;

    @BeforeEach
    void open() {
        desk = LedgerDesk.open(1_000_000_000_000L);
    }

    @Test
    void ordersOfTheAccountAreCanceledInEachMarketWhenItsTimeComes() {
        long own = desk.place(Fixtures.buy(5).at(10));
        set(ANN, "client", START + 1_000);
        assertThat(desk.logic().nextDeadline()).isEqualTo(START + 1_000);

        assertThat(tick(START + 999)).isEmpty();
        List<LedgerFact> facts = tick(START + 1_000);

        assertThat(own).isPositive();
        assertThat(facts)
                .hasSize(2)
                .first()
                .isInstanceOfSatisfying(
                        TimerFact.CancelTimerReached.class,
                        reached -> assertThat(reached.timer()).isEqualTo("client"));
        assertThat(facts.get(1)).isInstanceOfSatisfying(LedgerFact.MassCancelSent.class, sent -> {
            assertThat(sent.account()).isEqualTo(ANN);
            assertThat(sent.symbol()).isEqualTo("BTC-USD");
            assertThat(sent.bids() && sent.asks()).isTrue();
        });
        assertThat(desk.logic().nextDeadline()).isEqualTo(Long.MAX_VALUE);
        assertThat(tick(START + 5_000)).isEmpty();
    }

    @Test
    void renewedTimerWaitsLongerAndAnEndedOneForEver() {
        set(ANN, "client", START + 1_000);
        set(ANN, "client", START + 3_000);
        assertThat(tick(START + 2_000)).isEmpty();

        set(ANN, "client", 0);

        assertThat(desk.logic().nextDeadline()).isEqualTo(Long.MAX_VALUE);
        assertThat(tick(START + 9_000)).isEmpty();
    }

    @Test
    void eachTimerOfAnAccountCountsForItselfAndTheEarliestComesFirst() {
        set(BOB, "connection/2", START + 2_000);
        set(ANN, "connection/1", START + 3_000);
        set(ANN, "client", START + 1_000);

        assertThat(tick(START + 2_500))
                .extracting(fact -> ((TimerFact.CancelTimerReached) fact).timer())
                .containsExactly("client", "connection/2");
        assertThat(desk.logic().nextDeadline()).isEqualTo(START + 3_000);
    }

    @Test
    void copyChangesNothingAlsoWhenTheTimerIsOver() {
        var asked = new LedgerCommand.SetCancelTimer(ANN, "client", START + 1_000, START);
        desk.ask(asked);
        int rows = desk.journal.size();
        assertThat(desk.ask(asked)).isEqualTo(new LedgerReply.Done());
        assertThat(desk.journal).hasSize(rows);
        assertThat(tick(START + 1_000)).hasSize(1);

        assertThat(desk.ask(asked)).isEqualTo(new LedgerReply.Done());

        assertThat(desk.logic().nextDeadline()).isEqualTo(Long.MAX_VALUE);
        assertThat(tick(START + 2_000)).isEmpty();
    }

    @Test
    void lateCopyOfAnEarlierAskingIsRefused() {
        var first = new LedgerCommand.SetCancelTimer(ANN, "client", START + 1_000, START);
        desk.ask(first);
        desk.ask(new LedgerCommand.SetCancelTimer(ANN, "client", START + 3_000, START + 1));
        assertThat(desk.refusal(first)).isEqualTo(RejectReason.TOO_LATE);
        assertThat(desk.logic().nextDeadline()).isEqualTo(START + 3_000);
        desk.ask(new LedgerCommand.SetCancelTimer(ANN, "client", 0, START + 2));

        assertThat(desk.refusal(first)).isEqualTo(RejectReason.TOO_LATE);

        assertThat(tick(START + 9_000)).isEmpty();
        var old = new LedgerCommand.SetCancelTimer(BOB, "client", START + 1_000, START - 100_000);
        assertThat(desk.refusal(old)).isEqualTo(RejectReason.TOO_LATE);
    }

    @Test
    void accountHasSoManyTimersAndNoMore() {
        for (int i = 0; i < TimerDecisions.TIMERS_MAX; i++) {
            set(ANN, "t" + i, START + 1_000);
        }

        assertThat(desk.refusal(
                        new LedgerCommand.SetCancelTimer(ANN, "one more", START + 1, START)))
                .isEqualTo(RejectReason.TOO_MANY_REQUESTS);
        assertThat(desk.refusal(new LedgerCommand.SetCancelTimer(ANN, "", START + 1, START)))
                .isEqualTo(RejectReason.INVALID_FIELD);
        set(ANN, "t7", START + 2_000);
        set(BOB, "one more", START + 1_000);
    }

    private void set(long account, String timer, long until) {
        assertThat(desk.ask(
                        new LedgerCommand.SetCancelTimer(account, timer, until, START + asked++)))
                .isEqualTo(new LedgerReply.Done());
    }

    /** What the ledger does at that time. */
    private List<LedgerFact> tick(long time) {
        Batch batch = new Batch();
        batch.begin(time);
        desk.logic().tick(batch);
        List<LedgerFact> facts = new ArrayList<>();
        LedgerFacts.decode(batch.facts().toBytes(), time, facts::add);
        return facts;
    }
}
