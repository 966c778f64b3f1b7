package exchange.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import exchange.market.OrderType;
import exchange.market.SelfTradePrevention;
import exchange.market.Side;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

final class OrderBookTest {
    private final OrderBook book = new OrderBook();

    @Test
    void emptyBookHasNoBestPriceAndNoOrders() {
        assertThat(book.best(Side.BUY).exists()).isFalse();
        assertThat(book.bestPriceTicks(Side.SELL)).isZero();
        assertThat(book.bestQuantityLots(Side.SELL)).isZero();
        assertThat(book.levels(Side.BUY, 10)).isEmpty();
        assertThat(book.resting(1).exists()).isFalse();
    }

    @Test
    void ordersOfOnePriceStandInOrderOfTime() {
        rest(1, Side.SELL, 100, 5);
        rest(2, Side.SELL, 100, 7);
        rest(3, Side.SELL, 99, 1);

        assertThat(ids(Side.SELL)).containsExactly(3L, 1L, 2L);
        assertThat(book.levels(Side.SELL, 10))
                .containsExactly(new DepthLevel(99, 1), new DepthLevel(100, 12));
        assertThat(book.bestQuantityLots(Side.SELL)).isEqualTo(1);
    }

    @Test
    void partlyFilledOrderKeepsItsPlace() {
        rest(1, Side.BUY, 100, 5);
        rest(2, Side.BUY, 100, 7);

        book.fill(book.resting(1), 4, 0, 4);

        assertThat(ids(Side.BUY)).containsExactly(1L, 2L);
        assertThat(book.levels(Side.BUY, 10)).containsExactly(new DepthLevel(100, 8));
        assertThat(book.resting(1).leavesLots()).isEqualTo(1);
        assertThat(book.resting(1).held()).isEqualTo(996);
    }

    @Test
    void filledOrderLeavesTheBookAndItsLevelWithIt() {
        rest(1, Side.BUY, 100, 5);
        rest(2, Side.BUY, 98, 7);

        book.fill(book.resting(1), 5, 0, 5);

        assertThat(ids(Side.BUY)).containsExactly(2L);
        assertThat(book.bestPriceTicks(Side.BUY)).isEqualTo(98);
        assertThat(book.levelCount(Side.BUY)).isEqualTo(1);
        assertThat(book.orderCount()).isEqualTo(1);
    }

    @Test
    void orderCanEndAnywhereInItsQueue() {
        for (int id = 1; id <= 5; id++) {
            rest(id, Side.SELL, 100, 10);
        }

        book.end(book.resting(3));
        book.end(book.resting(1));
        book.end(book.resting(5));

        assertThat(ids(Side.SELL)).containsExactly(2L, 4L);
        assertThat(book.levels(Side.SELL, 1)).containsExactly(new DepthLevel(100, 20));
    }

    @Test
    void reducedOrderKeepsItsPlace() {
        rest(1, Side.BUY, 100, 5);
        rest(2, Side.BUY, 100, 7);

        book.reduce(book.resting(1), 4, 400);

        assertThat(ids(Side.BUY)).containsExactly(1L, 2L);
        assertThat(book.levels(Side.BUY, 10)).containsExactly(new DepthLevel(100, 8));
        Order reduced = book.resting(1);
        assertThat(List.of(reduced.quantityLots(), reduced.leavesLots(), reduced.held()))
                .containsExactly(1L, 1L, 600L);
    }

    @Test
    void orderIsNeverReducedToNothing() {
        rest(1, Side.BUY, 100, 5);

        for (long lots : new long[] {0, -1, 5, 6}) {
            assertThatThrownBy(() -> book.reduce(book.resting(1), lots, 0))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("order 1 with 5 lots left is not reduced by " + lots);
        }
        assertThat(book.levels(Side.BUY, 10)).containsExactly(new DepthLevel(100, 5));
    }

    @Test
    void movedOrderStandsBehindTheOthersOfItsNewPrice() {
        rest(1, Side.SELL, 100, 5);
        rest(2, Side.SELL, 101, 7);
        rest(3, Side.SELL, 101, 1);

        book.move(book.resting(1), 101);
        book.move(book.resting(2), 101);

        assertThat(ids(Side.SELL)).containsExactly(3L, 1L, 2L);
        assertThat(book.levels(Side.SELL, 10)).containsExactly(new DepthLevel(101, 13));
        assertThat(book.resting(1).priceTicks()).isEqualTo(101);
    }

    @Test
    void withdrawnOrderCanRestAgain() {
        rest(1, Side.BUY, 100, 5);
        Order order = book.resting(1);

        book.withdraw(order);
        assertThat(book.orderCount() + book.levelCount(Side.BUY)).isZero();
        assertThat(book.resting(1).exists()).isFalse();
        book.rest(order.limit(99, 5).leaves(4));

        assertThat(ids(Side.BUY)).containsExactly(1L);
        assertThat(book.levels(Side.BUY, 1)).containsExactly(new DepthLevel(99, 4));
    }

    @Test
    void reusedOrderRemembersNothing() {
        Order first = book.newOrder(1, 7, Side.BUY).limit(100, 5).funds(500, 1, 2);
        first.preventing(SelfTradePrevention.EXPIRE_BOTH);
        book.rest(first);
        book.end(first);

        Order second = book.newOrder(2, 8, Side.SELL).market(0, 900).funds(3, 0, 0);

        assertThat(second).isSameAs(first);
        assertThat(second.isResting()).isFalse();
        assertThat(second.selfTradePrevention()).isEqualTo(SelfTradePrevention.NONE);
        assertThat(second.isByAmount()).isTrue();
        assertThat(List.of(
                        second.id(),
                        second.account(),
                        second.priceTicks(),
                        second.leavesLots(),
                        second.leavesAmount(),
                        second.held()))
                .containsExactly(2L, 8L, 0L, 0L, 900L, 3L);
    }

    @Test
    void orderShowsItsTerms() {
        Order order = book.newOrder(1, 7, Side.SELL).limit(100, 5).funds(500, 11, 22);
        order.preventing(SelfTradePrevention.EXPIRE_BOTH);

        assertThat(List.of(order.side(), order.type(), order.selfTradePrevention()))
                .containsExactly(Side.SELL, OrderType.LIMIT, SelfTradePrevention.EXPIRE_BOTH);
        assertThat(List.of(order.makerFee(), order.takerFee())).containsExactly(11, 22);
        assertThat(order.market(5, 0).type()).isEqualTo(OrderType.MARKET);
    }

    @Test
    void sameOrderCannotRestTwice() {
        rest(1, Side.BUY, 100, 5);

        assertThatThrownBy(() -> rest(1, Side.BUY, 100, 5))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("order 1 is in the book already");
    }

    @Test
    void levelTotalSurvivesMoreThanALong() {
        rest(1, Side.SELL, 100, Long.MAX_VALUE);
        rest(2, Side.SELL, 100, Long.MAX_VALUE);
        rest(3, Side.SELL, 100, 5);
        assertThat(book.levels(Side.SELL, 1)).containsExactly(new DepthLevel(100, Long.MAX_VALUE));

        book.end(book.resting(1));
        book.fill(book.resting(2), Long.MAX_VALUE - 1, 0, 0);

        assertThat(book.levels(Side.SELL, 1)).containsExactly(new DepthLevel(100, 6));
    }

    @Test
    void depthIsCutAndCopied() {
        rest(1, Side.BUY, 100, 5);
        rest(2, Side.BUY, 99, 6);
        rest(3, Side.BUY, 98, 7);

        List<DepthLevel> depth = book.levels(Side.BUY, 2);
        book.end(book.resting(1));

        assertThat(depth).containsExactly(new DepthLevel(100, 5), new DepthLevel(99, 6));
    }

    @Test
    void hundredThousandLevelsAreNoTrouble() {
        int levels = 100_000;
        for (int i = 0; i < levels; i++) {
            // A stride that is no divisor visits every price once, far from any order.
            rest(i + 1, Side.BUY, 1 + (long) i * 38_177 % levels, 1);
        }
        assertThat(book.levelCount(Side.BUY)).isEqualTo(levels);
        assertThat(book.bestPriceTicks(Side.BUY)).isEqualTo(levels);

        for (int i = levels; i > 0; i--) {
            book.end(book.best(Side.BUY));
        }

        assertThat(book.orderCount()).isZero();
        assertThat(book.levelCount(Side.BUY)).isZero();
    }

    private void rest(long id, Side side, long price, long lots) {
        book.rest(book.newOrder(id, id, side).limit(price, lots).funds(1_000, 0, 0));
    }

    private List<Long> ids(Side side) {
        List<Long> ids = new ArrayList<>();
        book.forEach(side, order -> ids.add(order.id()));
        return ids;
    }
}
