package exchange.matching;

import static org.assertj.core.api.Assertions.assertThat;

import exchange.market.Side;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;

/** Price levels beside a sorted map, through growth, churn and emptying. */
final class PriceLevelsProperties {

    @Property(tries = 60)
    void keepEveryLevelInOrder(
            @ForAll Side side,
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 3_000) int prices,
            @ForAll("strides") long stride) {
        Random random = new Random(seed);
        PriceLevels levels = new PriceLevels(side);
        Comparator<Long> bestFirst =
                side == Side.BUY ? Comparator.reverseOrder() : Comparator.naturalOrder();
        TreeMap<Long, PriceLevel> expected = new TreeMap<>(bestFirst);

        for (int step = 0; step < 3_000; step++) {
            long price = (1 + random.nextInt(prices)) * stride;
            if (random.nextInt(10) < growth(step)) {
                PriceLevel level = levels.at(price);
                assertThat(expected.getOrDefault(price, level)).isSameAs(level);
                expected.put(price, level);
            } else if (expected.containsKey(price)) {
                levels.remove(expected.remove(price));
            }
            if (step % 100 == 0) {
                check(levels, expected);
            }
        }
        while (!expected.isEmpty()) {
            levels.remove(expected.pollFirstEntry().getValue());
        }

        check(levels, expected);
    }

    /** Neighbours, prices that share few blocks or none, and the whole range of a long. */
    @Provide
    Arbitrary<Long> strides() {
        return Arbitraries.of(1L, 7L, 64L, 16_384L, Long.MAX_VALUE / 3_000);
    }

    /** Mostly growth, then mostly shrinking, then growth again out of the pool. */
    private static int growth(int step) {
        return step < 1_500 || step > 2_500 ? 9 : 2;
    }

    private static void check(PriceLevels levels, TreeMap<Long, PriceLevel> expected) {
        List<Long> down = new ArrayList<>();
        PriceLevel last = null;
        for (PriceLevel level = levels.best(); level != null; level = level.worse) {
            down.add(level.priceTicks);
            assertThat(level.better).isSameAs(last);
            last = level;
        }
        assertThat(down).isEqualTo(new ArrayList<>(expected.keySet()));
        assertThat(levels.size()).isEqualTo(expected.size());
    }
}
