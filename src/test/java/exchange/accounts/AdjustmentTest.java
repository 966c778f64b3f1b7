package exchange.accounts;

import static exchange.accounts.Fixtures.ANN;
import static exchange.accounts.RandomMoney.adjustment;
import static exchange.accounts.RandomMoney.approve;
import static exchange.accounts.RandomMoney.refuse;
import static exchange.accounts.RandomMoney.withdrawal;
import static exchange.market.FundsRequestKind.ADJUSTMENT;

import static org.assertj.core.api.Assertions.assertThat;

import exchange.market.FundsRequestStatus;
import exchange.market.RejectReason;

import org.junit.jupiter.api.Test;

/** Adjustments in their ledger: two people make one, and it never makes a balance impossible. */
final class AdjustmentTest {
    private final LedgerDesk desk = LedgerDesk.open(1_000);

    @Test
    void nothingMovesBeforeAnotherAdminSaysSo() {
        desk.ask(adjustment(ANN, -400, "less"));
        assertThat(available()).isEqualTo(1_000);
        assertThat(desk.refusal(approve(ADJUSTMENT, 1, "bob"))).isEqualTo(RejectReason.SAME_ADMIN);
        assertThat(desk.refusal(refuse(ADJUSTMENT, 1, "bob"))).isEqualTo(RejectReason.SAME_ADMIN);

        desk.ask(approve(ADJUSTMENT, 1, "eve"));
        assertThat(available()).isEqualTo(600);
        desk.ask(adjustment(ANN, 50, "more"));
        desk.ask(approve(ADJUSTMENT, 2, "eve"));

        assertThat(available()).isEqualTo(650);
        desk.state().ledger.requireZeroSums();
        assertThat(desk.state().ledger.systemAccounts())
                .filteredOn(account -> account.name().equals("adjustments"))
                .singleElement()
                .extracting(account -> account.total(0).toString())
                .isEqualTo("350");
    }

    @Test
    void refusedAndTakenBackMoveNothing() {
        desk.ask(adjustment(ANN, 100, "1"));
        desk.ask(adjustment(ANN, 100, "2"));
        desk.ask(refuse(ADJUSTMENT, 1, "eve"));
        LedgerCommand byOther = new MoneyCommand.CancelFunds(ADJUSTMENT, 2, 0, "eve");
        LedgerCommand byAuthor = new MoneyCommand.CancelFunds(ADJUSTMENT, 2, 0, "bob");

        assertThat(desk.ask(byOther)).isEqualTo(new LedgerReply.NotFound(true));
        LedgerReply.FundsRequestResult canceled =
                (LedgerReply.FundsRequestResult) desk.ask(byAuthor);

        assertThat(canceled.request().status()).isEqualTo(FundsRequestStatus.CANCELED);
        assertThat(desk.refusal(approve(ADJUSTMENT, 1, "eve"))).isEqualTo(RejectReason.NOT_PENDING);
        assertThat(available()).isEqualTo(1_000);
    }

    @Test
    void balanceNeitherBecomesNegativeNorTooLarge() {
        desk.ask(adjustment(ANN, -1_000, "all"));
        desk.ask(withdrawal(ANN, 1, "one less"));
        desk.ask(adjustment(ANN, Long.MAX_VALUE, "too much"));

        assertThat(desk.refusal(approve(ADJUSTMENT, 1, "eve")))
                .isEqualTo(RejectReason.INSUFFICIENT_FUNDS);
        assertThat(desk.refusal(approve(ADJUSTMENT, 3, "eve")))
                .isEqualTo(RejectReason.BALANCE_LIMIT);
        assertThat(desk.refusal(adjustment(ANN, Long.MIN_VALUE, "least")))
                .isEqualTo(RejectReason.INVALID_FIELD);
        assertThat(desk.refusal(adjustment(ANN, 0, "none"))).isEqualTo(RejectReason.INVALID_FIELD);
        assertThat(available()).isEqualTo(999);
    }

    private long available() {
        return desk.state().available(ANN, 0);
    }
}
