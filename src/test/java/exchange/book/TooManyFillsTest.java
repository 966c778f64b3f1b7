package exchange.book;

import static exchange.book.Orders.buy;
import static exchange.book.Orders.sell;

import static org.assertj.core.api.Assertions.assertThat;

import exchange.market.EndReason;
import exchange.market.MarketState;
import exchange.market.RejectReason;
import exchange.market.SelfTradePrevention;
import exchange.market.Side;
import exchange.sequencer.BookItem;
import exchange.sequencer.LedgerItem;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

/** No order trades without end as it comes, and no command lets stops do so. */
final class TooManyFillsTest {
    private static final long NOW = 1_000;
    private static final long UNIT = 350;

    private final TestBook book = TestBook.of(Orders.RULES, 3);

    private void ask(int orders, long price) {
        for (int i = 0; i < orders; i++) {
            book.send(sell(1).at(price).by(8).place(next()));
        }
    }

    private long next() {
        return book.number(0) + 1;
    }

    private long fills(List<LedgerItem> lines, long orderId) {
        return lines.stream()
                .filter(LedgerItem.Fill.class::isInstance)
                .filter(line -> line.orderId() == orderId)
                .count();
    }

    @Test
    void whatIsLeftOfALimitOrderIsCanceledAndDoesNotRestAcrossTheOthers() {
        ask(5, 100);

        List<LedgerItem> lines = book.send(buy(5).at(100).by(9).place(6));

        assertThat(fills(lines, 6)).isEqualTo(3);
        assertThat(lines)
                .endsWith(new LedgerItem.Ended(0, 6, EndReason.TOO_MANY_FILLS, 200 * UNIT, NOW));
        assertThat(book.logic.state().book().bestPriceTicks(Side.BUY)).isZero();
        assertThat(book.logic.state().book().bestQuantityLots(Side.SELL)).isEqualTo(2);
    }

    @Test
    void whatIsLeftRestsWhenItMeetsNobodyAnyMore() {
        ask(3, 100);

        List<LedgerItem> lines = book.send(buy(5).at(100).by(9).place(4));

        assertThat(fills(lines, 4)).isEqualTo(3);
        assertThat(lines).endsWith(new LedgerItem.Rested(4, NOW));
    }

    @Test
    void partsOfAnIcebergCountEach() {
        book.send(sell(10).at(100).showing(2).by(8).place(1));

        List<LedgerItem> lines = book.send(buy(10).by(9).place(2));

        assertThat(fills(lines, 2)).isEqualTo(3);
        assertThat(lines)
                .filteredOn(LedgerItem.Ended.class::isInstance)
                .extracting(line -> ((LedgerItem.Ended) line).reason())
                .containsExactly(EndReason.TOO_MANY_FILLS);
    }

    @Test
    void ownOrdersThatEndInsteadOfTradingCountToo() {
        for (int id = 1; id <= 5; id++) {
            book.send(sell(1).at(100).by(9).place(id));
        }

        List<LedgerItem> lines = book.send(buy(5).at(100)
                .by(9)
                .preventing(SelfTradePrevention.EXPIRE_MAKER)
                .place(6));

        assertThat(lines)
                .filteredOn(LedgerItem.Ended.class::isInstance)
                .extracting(LedgerItem::orderId)
                .containsExactly(1L, 2L, 3L, 6L);
    }

    @Test
    void fillOrKillThatWouldNeedMoreIsRefusedWhole() {
        ask(5, 100);

        assertThat(book.send(buy(4).at(100).by(9).fok().place(6)))
                .containsExactly(new LedgerItem.Refused(
                        6, 6, RejectReason.FOK_NOT_FILLABLE, 400 * UNIT, NOW));
        assertThat(fills(book.send(buy(3).at(100).by(9).fok().place(7)), 7)).isEqualTo(3);
    }

    @Test
    void amendedOrderIsBoundLikeANewOne() {
        book.send(buy(5).at(90).by(9).place(1));
        ask(5, 100);

        List<LedgerItem> lines =
                book.send(new BookItem.Amend(1, 9, Side.BUY, 100, 5, 50 * UNIT, NOW, false));

        assertThat(fills(lines, 1)).isEqualTo(3);
        assertThat(lines)
                .endsWith(new LedgerItem.Ended(0, 1, EndReason.TOO_MANY_FILLS, 200 * UNIT, NOW));
    }

    /** Stops 1, 2 and 3 to buy two lots each act once the last trade is at 100. */
    private void awaitThreeStops() {
        for (int id = 1; id <= 3; id++) {
            book.send(buy(2).stop(100).by(7).place(id));
        }
        ask(9, 100);
    }

    @Test
    void stopsThatOneCommandLeavesHaveTheirTurnFirstThingInTheNext() {
        awaitThreeStops();

        List<LedgerItem> first = book.send(buy(1).at(100).by(9).place(13));
        List<LedgerItem> second = book.send(buy(1).at(100).by(9).place(14));

        assertThat(turns(first)).containsExactly(1L);
        assertThat(first).filteredOn(LedgerItem.Triggered.class::isInstance).hasSize(3);
        assertThat(turns(second)).containsExactly(2L);
        assertThat(turns(book.send(buy(1).at(100).by(9).place(15)))).containsExactly(3L);
    }

    private List<Long> turns(List<LedgerItem> lines) {
        List<Long> ended = new ArrayList<>();
        for (LedgerItem line : lines) {
            if (line instanceof LedgerItem.Ended && line.orderId() <= 3) {
                ended.add(line.orderId());
            }
        }
        return ended;
    }

    @Test
    void stopsThatAreLeftHaveTheirTurnAtOnceWhenNothingElseComes() {
        awaitThreeStops();
        book.send(buy(1).at(100).by(9).place(13));
        assertThat(book.logic.nextDeadline()).isZero();

        book.tick();
        book.tick();

        assertThat(turns(book.commit())).containsExactly(2L, 3L);
        assertThat(book.logic.nextDeadline()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void stopsThatAreLeftAreInASnapshot() {
        awaitThreeStops();
        book.send(buy(1).at(100).by(9).place(13));

        TestBook restored = book.restored();

        assertThat(restored.stateBytes()).isEqualTo(book.stateBytes());
        assertThat(turns(restored.send(buy(1).at(100).by(9).place(14)))).contains(2L);
    }

    @Test
    void stopsThatAreLeftEndWhenTheirTimeIsOverOrTheMarketHasStopped() {
        for (int id = 1; id <= 3; id++) {
            book.send(buy(2).stop(100).by(7).until(id == 2 ? NOW + 1 : NOW + 9).place(id));
        }
        ask(9, 100);
        book.send(buy(1).at(100).by(9).place(13));
        book.ask(new BookCommand.ChangeState(MarketState.HALTED, "a test", "tester", 0));

        book.setTime(NOW + 1);
        book.tick();

        assertThat(book.commit())
                .filteredOn(LedgerItem.Ended.class::isInstance)
                .extracting(line -> ((LedgerItem.Ended) line).reason())
                .containsExactly(EndReason.EXPIRED, EndReason.MARKET_HALTED);
    }
}
