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
import net.jqwik.api.constraints.LongRange;

import java.util.Comparator;
import java.util.List;
import java.util.stream.LongStream;

/** The fast search for the auction's price beside one that tries every price. */
final class CallAuctionProperties {
    private static final long LOWEST = 1;
    private static final long HIGHEST = 40;

    private record Limit(Side side, long price, long lots) {}

    @Provide
    Arbitrary<List<Limit>> books() {
        return Combinators.combine(
                        Arbitraries.of(Side.values()),
                        Arbitraries.longs().between(10, 25),
                        Arbitraries.longs().between(1, 6))
                .as(Limit::new)
                .list()
                .ofMaxSize(14);
    }

    private static CallAuction auction(List<Limit> limits) {
        OrderBook book = new OrderBook();
        for (int i = 0; i < limits.size(); i++) {
            Limit each = limits.get(i);
            book.rest(book.newOrder(i + 1, 1, each.side()).limit(each.price(), each.lots()));
        }
        return new CallAuction(book);
    }

    private static long demand(List<Limit> limits, long price) {
        return limits.stream()
                .filter(each -> each.side() == Side.BUY && each.price() >= price)
                .mapToLong(Limit::lots)
                .sum();
    }

    private static long supply(List<Limit> limits, long price) {
        return limits.stream()
                .filter(each -> each.side() == Side.SELL && each.price() <= price)
                .mapToLong(Limit::lots)
                .sum();
    }

    private static long volume(List<Limit> limits, long price) {
        return Math.min(demand(limits, price), supply(limits, price));
    }

    private static long surplus(List<Limit> limits, long price) {
        return demand(limits, price) - supply(limits, price);
    }

    /** All prices with the most volume and, of those, the least left over. */
    private static List<Long> best(List<Limit> limits) {
        Comparator<Long> order = Comparator.<Long>comparingLong(price -> -volume(limits, price))
                .thenComparingLong(price -> Math.abs(surplus(limits, price)));
        long first = LongStream.rangeClosed(LOWEST, HIGHEST).boxed().min(order).orElseThrow();
        return LongStream.rangeClosed(LOWEST, HIGHEST)
                .boxed()
                .filter(price -> order.compare(price, first) == 0)
                .toList();
    }

    @Property(tries = 5_000)
    void findsThePriceThatTryingEveryPriceFinds(
            @ForAll("books") List<Limit> limits,
            @ForAll @LongRange(min = LOWEST, max = HIGHEST) long reference) {
        CallAuction auction = auction(limits);
        auction.compute(reference);

        List<Long> best = best(limits);
        long volume = volume(limits, best.getFirst());
        assertThat(auction.volumeLots()).isEqualTo(volume);
        if (volume == 0) {
            assertThat(auction.priceTicks()).isZero();
            return;
        }
        long nearest = best.stream()
                .min(Comparator.comparingLong(price -> Math.abs(price - reference)))
                .orElseThrow();
        assertThat(auction.priceTicks()).isEqualTo(nearest);
        assertThat(auction.surplusLots()).isEqualTo(surplus(limits, nearest));

        auction.compute(0);
        assertThat(auction.priceTicks()).isEqualTo(best.get((best.size() - 1) / 2));
    }

    @Example
    void mostVolumeWins() {
        CallAuction auction = auction(List.of(
                new Limit(Side.BUY, 20, 5),
                new Limit(Side.BUY, 18, 5),
                new Limit(Side.SELL, 15, 8),
                new Limit(Side.SELL, 19, 9)));

        auction.compute(30);

        assertThat(auction.priceTicks()).isEqualTo(18);
        assertThat(auction.volumeLots()).isEqualTo(8);
        assertThat(auction.surplusLots()).isEqualTo(2);
    }

    @Example
    void volumeBeyondALongIsSaidAsTheLargest() {
        CallAuction auction = auction(List.of(
                new Limit(Side.BUY, 20, Long.MAX_VALUE),
                new Limit(Side.BUY, 19, Long.MAX_VALUE),
                new Limit(Side.SELL, 15, Long.MAX_VALUE),
                new Limit(Side.SELL, 16, Long.MAX_VALUE)));

        auction.compute(17);

        assertThat(auction.priceTicks()).isEqualTo(17);
        assertThat(auction.volumeLots()).isEqualTo(Long.MAX_VALUE);
        assertThat(auction.surplusLots()).isZero();
    }
}
