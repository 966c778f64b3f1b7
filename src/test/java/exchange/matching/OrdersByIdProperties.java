package exchange.matching;

import static org.assertj.core.api.Assertions.assertThat;

import exchange.market.Side;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;

/** The orders by id beside a hash map, with ids as ledgers make them and with ids that collide. */
final class OrdersByIdProperties {
    private static final int IDS = 3_000;
    private static final int STEPS = 8_000;

    private final OrderBook maker = new OrderBook();

    @Property(tries = 15)
    void findExactlyWhatIsIn(@ForAll long seed, @ForAll("idStrides") long stride) {
        Random random = new Random(seed);
        OrdersById orders = new OrdersById();
        Map<Long, Order> expected = new HashMap<>();

        for (int step = 0; step < STEPS; step++) {
            long id = (random.nextInt(IDS) - IDS / 10) * stride;
            Order known = expected.get(id);
            assertThat(orders.get(id)).isSameAs(known == null ? Order.NONE : known);
            if (known == null || random.nextInt(10) < (step < STEPS / 2 ? 3 : 0)) {
                Order order = maker.newOrder(id, 1, Side.BUY);
                assertThat(orders.add(order)).isEqualTo(known == null);
                expected.putIfAbsent(id, order);
            } else {
                orders.remove(expected.remove(id));
            }
            assertThat(orders.size()).isEqualTo(expected.size());
        }
        expected.forEach((id, order) -> assertThat(orders.get(id)).isSameAs(order));
    }

    /** One after the other, one of many partitions, and some that the hash maps together. */
    @Provide
    Arbitrary<Long> idStrides() {
        long together = inverse(0x9E3779B97F4A7C15L);
        return Arbitraries.of(1L, 1L << 40, 3L << 20, together, together << 1);
    }

    /** Times this, a small number is spread to itself, so all of them have one home. */
    private static long inverse(long odd) {
        long inverse = odd;
        for (int i = 0; i < 6; i++) {
            inverse *= 2 - odd * inverse;
        }
        return inverse;
    }
}
