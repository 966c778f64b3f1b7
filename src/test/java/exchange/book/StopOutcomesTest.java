package exchange.book;

import static exchange.book.Orders.PLENTY;
import static exchange.book.Orders.buy;
import static exchange.book.Orders.sell;

import static org.assertj.core.api.Assertions.assertThat;

import exchange.market.EndReason;
import exchange.market.RejectReason;
import exchange.market.Side;
import exchange.sequencer.BookItem;
import exchange.sequencer.LedgerItem;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

/** When stops act, in which order, and as what. A lot is 50 base units, 350 quote units a tick. */
final class StopOutcomesTest {
    private static final long NOW = 1_000;

    private final TestBook book = TestBook.open();

    /** The last trade is at this price afterwards, and the book is as before. */
    private void trade(long price) {
        book.send(sell(1).at(price).by(8).place(901), buy(1).at(price).by(9).place(902));
    }

    @Test
    void stopWaitsSeenByNobody() {
        assertThat(book.send(sell(5).stop(90).place(1)))
                .containsExactly(new LedgerItem.Accepted(1, 1, true, NOW));

        assertThat(book.logic.state().sequence()).isZero();
        assertThat(book.logic.state().book().orderCount()).isEqualTo(1);
    }

    @Test
    void stopSellsAtTheBestPricesOnceTheLastTradeIsAtItsPrice() {
        trade(100);
        book.send(buy(3).at(89).by(2).place(1), sell(2).stop(90).place(2));

        assertThat(book.send(buy(1).at(91).by(3).place(3), sell(1).at(91).by(4).place(4)))
                .noneMatch(LedgerItem.Triggered.class::isInstance);
        List<LedgerItem> lines =
                book.send(buy(1).at(90).by(3).place(5), sell(1).at(90).by(4).place(6));

        assertThat(idsOf(lines, LedgerItem.Triggered.class)).containsExactly(2L);
        assertThat(lines).contains(new LedgerItem.Ended(0, 2, EndReason.FILLED, PLENTY - 100, NOW));
    }

    @Test
    void takeProfitSellsOnTheWayUpAndBuysOnTheWayDown() {
        trade(100);
        book.send(sell(2).takeProfit(110).place(1), buy(2).takeProfit(90).place(2));

        assertThat(idsOf(tradeAt(109), LedgerItem.Triggered.class)).isEmpty();
        assertThat(idsOf(tradeAt(110), LedgerItem.Triggered.class)).containsExactly(1L);
        assertThat(idsOf(tradeAt(90), LedgerItem.Triggered.class)).containsExactly(2L);
    }

    private long counter = 100;

    private List<LedgerItem> tradeAt(long price) {
        counter += 2;
        return book.send(
                sell(1).at(price).by(8).place(counter), buy(1).at(price).by(9).place(counter + 1));
    }

    @Test
    void stopsOfOneTradeActByStopPriceThenByAge() {
        trade(100);
        book.send(
                buy(1).stop(104).place(1),
                buy(1).stop(103).place(2),
                buy(1).stop(104).place(3),
                buy(1).stop(102).place(4),
                buy(1).stop(106).place(5));

        assertThat(idsOf(tradeAt(105), LedgerItem.Triggered.class)).containsExactly(4L, 2L, 1L, 3L);
    }

    @Test
    void tradesOfStopsTriggerFurtherStopsAfterThoseThatWereReachedBefore() {
        trade(100);
        book.send(
                sell(1).at(103).by(2).place(1),
                sell(9).at(110).by(2).place(2),
                buy(1).stop(101).place(3),
                buy(1).stop(101).place(4),
                buy(1).stop(102).place(5));

        List<LedgerItem> lines = tradeAt(101);

        assertThat(idsOf(lines, LedgerItem.Triggered.class)).containsExactly(3L, 4L, 5L);
        List<Long> ended = idsOf(lines, LedgerItem.Ended.class);
        assertThat(ended).containsExactly(3L, 4L, 5L);
        assertThat(book.logic.state().lastPriceTicks()).isEqualTo(110);
    }

    @Test
    void stopLimitRestsAtItsLimitWhenItMeetsNobody() {
        trade(100);
        book.send(sell(4).at(95).stop(96).place(1));

        List<LedgerItem> lines = tradeAt(96);

        assertThat(lines).contains(new LedgerItem.Rested(1, NOW));
        assertThat(book.logic.state().book().best(Side.SELL).id()).isEqualTo(1);
    }

    @Test
    void fillOrKillOfAStopIsAskedWhenItIsTriggered() {
        trade(100);
        book.send(sell(4).at(95).stop(96).fok().place(1));

        assertThat(tradeAt(96))
                .contains(new LedgerItem.Ended(0, 1, EndReason.FOK_NOT_FILLABLE, 200, NOW));
    }

    @Test
    void stopThatIsReachedAlreadyIsRefused() {
        trade(100);

        assertThat(refusals(
                        buy(1).stop(100).place(1),
                        sell(1).stop(100).place(2),
                        buy(1).takeProfit(100).place(3),
                        sell(1).takeProfit(99).place(4)))
                .containsOnly(RejectReason.STOP_WOULD_TRIGGER)
                .hasSize(4);
    }

    @Test
    void stopWithoutAPriceOrACoveringHoldIsRefused() {
        assertThat(refusals(
                        buy(1).stop(0).place(1),
                        buy(1).at(0).stop(5).place(2),
                        buy(0).stop(5).place(3),
                        buy(2).stop(100).holding(2 * 100 * 350 - 1).place(4),
                        sell(2).at(90).stop(95).holding(99).place(5)))
                .containsExactly(
                        RejectReason.INVALID_STOP_PRICE,
                        RejectReason.INVALID_PRICE,
                        RejectReason.INVALID_QUANTITY,
                        RejectReason.HOLD_TOO_SMALL,
                        RejectReason.HOLD_TOO_SMALL);
    }

    private List<RejectReason> refusals(BookItem.Place... places) {
        List<RejectReason> reasons = new ArrayList<>();
        for (LedgerItem line : book.send(places)) {
            reasons.add(((LedgerItem.Refused) line).reason());
        }
        return reasons;
    }

    @Test
    void waitingStopIsCanceledByItsOwner() {
        book.send(sell(2).stop(90).by(3).place(1));

        assertThat(book.send(new BookItem.Cancel(1, 4), new BookItem.Cancel(1, 3)))
                .containsExactly(
                        new LedgerItem.CancelRefused(2, 1, RejectReason.UNKNOWN_ORDER, NOW),
                        new LedgerItem.Ended(3, 1, EndReason.USER_CANCELED, PLENTY, NOW));
    }

    @Test
    void ordersEndAtTheirTimeBeforeAnythingElse() {
        book.send(
                sell(2).at(100).until(2_000).place(1),
                sell(2).at(99).until(1_500).place(2),
                sell(2).stop(50).until(1_500).place(3));
        assertThat(book.logic.nextDeadline()).isEqualTo(1_500);

        book.setTime(2_000);
        List<LedgerItem> lines = book.send(buy(1).at(100).by(2).place(4));

        assertThat(idsOf(lines, LedgerItem.Ended.class)).containsExactly(2L, 3L, 1L);
        assertThat(lines).contains(new LedgerItem.Accepted(4, 4, true, 2_000));
        assertThat(book.logic.nextDeadline()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void orderWhoseTimeIsOverWhenItComesIsRefused() {
        assertThat(refusals(buy(1).at(5).until(NOW).place(1)))
                .containsExactly(RejectReason.TOO_LATE);
    }

    @Test
    void aThousandOrdersEndInOneBatchAndTheOthersInTheNext() {
        for (int i = 1; i <= 1_001; i++) {
            book.decide(sell(1).at(100).until(1_500).place(i));
        }
        book.commit();
        book.setTime(1_500);

        assertThat(book.tick()).hasSize(1_000);
        book.commit();

        assertThat(book.logic.nextDeadline()).isEqualTo(1_500);
        assertThat(book.tick()).hasSize(1);
    }

    private static <T extends LedgerItem> List<Long> idsOf(List<LedgerItem> lines, Class<T> kind) {
        return lines.stream().filter(kind::isInstance).map(LedgerItem::orderId).toList();
    }
}
