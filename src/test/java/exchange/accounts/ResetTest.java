package exchange.accounts;

import static exchange.accounts.Fixtures.ANN;
import static exchange.accounts.Fixtures.START;
import static exchange.accounts.Fixtures.buy;
import static exchange.accounts.RandomMoney.reset;
import static exchange.accounts.RandomMoney.withdrawal;

import static org.assertj.core.api.Assertions.assertThat;

import exchange.market.EndReason;
import exchange.market.RejectReason;
import exchange.sequencer.LedgerItem;

import org.junit.jupiter.api.Test;

import java.util.List;

/** Paper accounts that start anew: by entries, once for each reference, so often a day. */
final class ResetTest {
    private static final long UNITS = 1_000 * Fixtures.LOT;

    private final LedgerDesk desk = LedgerDesk.open(UNITS);

    @Test
    void balancesComeBackByEntriesThatAddUp() {
        desk.ask(withdrawal(ANN, 300, "w"));
        int facts = desk.facts().size();

        assertThat(desk.ask(reset(ANN, "r"))).isEqualTo(new LedgerReply.Done());

        assertThat(balances())
                .containsExactly(
                        new Balance("USD", 500, 0),
                        new Balance("BTC", 0, 0),
                        new Balance("ETH", 0, 0));
        assertThat(desk.lastFact())
                .isEqualTo(new MoneyFact.AccountReset(
                        ANN,
                        6,
                        List.of(
                                new AssetAmount("USD", 500 - UNITS),
                                new AssetAmount("BTC", -UNITS),
                                new AssetAmount("ETH", -UNITS)),
                        "r",
                        "ann"));
        assertThat(desk.facts()).hasSize(facts + 2);
        assertThat(desk.state().requests.pending(ANN)).isEmpty();
        desk.state().ledger.requireZeroSums();
    }

    @Test
    void sameReferenceIsTheSameResetAlsoAfterARestart() {
        desk.ask(reset(ANN, "r"));
        desk.deposit(ANN, "USD", 7, "later");
        desk.restart();

        assertThat(desk.ask(reset(ANN, "r"))).isEqualTo(new LedgerReply.Done());
        assertThat(balances().getFirst()).isEqualTo(new Balance("USD", 507, 0));
    }

    @Test
    void dayHasABoundedNumberOfThem() {
        for (int i = 0; i < RandomMoney.RESETS_PER_DAY; i++) {
            desk.ask(reset(ANN, "r" + i));
        }
        assertThat(desk.refusal(reset(ANN, "another"))).isEqualTo(RejectReason.DAILY_LIMIT);

        desk.advance(24 * 60 * 60 * 1_000);
        assertThat(desk.ask(reset(ANN, "another"))).isEqualTo(new LedgerReply.Done());
    }

    @Test
    void openOrdersMustHaveEnded() {
        long order = desk.place(buy(1).at(100).by(ANN));
        assertThat(desk.refusal(reset(ANN, "r"))).isEqualTo(RejectReason.ORDERS_OPEN);
        desk.settle(0, new LedgerItem.Accepted(1, order, true, START));
        assertThat(desk.refusal(reset(ANN, "r"))).isEqualTo(RejectReason.ORDERS_OPEN);

        desk.settle(
                0,
                new LedgerItem.Ended(
                        2, order, EndReason.USER_CANCELED, 100 * Fixtures.TICK_LOT, START));

        assertThat(desk.ask(reset(ANN, "r"))).isEqualTo(new LedgerReply.Done());
        desk.ask(new MoneyCommand.SetFreeze(ANN, true, "why", "bob"));
        assertThat(desk.refusal(reset(ANN, "s"))).isEqualTo(RejectReason.ACCOUNT_FROZEN);
    }

    private List<Balance> balances() {
        return ((LedgerReply.Balances) desk.ask(new LedgerCommand.GetBalances(ANN))).balances();
    }
}
