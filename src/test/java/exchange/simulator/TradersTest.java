package exchange.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Each kind of trader does what its model says. */
final class TradersTest {
    private final Streams streams = new Streams(7);
    private final FairPrices prices =
            new FairPrices(streams, FiveMarkets.ALL, FiveMarkets.START, Map.of());
    private final Pit pit = new Pit(FiveMarkets.BTC_USD, prices, 1, FiveMarkets.START);

    @Test
    void hawkesOrdersComeInClustersAndPoissonOnesDoNot() {
        Trader clustered = new FlowTrader(pit, streams.of("flow"), 0, "f.", () -> 1);
        Trader steady = new NoiseTrader(pit, streams.of("noise"), 1, "n.", () -> 1);

        // The variance of counts over their mean: 1 for Poisson; for a Hawkes process over long
        // windows 1 / (1 - 0.65)^2, which is 8.
        assertThat(dispersion(clustered)).isGreaterThan(4);
        assertThat(dispersion(steady)).isBetween(0.7, 1.4);
    }

    @Test
    void hawkesRateIsTheOneAskedFor() {
        Trader trader = new FlowTrader(pit, streams.of("flow"), 0, "f.", () -> 2);
        trader.begin(FiveMarkets.START);

        for (int i = 0; i < 20_000; i++) {
            trader.act(wish -> {});
        }

        double seconds = (trader.nextAt() - FiveMarkets.START) / 1_000.0;
        assertThat(20_000 / seconds).isCloseTo(2, within(0.3));
    }

    private static double dispersion(Trader trader) {
        trader.begin(0);
        int[] counts = new int[400];
        long window = 50_000;
        while (trader.nextAt() < counts.length * window) {
            counts[(int) (trader.nextAt() / window)]++;
            trader.act(wish -> {});
        }
        double mean = 0;
        for (int count : counts) {
            mean += count / (double) counts.length;
        }
        double variance = 0;
        for (int count : counts) {
            variance += (count - mean) * (count - mean) / counts.length;
        }
        return variance / mean;
    }

    @Test
    void makerThatHasBoughtTooMuchQuotesLower() {
        double before = center(new Maker(pit, streams.of("maker"), 0, "a.", () -> 1));
        pit.taken(false, pit.quantity(60_000));
        double after = center(new Maker(pit, streams.of("maker"), 0, "b.", () -> 1));

        assertThat(after).isLessThan(before);
        assertThat(before).isCloseTo(pit.fair(), within(pit.fair() * 0.001));
    }

    private static double center(Trader maker) {
        maker.begin(FiveMarkets.START);
        List<Wish> quotes = new ArrayList<>();
        maker.act(quotes::add);
        return quotes.stream()
                .mapToDouble(each -> Double.parseDouble(each.price()))
                .average()
                .orElseThrow();
    }

    @Test
    void makerRenewsItsQuotesInsteadOfAddingMore() {
        Trader maker = new Maker(pit, streams.of("maker"), 0, "a.", () -> 1);
        maker.begin(FiveMarkets.START);
        List<Wish> first = new ArrayList<>();
        maker.act(first::add);
        List<Wish> second = new ArrayList<>();
        maker.act(second::add);

        assertThat(first).allMatch(each -> each.replaces().isEmpty());
        assertThat(first)
                .extracting(Wish::name)
                .containsAll(second.stream().map(Wish::replaces).toList());
    }

    @Test
    void momentumTraderFollowsTheMove() {
        Trader trader = new MomentumTrader(pit, streams.of("momentum"), 0, "m.", () -> 0.1);
        trader.begin(FiveMarkets.START);
        int along = 0;
        int against = 0;
        for (int i = 0; i < 2_000; i++) {
            long now = trader.nextAt();
            for (long minute = now - 10_000; minute <= now; minute += 1_000) {
                prices.advance(minute);
                pit.at(minute);
            }
            List<Wish> wishes = new ArrayList<>();
            trader.act(wishes::add);
            double change = pit.change(10);
            if (!wishes.isEmpty() && Math.abs(change) > 0.004) {
                along += wishes.getFirst().buys() == change > 0 ? 1 : 0;
                against += wishes.getFirst().buys() == change > 0 ? 0 : 1;
            }
        }

        assertThat(along).isGreaterThan(3 * against).isPositive();
    }
}
