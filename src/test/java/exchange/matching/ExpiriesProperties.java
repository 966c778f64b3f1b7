package exchange.matching;

import static org.assertj.core.api.Assertions.assertThat;

import exchange.market.OrderConditions;
import exchange.market.OrderType;
import exchange.market.Side;
import exchange.market.TimeInForce;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import java.util.Comparator;
import java.util.Random;
import java.util.TreeSet;

/** What ends next, beside a sorted set, with orders taken out from anywhere. */
final class ExpiriesProperties {

    @Property(tries = 50)
    void firstToExpireIsTheEarliestOfTheLowestId(@ForAll long seed) {
        Random random = new Random(seed);
        OrderBook book = new OrderBook();
        TreeSet<Order> expected = new TreeSet<>(
                Comparator.comparingLong((Order o) -> o.expiresAt).thenComparingLong(o -> o.id));

        for (int step = 0; step < 500; step++) {
            if (random.nextInt(10) < (step < 300 ? 7 : 3) || expected.isEmpty()) {
                Order order = order(book, 1_000 - step, 1 + random.nextInt(20));
                book.rest(order);
                expected.add(order);
            } else {
                Order order = expected.stream()
                        .skip(random.nextInt(expected.size()))
                        .findFirst()
                        .orElseThrow();
                expected.remove(order);
                book.end(order);
            }
            Order first = expected.isEmpty() ? Order.NONE : expected.first();
            assertThat(book.firstToExpire()).isSameAs(first);
            assertThat(book.nextExpiry())
                    .isEqualTo(first.exists() ? first.expiresAt : Long.MAX_VALUE);
        }
        while (!expected.isEmpty()) {
            assertThat(book.firstToExpire()).isSameAs(expected.first());
            book.end(expected.pollFirst());
        }
        assertThat(book.firstToExpire().exists()).isFalse();
    }

    private static Order order(OrderBook book, long id, long expiresAt) {
        return book.newOrder(id, 1, Side.BUY)
                .limit(100, 1)
                .asking(OrderType.LIMIT, TimeInForce.GTC, new OrderConditions(0, 0, expiresAt));
    }
}
