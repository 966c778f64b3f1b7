package exchange.book;

import static exchange.book.Orders.buy;
import static exchange.book.Orders.buyFor;
import static exchange.book.Orders.sell;
import static exchange.book.Orders.sellFor;

import static org.assertj.core.api.Assertions.assertThat;

import exchange.market.EndReason;
import exchange.sequencer.LedgerItem;

import org.junit.jupiter.api.Test;

import java.util.List;

/** What a book makes of MARKET orders: by quantity, by amount, within budget and collar. */
final class MarketOrderOutcomesTest {
    private static final long NOW = 1_000;

    private final TestBook book = TestBook.open();

    @Test
    void marketOrderOnAnEmptyBookIsCanceled() {
        assertThat(book.send(buy(3).holding(77).place(1)))
                .containsExactly(
                        new LedgerItem.Accepted(1, 1, false, NOW),
                        new LedgerItem.Ended(0, 1, EndReason.MARKET_REMAINDER, 77, NOW));
    }

    @Test
    void filledMarketOrderGivesItsBudgetBackAtItsEnd() {
        book.send(sell(3).at(100).by(2).place(1));

        assertThat(book.send(buy(2).by(3).holding(100_000).place(2)))
                .containsExactly(
                        new LedgerItem.Accepted(2, 2, false, NOW),
                        new LedgerItem.Fill(1, 1, true, 100, 2, 100, 70_000, 0, 0, 1, 0, NOW),
                        new LedgerItem.Fill(2, 1, false, 100, 2, 70_000, 100, 0, 0, 0, 0, NOW),
                        new LedgerItem.Ended(0, 2, EndReason.FILLED, 30_000, NOW));
    }

    @Test
    void marketOrderStaysWithinTheCollarOfTheBestPrice() {
        book.send(
                sell(1).at(100).by(2).place(1),
                sell(1).at(110).by(2).place(2),
                sell(1).at(111).by(2).place(3));

        List<LedgerItem> lines = book.send(buy(3).by(3).holding(200_000).place(4));

        assertThat(lines)
                .last()
                .isEqualTo(new LedgerItem.Ended(
                        0, 4, EndReason.MARKET_REMAINDER, 200_000 - 210 * 350, NOW));
        assertThat(book.logic.state().book().orderCount()).isEqualTo(1);
    }

    @Test
    void marketSellStaysWithinTheCollarOfTheBestPrice() {
        book.send(
                buy(1).at(100).by(2).place(1),
                buy(1).at(90).by(2).place(2),
                buy(1).at(89).by(2).place(3));

        List<LedgerItem> lines = book.send(sell(3).by(3).holding(150).place(4));

        assertThat(lines)
                .last()
                .isEqualTo(new LedgerItem.Ended(0, 4, EndReason.MARKET_REMAINDER, 50, NOW));
    }

    @Test
    void marketOrderStopsWhenItsBudgetCoversNoMoreLot() {
        book.send(sell(9).at(100).by(2).place(1));

        assertThat(book.send(buy(9).by(3).holding(2 * 35_000 + 34_999).place(2)))
                .last()
                .isEqualTo(new LedgerItem.Ended(0, 2, EndReason.MARKET_REMAINDER, 34_999, NOW));
    }

    @Test
    void marketBuySpendsTheAmountAsFarAsWholeLotsGo() {
        book.send(sell(9).at(100).by(2).place(1));

        assertThat(book.send(buyFor(80_000).by(3).holding(90_000).place(2)))
                .containsExactly(
                        new LedgerItem.Accepted(2, 2, false, NOW),
                        new LedgerItem.Fill(1, 1, true, 100, 2, 100, 70_000, 0, 0, 7, 0, NOW),
                        new LedgerItem.Fill(2, 1, false, 100, 2, 70_000, 100, 0, 0, 0, 0, NOW),
                        new LedgerItem.Ended(0, 2, EndReason.FILLED, 20_000, NOW));
    }

    @Test
    void marketBuyByAmountNeverSpendsMoreThanHeld() {
        book.send(sell(9).at(100).by(2).place(1));

        assertThat(book.send(buyFor(80_000).by(3).holding(36_000).place(2)))
                .last()
                .isEqualTo(new LedgerItem.Ended(0, 2, EndReason.MARKET_REMAINDER, 1_000, NOW));
    }

    @Test
    void marketSellReceivesTheAmountAsFarAsWholeLotsGo() {
        book.send(buy(9).at(100).by(2).place(1));

        assertThat(book.send(sellFor(80_000).by(3).holding(400).place(2)))
                .containsExactly(
                        new LedgerItem.Accepted(2, 2, false, NOW),
                        new LedgerItem.Fill(1, 1, true, 100, 2, 70_000, 100, 0, 0, 7, 0, NOW),
                        new LedgerItem.Fill(2, 1, false, 100, 2, 100, 70_000, 0, 0, 0, 0, NOW),
                        new LedgerItem.Ended(0, 2, EndReason.FILLED, 300, NOW));
    }

    @Test
    void marketSellByAmountNeverSellsMoreThanHeld() {
        book.send(buy(9).at(100).by(2).place(1));

        assertThat(book.send(sellFor(800_000).by(3).holding(149).place(2)))
                .last()
                .isEqualTo(new LedgerItem.Ended(0, 2, EndReason.MARKET_REMAINDER, 49, NOW));
    }
}
