package exchange.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the bots wish is made from the seed alone, and is what the exchange takes. */
final class OrderFlowTest {
    private static final int MANY = 4_000;

    @Property(tries = 10)
    void sameSeedMakesTheSameBytes(@ForAll long seed) {
        String first = FiveMarkets.text(FiveMarkets.wishes(FiveMarkets.flow(seed, 10, 4), 1_000));
        String second = FiveMarkets.text(FiveMarkets.wishes(FiveMarkets.flow(seed, 10, 4), 1_000));
        String other =
                FiveMarkets.text(FiveMarkets.wishes(FiveMarkets.flow(seed + 1, 10, 4), 1_000));

        assertThat(first.getBytes(UTF_8)).isEqualTo(second.getBytes(UTF_8));
        assertThat(first).isNotEqualTo(other);
    }

    @Test
    void flowOfSevenIsWhatItAlwaysWas() {
        List<Wish> wishes = FiveMarkets.wishes(FiveMarkets.flow(7, 10, 4), 2_000);

        assertThat(FiveMarkets.text(wishes).hashCode()).isEqualTo(1_699_184_231);
    }

    @Property(tries = 10)
    void wishesComeInOrderWithNamesOfTheirOwn(@ForAll long seed) {
        List<Wish> wishes = FiveMarkets.wishes(FiveMarkets.flow(seed, 10, 4), MANY);

        long before = FiveMarkets.START;
        Set<String> names = new HashSet<>();
        for (Wish wish : wishes) {
            assertThat(wish.at()).isGreaterThanOrEqualTo(before);
            assertThat(names.add(wish.bot() + wish.name())).isTrue();
            assertThat(wish.name()).matches("[A-Za-z0-9._:/-]{1,36}");
            if (!wish.replaces().isEmpty()) {
                assertThat(names).contains(wish.bot() + wish.replaces());
            }
            before = wish.at();
        }
    }

    @Property(tries = 10)
    void everyOrderKeepsItsMarketsRules(@ForAll long seed) {
        Map<String, TradedMarket> markets = new HashMap<>();
        FiveMarkets.ALL.forEach(each -> markets.put(each.symbol(), each));

        for (Wish wish : FiveMarkets.wishes(FiveMarkets.flow(seed, 10, 4), MANY)) {
            TradedMarket market = markets.get(wish.symbol());
            BigDecimal quantity = new BigDecimal(wish.quantity());
            assertThat(quantity.remainder(market.lotSize())).isZero();
            assertThat(quantity).isPositive();
            if (!wish.price().isEmpty()) {
                BigDecimal price = new BigDecimal(wish.price());
                assertThat(price.remainder(market.tickSize())).isZero();
                assertThat(price.multiply(quantity)).isGreaterThanOrEqualTo(market.minNotional());
            }
        }
    }

    @Test
    void makersAreThereAtOnceOnBothSidesOfEveryMarket() {
        List<Wish> first = FiveMarkets.wishes(FiveMarkets.flow(7, 10, 4), 180);

        for (TradedMarket market : FiveMarkets.ALL) {
            double bid = best(first, market, true);
            double ask = best(first, market, false);
            assertThat(bid).isLessThan(ask);
            assertThat(bid).isGreaterThan(0.99 * ask);
        }
    }

    private static double best(List<Wish> wishes, TradedMarket market, boolean buys) {
        var prices = wishes.stream()
                .filter(each -> each.symbol().equals(market.symbol()) && each.buys() == buys)
                .mapToDouble(each -> Double.parseDouble(each.price()));
        return (buys ? prices.max() : prices.min()).orElseThrow();
    }

    @Test
    void tempoIsWhatWasAskedFor() {
        OrderFlow flow = FiveMarkets.flow(7, 10, 4);
        FiveMarkets.wishes(flow, 1_000);

        double slow = perSecond(FiveMarkets.wishes(flow, MANY));
        flow.tempo(40);
        FiveMarkets.wishes(flow, 1_000);
        double fast = perSecond(FiveMarkets.wishes(flow, MANY));

        assertThat(slow).isBetween(3.0, 5.0);
        assertThat(fast).isBetween(30.0, 50.0);
    }

    private static double perSecond(List<Wish> wishes) {
        long millis = wishes.getLast().at() - wishes.getFirst().at();
        return wishes.size() * 1_000.0 / millis;
    }

    @Test
    void busiestMarketComesFirstAndNoneIsForgotten() {
        Map<String, Integer> counts = new HashMap<>();
        FiveMarkets.wishes(FiveMarkets.flow(7, 50, 4), 2 * MANY)
                .forEach(each -> counts.merge(each.symbol(), 1, Integer::sum));

        assertThat(counts).hasSize(FiveMarkets.ALL.size());
        assertThat(counts.get("BTC-USD")).isGreaterThan(counts.get("ETH-BTC"));
    }
}
