package exchange.book;

import static exchange.book.Orders.buy;
import static exchange.book.Orders.buyFor;
import static exchange.book.Orders.sell;

import static org.assertj.core.api.Assertions.assertThat;

import exchange.market.EndReason;
import exchange.market.SelfTradePrevention;
import exchange.market.Side;
import exchange.matching.DepthLevel;
import exchange.sequencer.LedgerItem;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.List;

/** Orders that show a part of themselves, and orders that forgo what they would trade alone. */
final class IcebergOutcomesTest {
    private static final long NOW = 1_000;

    private final TestBook book = TestBook.open();

    private List<DepthLevel> asks() {
        return book.logic.state().book().levels(Side.SELL, 10);
    }

    private List<Long> makersOf(List<LedgerItem> lines) {
        return lines.stream()
                .filter(line -> line instanceof LedgerItem.Fill fill && fill.maker())
                .map(LedgerItem::orderId)
                .toList();
    }

    @Test
    void bookShowsAPartAndEachNewPartGoesBehindTheOthers() {
        book.send(sell(10).at(100).showing(3).place(1), sell(4).at(100).by(2).place(2));
        assertThat(asks()).containsExactly(new DepthLevel(100, 7));

        List<LedgerItem> lines = book.send(buy(9).at(100).by(3).place(3));

        assertThat(makersOf(lines)).containsExactly(1L, 2L, 1L);
        assertThat(asks()).containsExactly(new DepthLevel(100, 1));
    }

    @Test
    void lastPartMayBeSmallerAndThenTheOrderIsFilled() {
        book.send(sell(7).at(100).showing(3).place(1));

        List<LedgerItem> lines = book.send(buy(7).at(100).by(2).place(2));

        assertThat(makersOf(lines)).hasSize(3);
        assertThat(asks()).isEmpty();
        assertThat(book.logic.state().book().orderCount()).isZero();
    }

    @Test
    void hiddenPartsCountForFillOrKill() {
        book.send(sell(7).at(100).showing(3).place(1), sell(1).at(101).by(4).place(2));

        assertThat(book.send(buy(9).at(101).fok().by(2).place(3)).get(0))
                .isInstanceOf(LedgerItem.Refused.class);
        assertThat(makersOf(book.send(buy(8).at(101).fok().by(2).place(4)))).hasSize(4);
    }

    @ParameterizedTest
    @EnumSource(names = {"EXPIRE_TAKER", "EXPIRE_BOTH", "DECREMENT"})
    void hiddenPartsBehindAnOwnOrderDoNotCountForFillOrKill(SelfTradePrevention mode) {
        book.send(sell(10).at(100).showing(1).place(1), sell(1).at(100).by(2).place(2));

        assertThat(book.send(buy(5).at(100).fok().by(2).preventing(mode).place(3))
                        .get(0))
                .isInstanceOf(LedgerItem.Refused.class);
        assertThat(makersOf(
                        book.send(buy(1).at(100).fok().by(2).preventing(mode).place(4))))
                .containsExactly(1L);
    }

    @Test
    void icebergTakesWithAllOfItselfAndShowsAPartOfTheRest() {
        book.send(buy(4).at(100).by(2).place(1), sell(10).at(100).showing(3).place(2));

        assertThat(asks()).containsExactly(new DepthLevel(100, 3));
    }

    @Test
    void canceledIcebergGivesEverythingBack() {
        book.send(sell(10).at(100).showing(3).place(1));

        assertThat(book.send(new exchange.sequencer.BookItem.Cancel(1, 1)))
                .containsExactly(new LedgerItem.Ended(2, 1, EndReason.USER_CANCELED, 500, NOW));
        assertThat(asks()).isEmpty();
    }

    @Test
    void bothForgoWhatTheyWouldTradeAndTheSmallerEnds() {
        book.send(sell(3).at(100).place(1));

        List<LedgerItem> lines = book.send(
                buy(5).at(101).preventing(SelfTradePrevention.DECREMENT).place(2));

        assertThat(lines)
                .containsExactly(
                        new LedgerItem.Accepted(2, 2, false, NOW),
                        new LedgerItem.Decremented(1, 3, 150, NOW),
                        new LedgerItem.Decremented(2, 3, 3 * 101 * 350, NOW),
                        new LedgerItem.Ended(0, 1, EndReason.SELF_TRADE, 0, NOW),
                        new LedgerItem.Rested(2, NOW));
    }

    @Test
    void takerThatHasForgoneEverythingEnds() {
        book.send(sell(5).at(100).place(1));

        List<LedgerItem> lines = book.send(
                buy(5).at(100).preventing(SelfTradePrevention.DECREMENT).place(2));

        assertThat(lines)
                .endsWith(
                        new LedgerItem.Ended(0, 1, EndReason.SELF_TRADE, 0, NOW),
                        new LedgerItem.Ended(0, 2, EndReason.SELF_TRADE, 0, NOW));
        assertThat(book.logic.state().tradeNumber()).isZero();
    }

    @Test
    void orderByAmountForgoesTheWorth() {
        book.send(sell(1).at(100).place(1), sell(9).at(100).by(2).place(2));

        List<LedgerItem> lines = book.send(
                buyFor(3 * 100 * 350).preventing(SelfTradePrevention.DECREMENT).place(3));

        assertThat(lines)
                .contains(new LedgerItem.Decremented(3, 1, 0, NOW))
                .anyMatch(line -> line instanceof LedgerItem.Fill fill
                        && fill.orderId() == 3
                        && fill.quantityLots() == 2);
    }
}
