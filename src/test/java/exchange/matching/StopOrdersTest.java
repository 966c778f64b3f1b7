package exchange.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import exchange.market.OrderConditions;
import exchange.market.OrderType;
import exchange.market.Side;
import exchange.market.TimeInForce;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

final class StopOrdersTest {
    private final OrderBook book = new OrderBook();

    @Test
    void waitingOrderIsNotInThePublicBook() {
        Order stop = await(1, OrderType.STOP, Side.BUY, 110);

        assertThat(stop.isWaiting()).isTrue();
        assertThat(stop.isResting()).isFalse();
        assertThat(book.resting(1).exists()).isFalse();
        assertThat(book.find(1)).isSameAs(stop);
        assertThat(book.levelCount(Side.BUY) + book.levelCount(Side.SELL)).isZero();
        assertThat(book.orderCount()).isEqualTo(1);
    }

    @Test
    void stopsThatWaitForARiseComeByLowestPriceThenAge() {
        await(1, OrderType.STOP, Side.BUY, 110);
        await(2, OrderType.TAKE_PROFIT, Side.SELL, 105);
        await(3, OrderType.STOP_LIMIT, Side.BUY, 105);

        assertThat(reached(104)).isEmpty();
        assertThat(reached(105)).containsExactly(2L, 3L);
        assertThat(reached(109)).isEmpty();
        assertThat(reached(110)).containsExactly(1L);
    }

    @Test
    void stopsThatWaitForAFallComeByHighestPriceThenAge() {
        await(1, OrderType.STOP, Side.SELL, 90);
        await(2, OrderType.TAKE_PROFIT_LIMIT, Side.BUY, 95);
        await(3, OrderType.STOP, Side.SELL, 95);

        assertThat(reached(96)).isEmpty();
        assertThat(reached(95)).containsExactly(2L, 3L);
        assertThat(reached(1)).containsExactly(1L);
    }

    @Test
    void waitingOrdersAreShownAsTheyWouldBeTriggered() {
        await(1, OrderType.STOP, Side.SELL, 90);
        await(2, OrderType.STOP, Side.BUY, 110);
        await(3, OrderType.STOP, Side.SELL, 95);
        await(4, OrderType.STOP, Side.BUY, 105);

        List<Long> ids = new ArrayList<>();
        book.forEachWaiting(order -> ids.add(order.id()));

        assertThat(ids).containsExactly(4L, 2L, 3L, 1L);
        assertThat(book.firstWaiting().id()).isEqualTo(4);
    }

    @Test
    void canceledStopIsGone() {
        Order stop = await(1, OrderType.STOP, Side.SELL, 90);

        book.end(stop);

        assertThat(book.firstWaiting().exists()).isFalse();
        assertThat(book.find(1).exists()).isFalse();
        assertThat(reached(1)).isEmpty();
    }

    @Test
    void triggeredStopCanRest() {
        Order stop = await(1, OrderType.STOP_LIMIT, Side.BUY, 110);

        book.withdraw(stop);
        book.rest(stop);

        assertThat(stop.isResting()).isTrue();
        assertThat(book.bestPriceTicks(Side.BUY)).isEqualTo(100);
        assertThat(book.firstWaiting().exists()).isFalse();
    }

    @Test
    void noOrderWaitsTwice() {
        await(1, OrderType.STOP, Side.BUY, 110);

        assertThatThrownBy(() -> await(1, OrderType.STOP, Side.BUY, 110))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("order 1 is in the book already");
    }

    private Order await(long id, OrderType type, Side side, long stopTicks) {
        Order order = book.newOrder(id, 1, side)
                .limit(100, 5)
                .asking(type, TimeInForce.GTC, new OrderConditions(stopTicks, 0, 0));
        book.await(order);
        return order;
    }

    /** Takes out what this price triggers. */
    private List<Long> reached(long lastPriceTicks) {
        List<Long> ids = new ArrayList<>();
        while (book.firstReached(lastPriceTicks).exists()) {
            Order order = book.firstReached(lastPriceTicks);
            ids.add(order.id());
            book.end(order);
        }
        return ids;
    }
}
