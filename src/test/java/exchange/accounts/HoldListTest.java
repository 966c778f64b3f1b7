package exchange.accounts;

import static exchange.accounts.Fixtures.ANN;
import static exchange.accounts.Fixtures.BOB;
import static exchange.accounts.Fixtures.LOT;
import static exchange.accounts.Fixtures.START;
import static exchange.accounts.Fixtures.TICK_LOT;
import static exchange.accounts.Fixtures.buy;
import static exchange.accounts.Fixtures.sell;
import static exchange.accounts.RandomMoney.adjustment;
import static exchange.accounts.RandomMoney.withdrawal;

import static org.assertj.core.api.Assertions.assertThat;

import exchange.sequencer.LedgerItem;

import org.junit.jupiter.api.Test;

import java.util.List;

/** The open holds of an account: what is in the list, since when, page by page. */
final class HoldListTest {
    private final LedgerDesk desk = LedgerDesk.open(1_000_000 * LOT);

    @Test
    void ordersAndWithdrawalsAreListedInTheirOrder() {
        long buy = desk.place(buy(2).at(100).by(ANN));
        desk.advance(5);
        desk.ask(withdrawal(ANN, 7, "w"));
        desk.ask(adjustment(ANN, -3, "a"));
        long sell = desk.place(sell(3).at(200).by(ANN));
        desk.place(buy(1).at(1).by(BOB));

        HoldView ofBuy = order(buy, "USD", 200 * TICK_LOT, START);
        HoldView ofSell = order(sell, "BTC", 3 * LOT, START + 5);
        HoldView ofWithdrawal = new HoldView(
                new HoldView.Place(HoldView.Kind.WITHDRAWAL, 1), "", "USD", 7, START + 5);
        assertThat(page(HoldView.Place.START, 10))
                .isEqualTo(new LedgerReply.HoldPage(List.of(ofBuy, ofSell, ofWithdrawal), true));
        assertThat(page(HoldView.Place.START, 2))
                .isEqualTo(new LedgerReply.HoldPage(List.of(ofBuy, ofSell), false));
        assertThat(page(ofSell.place(), 1))
                .isEqualTo(new LedgerReply.HoldPage(List.of(ofWithdrawal), true));
        assertThat(page(ofWithdrawal.place(), 1))
                .isEqualTo(new LedgerReply.HoldPage(List.of(), true));
    }

    @Test
    void whatAChangeAddsIsOfTheOrderFromTheBeginning() {
        long order = desk.place(buy(2).at(100).by(ANN));
        desk.settle(0, new LedgerItem.Accepted(1, order, true, START));
        desk.ask(new LedgerCommand.Amend(ANN, order, "", "BTC-USD", 150, 0, Long.MAX_VALUE));

        List<HoldView> amending = List.of(order(order, "USD", 300 * TICK_LOT, START));
        assertThat(page(HoldView.Place.START, 10).holds()).isEqualTo(amending);
        desk.restart();
        assertThat(page(HoldView.Place.START, 10).holds()).isEqualTo(amending);

        long added = 100 * TICK_LOT;
        desk.settle(0, new LedgerItem.Amended(2, order, 150, 2, added, 0, true, START));
        assertThat(page(HoldView.Place.START, 10).holds()).isEqualTo(amending);
    }

    private LedgerReply.HoldPage page(HoldView.Place after, int limit) {
        return (LedgerReply.HoldPage) desk.ask(new LedgerCommand.GetHolds(ANN, after, limit));
    }

    private static HoldView order(long id, String asset, long amount, long since) {
        return new HoldView(
                new HoldView.Place(HoldView.Kind.ORDER, id), "BTC-USD", asset, amount, since);
    }
}
