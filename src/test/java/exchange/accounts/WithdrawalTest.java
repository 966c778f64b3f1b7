package exchange.accounts;

import static exchange.accounts.Fixtures.ANN;
import static exchange.accounts.Fixtures.BOB;
import static exchange.accounts.RandomMoney.adjustment;
import static exchange.accounts.RandomMoney.approve;
import static exchange.accounts.RandomMoney.refuse;
import static exchange.accounts.RandomMoney.withdrawal;
import static exchange.market.FundsRequestKind.ADJUSTMENT;
import static exchange.market.FundsRequestKind.WITHDRAWAL;

import static org.assertj.core.api.Assertions.assertThat;

import exchange.market.FundsRequestIds;
import exchange.market.FundsRequestStatus;
import exchange.market.RejectReason;

import org.junit.jupiter.api.Test;

import java.math.BigInteger;

/** Withdrawals in their ledger: what is held when, who may end them, what comes twice. */
final class WithdrawalTest {
    private final LedgerDesk desk = LedgerDesk.open(1_000);

    @Test
    void amountIsHeldUntilAnAdminLetsItGo() {
        FundsRequestView asked = result(withdrawal(ANN, 300, "w"), false);
        assertThat(balance(ANN)).isEqualTo(new Balance("USD", 700, 300));

        FundsRequestView approved = result(approve(WITHDRAWAL, id(asked), "bob"), false);

        assertThat(asked.status()).isEqualTo(FundsRequestStatus.PENDING);
        assertThat(approved.status()).isEqualTo(FundsRequestStatus.APPROVED);
        assertThat(approved.decidedBy()).isEqualTo("bob");
        assertThat(balance(ANN)).isEqualTo(new Balance("USD", 700, 0));
        assertThat(total("withdrawals")).isEqualTo(300);
        assertThat(desk.lastFact())
                .isEqualTo(new MoneyFact.FundsDecided(
                        ANN, 5, asked.terms(), FundsRequestStatus.APPROVED, "bob", ""));
        desk.state().ledger.requireZeroSums();
    }

    @Test
    void refusedAndCanceledAreAvailableAgain() {
        FundsRequestView first = result(withdrawal(ANN, 300, "1"), false);
        FundsRequestView second = result(withdrawal(ANN, 500, "2"), false);

        FundsRequestView refused = result(refuse(WITHDRAWAL, id(first), "bob"), false);
        assertThat(balance(ANN)).isEqualTo(new Balance("USD", 500, 500));
        FundsRequestView canceled = result(cancel(ANN, id(second)), false);

        assertThat(refused.status()).isEqualTo(FundsRequestStatus.REFUSED);
        assertThat(refused.reason()).isEqualTo("no");
        assertThat(canceled.status()).isEqualTo(FundsRequestStatus.CANCELED);
        assertThat(balance(ANN)).isEqualTo(new Balance("USD", 1_000, 0));
        assertThat(total("withdrawals")).isZero();
    }

    @Test
    void whatComesAgainIsAnsweredAsItIsAndChangesNothing() {
        FundsRequestView asked = result(withdrawal(ANN, 300, "w"), false);
        assertThat(result(withdrawal(ANN, 300, "w"), true)).isEqualTo(asked);
        FundsRequestView approved = result(approve(WITHDRAWAL, id(asked), "bob"), false);
        long facts = desk.facts().size();

        assertThat(result(approve(WITHDRAWAL, id(asked), "bob"), true)).isEqualTo(approved);
        assertThat(result(withdrawal(ANN, 300, "w"), true)).isEqualTo(approved);
        assertThat(desk.refusal(withdrawal(ANN, 301, "w")))
                .isEqualTo(RejectReason.DUPLICATE_REFERENCE);
        assertThat(desk.refusal(refuse(WITHDRAWAL, id(asked), "bob")))
                .isEqualTo(RejectReason.NOT_PENDING);
        assertThat(desk.refusal(cancel(ANN, id(asked)))).isEqualTo(RejectReason.NOT_PENDING);
        assertThat(desk.facts()).hasSize((int) facts);
        assertThat(result(withdrawal(BOB, 1, "w"), false).account()).isEqualTo(BOB);
    }

    @Test
    void whatCannotBeIsRefusedAndHoldsNothing() {
        assertThat(desk.refusal(withdrawal(ANN, 1_001, "w")))
                .isEqualTo(RejectReason.INSUFFICIENT_FUNDS);
        assertThat(desk.refusal(withdrawal(ANN, 0, "w"))).isEqualTo(RejectReason.INVALID_FIELD);
        assertThat(desk.refusal(withdrawal(ANN, -5, "w"))).isEqualTo(RejectReason.INVALID_FIELD);
        assertThat(desk.refusal(withdrawal(ANN, 5, ""))).isEqualTo(RejectReason.INVALID_FIELD);
        assertThat(desk.refusal(withdrawal(ANN, 5, "a\0b"))).isEqualTo(RejectReason.INVALID_FIELD);
        assertThat(desk.refusal(withdrawal(ANN, 5, "\ud800")))
                .isEqualTo(RejectReason.INVALID_FIELD);
        assertThat(desk.refusal(withdrawal(Fixtures.STRANGER, 5, "w")))
                .isEqualTo(RejectReason.INVALID_FIELD);
        assertThat(desk.refusal(new MoneyCommand.RequestFunds(
                        WITHDRAWAL, ANN, "EUR", 5, "w", "IBAN", "ann")))
                .isEqualTo(RejectReason.UNKNOWN_ASSET);
        assertThat(balance(ANN)).isEqualTo(new Balance("USD", 1_000, 0));
    }

    @Test
    void onlyItsOwnerCancelsItAndOnlyOthersDecideIt() {
        long withdrawal = id(result(withdrawal(ANN, 300, "w"), false));
        LedgerReply nothing = new LedgerReply.NotFound(true);

        assertThat(desk.ask(cancel(BOB, withdrawal))).isEqualTo(nothing);
        assertThat(desk.ask(cancel(ANN, withdrawal + 1))).isEqualTo(nothing);
        assertThat(desk.ask(cancel(ANN, FundsRequestIds.of(3, 1)))).isEqualTo(nothing);
        assertThat(desk.ask(approve(WITHDRAWAL, withdrawal + 1, "bob"))).isEqualTo(nothing);
        assertThat(desk.ask(approve(WITHDRAWAL, 0, "bob"))).isEqualTo(nothing);
        assertThat(desk.ask(approve(ADJUSTMENT, withdrawal, "bob"))).isEqualTo(nothing);
        assertThat(desk.refusal(approve(WITHDRAWAL, withdrawal, "ann")))
                .isEqualTo(RejectReason.SAME_ADMIN);
        assertThat(balance(ANN)).isEqualTo(new Balance("USD", 700, 300));
    }

    @Test
    void accountHasABoundedNumberOfThemWaiting() {
        for (int i = 0; i < MoneyDecisions.PENDING_MAX; i++) {
            result(withdrawal(ANN, 1, "w" + i), false);
        }
        LedgerCommand another = withdrawal(ANN, 1, "another");

        assertThat(desk.refusal(another)).isEqualTo(RejectReason.TOO_MANY_PENDING);
        desk.ask(refuse(WITHDRAWAL, 1, "bob"));
        assertThat(result(another, false).terms().requestId())
                .isEqualTo(MoneyDecisions.PENDING_MAX + 1L);
    }

    @Test
    void restartForgetsNothing() {
        FundsRequestView pending = result(withdrawal(ANN, 300, "1"), false);
        FundsRequestView other = result(withdrawal(ANN, 200, "2"), false);
        desk.ask(approve(WITHDRAWAL, id(other), "bob"));
        desk.ask(adjustment(ANN, -5, "3"));
        byte[] live = desk.stateHash();

        assertThat(desk.replayed().stateHash()).isEqualTo(live);
        desk.restart();

        assertThat(desk.stateHash()).isEqualTo(live);
        assertThat(result(withdrawal(ANN, 300, "1"), true)).isEqualTo(pending);
        assertThat(result(approve(WITHDRAWAL, id(other), "eve"), true).decidedBy())
                .isEqualTo("bob");
        result(approve(WITHDRAWAL, id(pending), "bob"), false);
        assertThat(balance(ANN)).isEqualTo(new Balance("USD", 500, 0));
    }

    private FundsRequestView result(LedgerCommand command, boolean duplicate) {
        Object answer = desk.ask(command);
        assertThat(answer).isInstanceOf(LedgerReply.FundsRequestResult.class);
        LedgerReply.FundsRequestResult result = (LedgerReply.FundsRequestResult) answer;
        assertThat(result.duplicate()).isEqualTo(duplicate);
        assertThat(result.accountSequence())
                .isEqualTo(desk.state().nextSequence(result.request().account()) - 1);
        return result.request();
    }

    private static LedgerCommand cancel(long account, long requestId) {
        return new MoneyCommand.CancelFunds(WITHDRAWAL, requestId, account, "ann");
    }

    private static long id(FundsRequestView request) {
        return request.terms().requestId();
    }

    private Balance balance(long account) {
        LedgerReply.Balances balances =
                (LedgerReply.Balances) desk.ask(new LedgerCommand.GetBalances(account));
        return balances.balances().getFirst();
    }

    private long total(String account) {
        LedgerReply.Totals totals = (LedgerReply.Totals) desk.ask(new LedgerCommand.GetTotals());
        return totals.totals().stream()
                .filter(each -> each.account().equals(account) && each.asset().equals("USD"))
                .map(LedgerReply.Total::units)
                .reduce(BigInteger.ZERO, BigInteger::add)
                .longValueExact();
    }
}
