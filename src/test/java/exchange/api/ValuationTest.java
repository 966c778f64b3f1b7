package exchange.api;

import static org.assertj.core.api.Assertions.assertThat;

import exchange.market.Asset;

import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

class ValuationTest {
    private final Map<String, Long> lastTicks = new HashMap<>();
    private final Valuation valuation = new Valuation(
            symbol -> lastTicks.containsKey(symbol)
                    ? CompletableFuture.completedFuture(lastTicks.get(symbol))
                    : CompletableFuture.failedFuture(new IllegalStateException("no answer")),
            ApiFixtures.MARKETS);

    private Optional<BigDecimal> value(String amount, String asset, String quote) {
        return valuation
                .rates(new Asset(quote, 10), List.of("USD", "BTC", "ETH"))
                .toCompletableFuture()
                .join()
                .value(asset, new BigDecimal(amount));
    }

    @Test
    void amountIsWorthThePriceOfTheLastTradeInBothDirections() {
        lastTicks.put("BTC-USD", 60_000_00L);

        assertThat(value("0.5", "BTC", "USD").orElseThrow()).isEqualByComparingTo("30000");
        assertThat(value("30000", "USD", "BTC").orElseThrow()).isEqualByComparingTo("0.5");
        assertThat(value("1", "USD", "BTC").orElseThrow()).isEqualByComparingTo("0.0000166666");
        assertThat(value("7", "USD", "USD").orElseThrow()).isEqualByComparingTo("7");
    }

    @Test
    void assetsWithoutAMarketOfTheirOwnAreValuedOverOneBetween() {
        lastTicks.put("BTC-USD", 60_000_00L);
        lastTicks.put("ETH-BTC", 5_000L);

        assertThat(value("2", "ETH", "USD").orElseThrow()).isEqualByComparingTo("6000");
        assertThat(value("6000", "USD", "ETH").orElseThrow()).isEqualByComparingTo("2");
    }

    @Test
    void assetHasNoValueWhereAMarketOnTheWayHasNoPrice() {
        lastTicks.put("BTC-USD", 60_000_00L);
        lastTicks.put("ETH-BTC", 0L);

        assertThat(value("2", "ETH", "USD")).isEmpty();
        assertThat(value("2", "ETH", "BTC")).isEmpty();
        assertThat(value("6000", "USD", "ETH")).isEmpty();
    }
}
