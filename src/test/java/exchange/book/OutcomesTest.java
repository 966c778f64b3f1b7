package exchange.book;

import static exchange.book.Orders.buy;
import static exchange.book.Orders.sell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import exchange.market.EndReason;
import exchange.market.MarketState;
import exchange.market.OrderIds;
import exchange.market.RejectReason;
import exchange.market.SelfTradePrevention;
import exchange.market.Side;
import exchange.sequencer.BookItem;
import exchange.sequencer.LedgerItem;

import org.junit.jupiter.api.Test;

import java.util.List;

/**
 * Each command has one outcome in its ledger's stream. A lot is 50 base units and costs 350 a
 * tick.
 */
final class OutcomesTest {
    private static final long NOW = 1_000;

    private TestBook book = TestBook.open();

    @Test
    void orderThatMeetsNobodyRestsAndThatIsAll() {
        assertThat(book.send(buy(3).at(100).place(1)))
                .containsExactly(new LedgerItem.Accepted(1, 1, true, NOW));
    }

    @Test
    void makersLineComesBeforeTakersAndTheRestRests() {
        book.send(sell(3).at(100).by(2).fees(1_000, 0).place(1));

        List<LedgerItem> lines = book.send(buy(5).at(102).by(3).fees(0, 2_000).place(2));

        assertThat(lines)
                .containsExactly(
                        new LedgerItem.Accepted(2, 2, false, NOW),
                        new LedgerItem.Fill(1, 1, true, 100, 3, 150, 105_000, 105, 0, 0, 0, NOW),
                        new LedgerItem.Fill(2, 1, false, 100, 3, 105_000, 150, 1, 2_100, 2, 0, NOW),
                        new LedgerItem.Rested(2, NOW));
        assertThat(book.logic.state().book().resting(2).held()).isEqualTo(2 * 102 * 350);
    }

    @Test
    void filledLimitOrderEndsWithItsLastFill() {
        book.send(sell(3).at(100).by(2).place(1));

        List<LedgerItem> lines = book.send(buy(3).at(100).by(3).place(2));

        assertThat(lines)
                .hasSize(3)
                .last()
                .isEqualTo(new LedgerItem.Fill(2, 1, false, 100, 3, 105_000, 150, 0, 0, 0, 0, NOW));
    }

    @Test
    void linesGoToThePartitionsOfTheirOrders() {
        long maker = OrderIds.of(3, 1);
        book.send(sell(3).at(100).by(2).placeAs(maker));

        List<LedgerItem> lines = book.send(buy(3).at(100).by(3).place(2));

        assertThat(book.logic.links().to(0).made()).isEqualTo(2);
        assertThat(book.logic.links().to(3).made()).isEqualTo(2);
        assertThat(lines.get(2))
                .isEqualTo(
                        new LedgerItem.Fill(maker, 1, true, 100, 3, 150, 105_000, 0, 0, 0, 0, NOW));
    }

    @Test
    void tradeWithTheOwnAccountNamesTheOtherOrder() {
        book.send(sell(3).at(100).by(2).place(1));

        List<LedgerItem> lines = book.send(buy(3).at(100).by(2).place(2));

        assertThat(lines)
                .containsExactly(
                        new LedgerItem.Accepted(2, 2, false, NOW),
                        new LedgerItem.Fill(1, 1, true, 100, 3, 150, 105_000, 0, 0, 0, 2, NOW),
                        new LedgerItem.Fill(2, 1, false, 100, 3, 105_000, 150, 0, 0, 0, 1, NOW));
    }

    @Test
    void restOfAnIocOrderEnds() {
        book.send(sell(3).at(100).by(2).place(1));

        List<LedgerItem> lines = book.send(buy(5).at(100).by(3).ioc().place(2));

        assertThat(lines)
                .hasSize(4)
                .last()
                .isEqualTo(new LedgerItem.Ended(0, 2, EndReason.IOC_REMAINDER, 2 * 100 * 350, NOW));
    }

    @Test
    void fokOrderIsFilledInFullOrRefused() {
        book.send(sell(3).at(100).by(2).place(1));

        assertThat(book.send(buy(4).at(100).by(3).fok().place(2)))
                .containsExactly(refused(2, 2, RejectReason.FOK_NOT_FILLABLE, 4 * 100 * 350));
        assertThat(book.send(buy(3).at(100).by(3).fok().place(3))).hasSize(3);
    }

    @Test
    void postOnlyOrderThatWouldTradeIsRefused() {
        book.send(sell(3).at(100).by(2).place(1));

        assertThat(book.send(buy(4).at(100).by(3).postOnly().place(2)))
                .containsExactly(refused(2, 2, RejectReason.POST_ONLY_WOULD_TRADE, 4 * 100 * 350));
        assertThat(book.send(buy(4).at(99).by(3).postOnly().place(3)))
                .containsExactly(new LedgerItem.Accepted(3, 3, true, NOW));
    }

    @Test
    void selfTradePreventionEndsOrdersInsteadOfTrading() {
        book.send(sell(3).at(100).by(2).place(1));

        List<LedgerItem> lines = book.send(
                buy(3).at(100).by(2).preventing(SelfTradePrevention.EXPIRE_BOTH).place(2));

        assertThat(lines)
                .containsExactly(
                        new LedgerItem.Accepted(2, 2, false, NOW),
                        new LedgerItem.Ended(0, 1, EndReason.SELF_TRADE, 150, NOW),
                        new LedgerItem.Ended(0, 2, EndReason.SELF_TRADE, 3 * 100 * 350, NOW));
    }

    @Test
    void orderThatExpiredItsOwnMakersRestsLikeAnyOther() {
        book.send(sell(3).at(100).by(2).place(1));

        List<LedgerItem> lines = book.send(buy(3).at(100)
                .by(2)
                .preventing(SelfTradePrevention.EXPIRE_MAKER)
                .place(2));

        assertThat(lines)
                .containsExactly(
                        new LedgerItem.Accepted(2, 2, false, NOW),
                        new LedgerItem.Ended(0, 1, EndReason.SELF_TRADE, 150, NOW),
                        new LedgerItem.Rested(2, NOW));
    }

    @Test
    void cancelReleasesWhatIsStillHeld() {
        book.send(buy(5).at(100).by(2).place(1));
        book.send(sell(2).at(100).by(3).place(2));

        assertThat(book.send(new BookItem.Cancel(1, 2)))
                .containsExactly(
                        new LedgerItem.Ended(3, 1, EndReason.USER_CANCELED, 3 * 100 * 350, NOW));
        assertThat(book.send(new BookItem.Cancel(1, 2)))
                .containsExactly(
                        new LedgerItem.CancelRefused(4, 1, RejectReason.UNKNOWN_ORDER, NOW));
    }

    @Test
    void strangerCancelsNothing() {
        book.send(buy(5).at(100).by(2).place(1));

        assertThat(book.send(new BookItem.Cancel(1, 3)))
                .containsExactly(
                        new LedgerItem.CancelRefused(2, 1, RejectReason.UNKNOWN_ORDER, NOW));
        assertThat(book.logic.state().book().orderCount()).isEqualTo(1);
    }

    @Test
    void lateOrderIsRefused() {
        assertThat(book.send(buy(1).at(100).notAfter(NOW - 1).place(1)))
                .containsExactly(refused(1, 1, RejectReason.TOO_LATE, 35_000));
        assertThat(book.send(buy(1).at(100).notAfter(NOW).place(2)))
                .containsExactly(new LedgerItem.Accepted(2, 2, true, NOW));
    }

    @Test
    void haltedMarketRefusesPlacesAndExecutesCancels() {
        book.send(buy(1).at(100).place(1));
        book.ask(new BookCommand.ChangeState(MarketState.HALTED, "maintenance", "admin", 0));

        assertThat(book.send(buy(1).at(100).place(2), new BookItem.Cancel(1, 1)))
                .containsExactly(
                        refused(2, 2, RejectReason.MARKET_HALTED, 35_000),
                        new LedgerItem.Ended(3, 1, EndReason.USER_CANCELED, 35_000, NOW));
    }

    @Test
    void marketThatTakesOnlyCancelsSaysSo() {
        book.send(buy(1).at(100).place(1));
        book.ask(new BookCommand.ChangeState(MarketState.CANCEL_ONLY, "closing", "admin", 0));

        assertThat(book.send(buy(1).at(100).place(2), new BookItem.Cancel(1, 1)))
                .containsExactly(
                        refused(2, 2, RejectReason.MARKET_CANCEL_ONLY, 35_000),
                        new LedgerItem.Ended(3, 1, EndReason.USER_CANCELED, 35_000, NOW));
    }

    @Test
    void marketBeforeItsOpeningTakesOnlyOrdersThatRest() {
        book.send(buy(1).at(100).place(1));
        book.ask(new BookCommand.ChangeState(MarketState.POST_ONLY, "opening", "admin", 0));

        assertThat(book.send(
                        sell(1).at(101).place(2),
                        sell(1).at(100).place(3),
                        sell(1).at(101).ioc().place(4),
                        sell(1).at(101).fok().place(5),
                        sell(1).place(6)))
                .containsExactly(
                        new LedgerItem.Accepted(2, 2, true, NOW),
                        refused(3, 3, RejectReason.MARKET_POST_ONLY, 50),
                        refused(4, 4, RejectReason.MARKET_POST_ONLY, 50),
                        refused(5, 5, RejectReason.MARKET_POST_ONLY, 50),
                        refused(6, 6, RejectReason.MARKET_POST_ONLY, Orders.PLENTY));
    }

    @Test
    void delistedMarketEndsItsOrdersAThousandAtATimeAndTakesNoMore() {
        for (int counter = 1; counter <= 1_001; counter++) {
            book.decide(buy(1).at(100).place(counter));
        }
        book.commit();
        BookReply delisted = book.ask(
                new BookCommand.ChangeState(MarketState.DELISTED, "too quiet", "admin", 0));

        assertThat(book.logic.nextDeadline()).isZero();
        assertThat(book.tick()).hasSize(1_000);
        assertThat(book.commit())
                .first()
                .isEqualTo(new LedgerItem.Ended(0, 1, EndReason.MARKET_DELISTED, 35_000, NOW));
        book = book.restored();
        assertThat(book.logic.nextDeadline()).isZero();
        assertThat(book.tick()).hasSize(1);
        assertThat(book.logic.nextDeadline()).isEqualTo(Long.MAX_VALUE);
        assertThat(book.send(buy(1).at(100).place(2_000)))
                .contains(refused(1_002, 2_000, RejectReason.MARKET_DELISTED, 35_000));
        assertThat(book.ask(new BookCommand.ChangeState(MarketState.OPEN, "sorry", "admin", 0)))
                .isEqualTo(new BookReply.Refused(
                        RejectReason.MARKET_DELISTED,
                        "ABC-XYZ is delisted, so it cannot become OPEN"));
        assertThat(delisted).isInstanceOf(BookReply.Rules.class);
    }

    @Test
    void marketThatIsNotDefinedRefusesEverything() {
        TestBook empty = new TestBook();

        assertThat(empty.send(buy(1).at(100).place(1), new BookItem.Cancel(1, 1)))
                .containsExactly(
                        refused(1, 1, RejectReason.UNKNOWN_MARKET, 35_000),
                        new LedgerItem.CancelRefused(2, 1, RejectReason.UNKNOWN_ORDER, NOW));
    }

    @Test
    void holdThatDoesNotCoverTheOrderIsRefused() {
        assertThat(book.send(buy(1).at(100).holding(34_999).place(1)))
                .containsExactly(refused(1, 1, RejectReason.HOLD_TOO_SMALL, 34_999));
        assertThat(book.send(sell(1).at(100).holding(49).place(2)))
                .containsExactly(refused(2, 2, RejectReason.HOLD_TOO_SMALL, 49));
    }

    @Test
    void orderWorthMoreThanALongIsRefused() {
        assertThat(book.send(buy(1L << 40).at(1L << 40).holding(Long.MAX_VALUE).place(1)))
                .containsExactly(refused(1, 1, RejectReason.HOLD_TOO_SMALL, Long.MAX_VALUE));
        assertThat(book.send(
                        sell(Long.MAX_VALUE / 49).at(1).holding(Long.MAX_VALUE).place(2)))
                .containsExactly(refused(2, 2, RejectReason.HOLD_TOO_SMALL, Long.MAX_VALUE));
    }

    @Test
    void moreThanNeededIsGivenBackWithTheFirstFill() {
        book.send(buy(5).at(100).by(2).holding(5 * 35_000 + 11).place(1));

        List<LedgerItem> lines = book.send(sell(2).at(100).by(3).place(2));

        assertThat(lines.get(1))
                .isEqualTo(new LedgerItem.Fill(1, 1, true, 100, 2, 70_000, 100, 0, 11, 3, 0, NOW));
    }

    @Test
    void nonsenseIsRefusedNotDecided() {
        assertThat(reasonOf(buy(1).at(0))).isEqualTo(RejectReason.INVALID_PRICE);
        assertThat(reasonOf(buy(1).at(-5).holding(9))).isEqualTo(RejectReason.INVALID_PRICE);
        assertThat(reasonOf(buy(0).at(100))).isEqualTo(RejectReason.INVALID_QUANTITY);
        assertThat(reasonOf(buy(0))).isEqualTo(RejectReason.INVALID_QUANTITY);
    }

    @Test
    void itemThatCannotBeDecidedIsRefusedByNumber() {
        book.take(buy(1).at(100).place(1), true);
        book.take(new BookItem.Cancel(7, 1), true);

        assertThat(book.commit())
                .containsExactly(
                        refused(1, 1, RejectReason.INTERNAL, 35_000),
                        new LedgerItem.CancelRefused(2, 7, RejectReason.INTERNAL, NOW));
    }

    @Test
    void orderIdThatRestsAlreadyIsABug() {
        book.send(buy(1).at(100).place(1));

        assertThatThrownBy(() -> book.send(buy(1).at(100).place(1)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("order 1 is in the book already");
    }

    @Test
    void factAboutAnOrderThatIsNotThereIsABug() {
        assertThatThrownBy(() -> book.logic
                        .state()
                        .apply(
                                new BookFact.Ended(
                                        0,
                                        5,
                                        1,
                                        Side.BUY,
                                        1,
                                        1,
                                        1,
                                        EndReason.USER_CANCELED,
                                        1,
                                        true),
                                NOW))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("order 5 is not where this fact says");
    }

    @Test
    void ledgerThatTakesNoLinesGetsNoPlacesUntilHalfIsTaken() {
        TestBook small =
                new TestBook(new BookLogic(Orders.RULES.symbol(), TestBook.PARTITIONS, 4, 9, 9));
        small.ask(new BookCommand.DefineMarket(Orders.RULES));
        for (int i = 1; i <= 5; i++) {
            small.send(buy(1).at(100).place(i));
        }

        assertThat(small.send(buy(1).at(100).place(6), new BookItem.Cancel(1, 1)))
                .containsExactly(
                        refused(6, 6, RejectReason.MARKET_BUSY, 35_000),
                        new LedgerItem.Ended(7, 1, EndReason.USER_CANCELED, 35_000, NOW));
        assertThat(small.send(buy(1).at(100).placeAs(OrderIds.of(1, 1))))
                .hasSize(1)
                .first()
                .isInstanceOf(LedgerItem.Accepted.class);
        small.acknowledge(0, 5);
        assertThat(small.send(buy(1).at(100).place(8)))
                .containsExactly(refused(8, 8, RejectReason.MARKET_BUSY, 35_000));
        small.acknowledge(0, 7);
        assertThat(small.send(buy(1).at(100).place(9)))
                .containsExactly(new LedgerItem.Accepted(9, 9, true, NOW));
    }

    private RejectReason reasonOf(Orders order) {
        LedgerItem line = book.send(order.place(book.number(0) + 1)).get(0);
        return ((LedgerItem.Refused) line).reason();
    }

    private static LedgerItem.Refused refused(
            long number, long orderId, RejectReason reason, long released) {
        return new LedgerItem.Refused(number, orderId, reason, released, NOW);
    }
}
