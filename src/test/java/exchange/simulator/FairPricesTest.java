package exchange.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

/** Prices look like prices for weeks, and agree with each other at every moment. */
final class FairPricesTest {
    private static final long DAY_MILLIS = 86_400_000;

    @Property(tries = 5)
    void pricesMoveAndStayInSightForTwoWeeks(@ForAll long seed) {
        FairPrices prices = prices(seed, FiveMarkets.ALL);
        double least = Double.MAX_VALUE;
        double most = 0;
        for (int hour = 1; hour <= 14 * 24; hour++) {
            prices.advance(FiveMarkets.START + hour * DAY_MILLIS / 24);
            least = Math.min(least, prices.of(FiveMarkets.BTC_USD));
            most = Math.max(most, prices.of(FiveMarkets.BTC_USD));
        }

        assertThat(most / least).isBetween(1.02, 4.0);
        assertThat(least).isGreaterThan(15_000);
        assertThat(prices.dollars("USDT")).isCloseTo(1, within(0.01));
    }

    @Property(tries = 20)
    void crossRatesAgree(@ForAll long seed) {
        FairPrices prices = prices(seed, FiveMarkets.ALL);
        prices.advance(FiveMarkets.START + DAY_MILLIS / 8);

        double across = prices.of(FiveMarkets.ETH_USD) / prices.of(FiveMarkets.BTC_USD);

        assertThat(prices.of(FiveMarkets.ETH_BTC)).isCloseTo(across, within(across * 1e-9));
    }

    @Test
    void assetsPathIsItsOwnWhoeverElseIsThere() {
        FairPrices all = prices(7, FiveMarkets.ALL);
        FairPrices one = prices(7, List.of(FiveMarkets.BTC_USD));
        all.advance(FiveMarkets.START + DAY_MILLIS / 24);
        one.advance(FiveMarkets.START + DAY_MILLIS / 48);
        one.advance(FiveMarkets.START + DAY_MILLIS / 24);

        assertThat(one.dollars("BTC")).isEqualTo(all.dollars("BTC"));
    }

    @Test
    void knownPricesAreWhereItBegins() {
        FairPrices prices = new FairPrices(
                new Streams(7), FiveMarkets.ALL, FiveMarkets.START, Map.of("BTC", 61_234.5));

        assertThat(prices.dollars("BTC")).isEqualTo(61_234.5);
        assertThat(prices.dollars("ETH")).isEqualTo(3_000);
    }

    private static FairPrices prices(long seed, List<TradedMarket> markets) {
        return new FairPrices(new Streams(seed), markets, FiveMarkets.START, Map.of());
    }
}
