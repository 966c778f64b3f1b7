package exchange.accounts;

import static exchange.accounts.Fixtures.ANN;
import static exchange.accounts.Fixtures.BOB;
import static exchange.accounts.Fixtures.buy;
import static exchange.accounts.RandomMoney.approve;
import static exchange.accounts.RandomMoney.withdrawal;
import static exchange.market.FundsRequestKind.WITHDRAWAL;

import static org.assertj.core.api.Assertions.assertThat;

import exchange.market.RejectReason;

import org.junit.jupiter.api.Test;

/** What a frozen account can and cannot do. */
final class FreezeTest {
    private static final LedgerCommand FREEZE =
            new MoneyCommand.SetFreeze(ANN, true, "a lost key", "bob");

    private final LedgerDesk desk = LedgerDesk.open(1_000_000 * Fixtures.LOT);

    @Test
    void nothingNewIsTakenAndNothingLeaves() {
        long order = desk.place(buy(1).at(100).by(ANN).as("before"));
        desk.ask(withdrawal(ANN, 5, "before"));
        desk.ask(FREEZE);

        assertThat(desk.refusal(buy(1).at(100).by(ANN).as("new").place()))
                .isEqualTo(RejectReason.ACCOUNT_FROZEN);
        assertThat(desk.refusal(new LedgerCommand.Replace(
                        buy(1).at(100).by(ANN).as("other").place(), order, "", false)))
                .isEqualTo(RejectReason.ACCOUNT_FROZEN);
        assertThat(desk.refusal(new LedgerCommand.PlaceList(
                        Fixtures.sell(5).at(10).by(ANN).place(),
                        Fixtures.sell(5).at(9).by(ANN).place())))
                .isEqualTo(RejectReason.ACCOUNT_FROZEN);
        assertThat(desk.refusal(
                        new LedgerCommand.Amend(ANN, order, "", "BTC-USD", 101, 0, Long.MAX_VALUE)))
                .isEqualTo(RejectReason.ACCOUNT_FROZEN);
        assertThat(desk.refusal(withdrawal(ANN, 5, "new"))).isEqualTo(RejectReason.ACCOUNT_FROZEN);
        assertThat(desk.refusal(new LedgerCommand.Transfer(
                        ANN, BOB, "USD", 5, "gift", "", Long.MAX_VALUE, "ann")))
                .isEqualTo(RejectReason.ACCOUNT_FROZEN);
        assertThat(desk.refusal(approve(WITHDRAWAL, 1, "bob")))
                .isEqualTo(RejectReason.ACCOUNT_FROZEN);
        assertThat(desk.ask(buy(1).at(100).by(BOB).place())).isInstanceOf(Routed.Forwarded.class);
    }

    @Test
    void cancelsDepositsAndRepeatedPlacesGoOn() {
        LedgerCommand.Place before = buy(1).at(100).by(ANN).as("before").place();
        desk.ask(before);
        desk.ask(withdrawal(ANN, 5, "before"));
        desk.ask(FREEZE);

        assertThat(desk.ask(before)).isInstanceOf(Routed.Joined.class);
        assertThat(desk.ask(new LedgerCommand.Cancel(ANN, 0, "before", false)))
                .isInstanceOf(Routed.Forwarded.class);
        assertThat(desk.ask(new MoneyCommand.CancelFunds(WITHDRAWAL, 1, ANN, "ann")))
                .isInstanceOf(LedgerReply.FundsRequestResult.class);
        assertThat(desk.deposit(ANN, "USD", 1, "more")).isInstanceOf(LedgerReply.Deposited.class);
    }

    @Test
    void endsWithASecondWordAndSurvivesARestart() {
        desk.ask(FREEZE);
        long facts = desk.facts().size();
        Object again = desk.ask(FREEZE);
        assertThat(desk.facts()).hasSize((int) facts);
        assertThat(again)
                .isEqualTo(new LedgerReply.FreezeResult(
                        new Freeze(true, "bob", "a lost key", desk.time)));
        desk.restart();
        assertThat(desk.refusal(buy(1).at(100).by(ANN).place()))
                .isEqualTo(RejectReason.ACCOUNT_FROZEN);
        assertThat(desk.ask(new LedgerCommand.GetFreeze(ANN))).isEqualTo(again);

        desk.ask(new MoneyCommand.SetFreeze(ANN, false, "found again", "eve"));

        assertThat(desk.lastFact())
                .isEqualTo(new MoneyFact.FreezeSet(ANN, 5, false, "eve", "found again"));
        desk.place(buy(1).at(100).by(ANN));
        assertThat(desk.ask(new LedgerCommand.GetFreeze(BOB)))
                .isEqualTo(new LedgerReply.FreezeResult(Freeze.NEVER));
        assertThat(desk.refusal(new MoneyCommand.SetFreeze(BOB, true, "", "eve")))
                .isEqualTo(RejectReason.INVALID_FIELD);
    }
}
