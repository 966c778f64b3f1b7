package exchange.api;

import static exchange.api.ApiFixtures.BTC_USD;
import static exchange.api.ApiFixtures.MARKETS;
import static exchange.api.ApiFixtures.NOW;
import static exchange.api.ApiFixtures.fields;

import static org.assertj.core.api.Assertions.assertThat;

import exchange.accounts.LedgerCommand;
import exchange.wire.InvalidFields;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

class OrderParserProperties {
    private final OrderParser parser = new OrderParser(MARKETS, (symbol, side) -> 0, symbol -> 0);

    @Property
    void everyValidLimitOrderIsTakenExactly(
            @ForAll @LongRange(min = 1, max = 10_000_000_00L) long ticks,
            @ForAll @LongRange(min = 1, max = 1_000_0000_0000L) long lots) {
        BigDecimal price = BigDecimal.valueOf(ticks, 2);
        BigDecimal quantity = BigDecimal.valueOf(lots, 8);
        BigDecimal notional = price.multiply(quantity);
        boolean within = notional.compareTo(BigDecimal.ONE) >= 0
                && notional.compareTo(new BigDecimal("10000000")) <= 0;
        String json = "{\"side\":\"SELL\",\"order_type\":\"LIMIT\",\"price\":" + price
                + ",\"quantity\":\"" + quantity.toPlainString() + "\"}";

        try {
            LedgerCommand.Place place = parser.parse(fields(json), 42, NOW);

            assertThat(within).isTrue();
            assertThat(place.priceTicks()).isEqualTo(ticks);
            assertThat(place.quantityLots()).isEqualTo(lots);
            assertThat(BTC_USD.notional(ticks, lots)).isPositive();
        } catch (InvalidFields e) {
            assertThat(within).isFalse();
            assertThat(e.errors()).singleElement().matches(it -> it.code().endsWith("_NOTIONAL"));
        }
    }

    @Property
    void anyOrderIsEitherWithinTheRulesOrRefusedByNamedFields(@ForAll("orders") String json) {
        try {
            LedgerCommand.Place place = parser.parse(fields(json), 42, NOW);

            assertThat(place.quantityLots() > 0 ^ place.amount() > 0).isTrue();
            assertThat(place.notAfter()).isBetween(NOW + 100, NOW + 300_000);
        } catch (InvalidFields e) {
            assertThat(e.errors()).isNotEmpty().allMatch(it -> !it.message().isEmpty());
        }
    }

    @Provide
    Arbitrary<String> orders() {
        Arbitrary<String> name = Arbitraries.of(
                "symbol",
                "side",
                "order_type",
                "price",
                "quantity",
                "quote_quantity",
                "post_only",
                "time_in_force",
                "client_order_id",
                "timeout_ms",
                "self_trade_prevention",
                "x");
        Arbitrary<String> value = Arbitraries.of(List.of(
                "1",
                "0",
                "-1",
                "1e5",
                "0.5",
                "\"2\"",
                "\"BUY\"",
                "\"SELL\"",
                "\"LIMIT\"",
                "\"MARKET\"",
                "\"IOC\"",
                "\"GTC\"",
                "true",
                "null",
                "[]",
                "{}",
                "\"BTC-USD\"",
                "99999999999999999999999999",
                "5000"));
        return Arbitraries.maps(name, value).ofMaxSize(4).map(changes -> {
            Map<String, String> order = new TreeMap<>(
                    Map.of("side", "\"BUY\"", "order_type", "\"MARKET\"", "quantity", "7"));
            order.putAll(changes);
            return order.entrySet().stream()
                    .map(field -> "\"" + field.getKey() + "\":" + field.getValue())
                    .collect(Collectors.joining(",", "{", "}"));
        });
    }
}
