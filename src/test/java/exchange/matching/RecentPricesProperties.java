package exchange.matching;

import static org.assertj.core.api.Assertions.assertThat;

import exchange.market.Side;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/** The window in slots beside a list of all trades. */
final class RecentPricesProperties {
    private static final long WINDOW = 6_400;
    private static final long SLOT = WINDOW / 64;

    private record Trade(long time, long price) {}

    @Provide
    Arbitrary<List<Trade>> trades() {
        Arbitrary<Trade> one = Combinators.combine(
                        Arbitraries.longs().between(0, 1_500),
                        Arbitraries.longs().between(1, 100))
                .as(Trade::new);
        return one.list().ofMaxSize(60).map(steps -> {
            List<Trade> trades = new ArrayList<>();
            long time = 1_000_000;
            for (Trade step : steps) {
                time += step.time() < 600 ? 0 : step.time();
                trades.add(new Trade(time, step.price()));
            }
            return trades;
        });
    }

    /** Every price of the window, and the one that stood when it began. */
    private static LongStream counting(List<Trade> trades, long standing, long now) {
        long oldest = (now / SLOT - 64) * SLOT;
        long before = standing;
        List<Long> prices = new ArrayList<>();
        for (Trade trade : trades) {
            if (trade.time() < oldest) {
                before = trade.price();
            } else {
                prices.add(trade.price());
            }
        }
        if (before != 0) {
            prices.add(before);
        }
        return prices.stream().mapToLong(price -> price);
    }

    @Property(tries = 1_000)
    void furthestPriceIsThatOfTheWholeWindow(
            @ForAll("trades") List<Trade> trades, @ForAll boolean stands, @ForAll byte wait) {
        RecentPrices recent = new RecentPrices();
        long standing = stands ? 50 : 0;
        recent.begin(WINDOW, standing);
        for (int i = 0; i < trades.size(); i++) {
            Trade trade = trades.get(i);
            recent.traded(trade.price(), trade.time());
            long now = trade.time() + Math.abs(wait) * 60L;
            List<Trade> past = trades.subList(0, i + 1);
            assertThat(recent.furthest(Side.BUY, now))
                    .isEqualTo(counting(past, standing, now).min().orElse(0));
            assertThat(recent.furthest(Side.SELL, now))
                    .isEqualTo(counting(past, standing, now).max().orElse(0));
        }
        assertThat(recent.slotCount()).isLessThanOrEqualTo(65);
    }

    @Example
    void questionsChangeNothing() {
        RecentPrices recent = new RecentPrices();
        recent.begin(WINDOW, 0);
        recent.traded(10, 0);

        assertThat(recent.furthest(Side.BUY, 1_000_000)).isEqualTo(10);
        assertThat(recent.slotCount()).isEqualTo(1);
        assertThat(recent.standing()).isZero();
    }
}
