package exchange.matching;

import static org.assertj.core.api.Assertions.assertThat;

import exchange.market.OrderConditions;
import exchange.market.OrderType;
import exchange.market.Side;
import exchange.market.TimeInForce;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Trailing stops in the book: where they wait before they follow, and how they follow. */
final class TrailingOrdersTest {
    private final OrderBook book = new OrderBook();

    private Order await(long id, Side side, long from, long trailTicks, long basisPoints) {
        Order order = book.newOrder(id, 1, side).limit(1, 5).funds(10, 0, 0);
        order.asking(
                OrderType.STOP_LIMIT,
                TimeInForce.GTC,
                OrderConditions.of(from, 0, 0).trailing(trailTicks, basisPoints));
        book.await(order);
        return order;
    }

    private List<Long> waiting() {
        List<Long> ids = new ArrayList<>();
        book.forEachWaiting(order -> ids.add(order.id()));
        return ids;
    }

    private List<Long> following() {
        return IntStream.range(0, book.followingCount())
                .mapToObj(i -> book.following(i).id())
                .toList();
    }

    @Test
    void oneThatDoesNotFollowYetIsNotTriggered() {
        await(1, Side.SELL, 110, 5, 0);

        assertThat(book.firstReached(1).exists()).isFalse();
        assertThat(book.firstReached(200).exists()).isFalse();
        assertThat(book.firstToFollow(109).exists()).isFalse();
        assertThat(book.firstToFollow(110).id()).isEqualTo(1);
        assertThat(following()).isEmpty();
    }

    @Test
    void sellWaitsForARiseToFollowAndABuyForAFall() {
        await(1, Side.SELL, 110, 5, 0);
        await(2, Side.SELL, 105, 5, 0);
        await(3, Side.BUY, 90, 5, 0);
        await(4, Side.BUY, 95, 5, 0);

        assertThat(book.firstToFollow(107).id()).isEqualTo(2);
        assertThat(book.firstToFollow(93).id()).isEqualTo(4);
        assertThat(book.firstToFollow(100).exists()).isFalse();
        assertThat(waiting()).containsExactly(2L, 1L, 4L, 3L);
        assertThat(book.firstWaiting().id()).isEqualTo(2);
    }

    @Test
    void oneThatFollowsIsTriggeredLikeAnyOther() {
        Order sell = await(1, Side.SELL, 110, 5, 0);
        Order buy = await(2, Side.BUY, 90, 5, 0);

        book.follow(sell, 106);
        book.follow(buy, 94);

        assertThat(sell.isFollowing()).isTrue();
        assertThat(book.firstToFollow(200).exists()).isFalse();
        assertThat(book.firstReached(106).id()).isEqualTo(2);
        book.end(buy);
        assertThat(book.firstReached(107).exists()).isFalse();
        assertThat(book.firstReached(106).id()).isEqualTo(1);
    }

    @Test
    void followersStandByIdWhateverBecomesOfThem() {
        Order five = await(5, Side.SELL, 110, 5, 0);
        Order three = await(3, Side.SELL, 110, 5, 0);
        Order four = await(4, Side.BUY, 90, 5, 0);

        book.follow(five, 100);
        book.follow(three, 100);
        book.follow(four, 95);
        assertThat(following()).containsExactly(3L, 4L, 5L);

        book.follow(three, 101);
        book.end(four);
        assertThat(following()).containsExactly(3L, 5L);
        book.withdraw(five);
        assertThat(following()).containsExactly(3L);
        assertThat(waiting()).containsExactly(3L);
    }

    @Test
    void movedOneStandsBehindOthersOfItsNewPrice() {
        Order first = await(1, Side.SELL, 110, 5, 0);
        Order second = await(2, Side.SELL, 110, 5, 0);
        book.follow(first, 100);
        book.follow(second, 101);

        book.follow(first, 101);

        assertThat(waiting()).containsExactly(2L, 1L);
    }

    @Test
    void stopPriceIsNearerOnlyTowardsThePrice() {
        Order sell = await(1, Side.SELL, 110, 5, 0);
        Order buy = await(2, Side.BUY, 90, 0, 100);
        book.follow(sell, 100);
        book.follow(buy, 100);

        assertThat(sell.isNearer(101)).isTrue();
        assertThat(sell.isNearer(100)).isFalse();
        assertThat(buy.isNearer(99)).isTrue();
        assertThat(buy.isNearer(100)).isFalse();
        assertThat(sell.stopBehind(120)).isEqualTo(115);
        assertThat(sell.stopBehind(3)).isEqualTo(1);
        assertThat(buy.stopBehind(120)).isEqualTo(122);
        assertThat(buy.stopBehind(Long.MAX_VALUE)).isEqualTo(Long.MAX_VALUE);
        assertThat(buy.stopTicks()).isEqualTo(100);
    }

    @Test
    void conditionsStayWhatWasAskedFor() {
        Order order = await(1, Side.SELL, 110, 5, 0);
        OrderConditions asked = order.conditions();

        book.follow(order, 100);

        assertThat(order.conditions()).isEqualTo(asked);
        assertThat(order.isTrailing()).isTrue();
        assertThat(asked.stopPriceTicks()).isEqualTo(110);
    }

    @Test
    void reusedOrderFollowsNothing() {
        Order order = await(1, Side.SELL, 110, 5, 0);
        book.follow(order, 100);
        book.end(order);

        Order next = book.newOrder(2, 1, Side.SELL).limit(100, 5).funds(10, 0, 0);

        assertThat(next.isTrailing()).isFalse();
        assertThat(next.isFollowing()).isFalse();
        assertThat(next.otherId()).isZero();
    }

    @Test
    void ordersOfAListKnowEachOther() {
        Order first = book.newOrder(11, 1, Side.SELL).limit(100, 5).funds(10, 0, 0);
        first.asking(OrderType.LIMIT, TimeInForce.GTC, OrderConditions.of(0, 0, 0, 10));
        Order second = book.newOrder(12, 1, Side.SELL).limit(100, 5).funds(0, 0, 0);
        second.asking(OrderType.STOP_LIMIT, TimeInForce.GTC, OrderConditions.of(90, 0, 0, 10));

        assertThat(first.otherId()).isEqualTo(12);
        assertThat(second.otherId()).isEqualTo(11);
        book.await(second);
        book.fund(second, 7);
        assertThat(second.held()).isEqualTo(7);
    }
}
