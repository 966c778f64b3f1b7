package exchange.api;

import exchange.market.Asset;
import exchange.market.MarketRules;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;

/**
 * What amounts of assets are worth in one of them, at the prices of last trades: in the market of
 * the two, or where they have none, over one asset between. For show: rounded down, and nothing is
 * ever booked by it.
 */
final class Valuation {
    /** More decimals between two steps than any asset has. */
    private static final int SCALE_BETWEEN = 30;

    private final LastPrices prices;
    private final Markets markets;

    /** The price of a market's last trade in ticks, 0 when there was none. */
    interface LastPrices {
        CompletionStage<Long> of(String symbol);
    }

    /** How to come from an amount of one asset to its value in another. */
    private record Rate(String from, String to, BigDecimal price, boolean isInverse) {
        BigDecimal of(BigDecimal amount, int scale) {
            return isInverse
                    ? amount.divide(price, scale, RoundingMode.FLOOR)
                    : amount.multiply(price).setScale(scale, RoundingMode.FLOOR);
        }
    }

    /** The rates of one moment, each a way of one or two steps. */
    record Rates(Asset quote, Map<String, List<Rate>> byAsset) {
        /** Empty when no way leads to the quote asset by markets that had a trade. */
        Optional<BigDecimal> value(String asset, BigDecimal amount) {
            if (asset.equals(quote.name())) {
                return Optional.of(amount);
            }
            return Optional.ofNullable(byAsset.get(asset)).map(way -> {
                BigDecimal value = amount;
                for (Rate rate : way) {
                    boolean isLast = rate.to().equals(quote.name());
                    value = rate.of(value, isLast ? quote.scale() : SCALE_BETWEEN);
                }
                return value;
            });
        }
    }

    Valuation(LastPrices prices, Markets markets) {
        this.prices = prices;
        this.markets = markets;
    }

    /** A market that does not answer has no rate. */
    CompletionStage<Rates> rates(Asset quote, Collection<String> assets) {
        String wanted = quote.name();
        return rates(rules -> isOf(rules, wanted)).thenCompose(direct -> {
            Map<String, List<Rate>> ways = new HashMap<>();
            direct.stream()
                    .filter(rate -> rate.to().equals(wanted))
                    .forEach(rate -> ways.merge(rate.from(), List.of(rate), Valuation::better));
            List<String> missing = assets.stream()
                    .filter(asset -> !asset.equals(wanted) && !ways.containsKey(asset))
                    .toList();
            return rates(rules -> missing.stream().anyMatch(asset -> isOf(rules, asset)))
                    .thenApply(others -> new Rates(quote, withSteps(ways, missing, others)));
        });
    }

    private static Map<String, List<Rate>> withSteps(
            Map<String, List<Rate>> direct, List<String> missing, List<Rate> others) {
        Map<String, List<Rate>> ways = new HashMap<>(direct);
        for (Rate first : others) {
            List<Rate> second = direct.get(first.to());
            if (second != null && missing.contains(first.from())) {
                ways.putIfAbsent(first.from(), List.of(first, second.get(0)));
            }
        }
        return ways;
    }

    private static boolean isOf(MarketRules rules, String asset) {
        return rules.base().name().equals(asset) || rules.quote().name().equals(asset);
    }

    /** Both directions of each wanted market, in the order of the markets. */
    private CompletionStage<List<Rate>> rates(Predicate<MarketRules> wanted) {
        CompletionStage<List<Rate>> all = CompletableFuture.completedStage(new ArrayList<>());
        for (MarketRules rules : markets.all()) {
            if (wanted.test(rules)) {
                String base = rules.base().name();
                String quote = rules.quote().name();
                all = all.thenCombine(price(rules), (rates, price) -> {
                    price.ifPresent(found -> {
                        rates.add(new Rate(base, quote, found, false));
                        rates.add(new Rate(quote, base, found, true));
                    });
                    return rates;
                });
            }
        }
        return all;
    }

    private CompletionStage<Optional<BigDecimal>> price(MarketRules rules) {
        return prices.of(rules.symbol())
                .thenApply(ticks -> ticks > 0
                        ? Optional.of(new BigDecimal(rules.priceText(ticks)))
                        : Optional.<BigDecimal>empty())
                .exceptionally(failure -> Optional.empty());
    }

    /** Of two markets with the same assets, the one whose prices are in the quote asset. */
    private static List<Rate> better(List<Rate> first, List<Rate> second) {
        return first.get(0).isInverse() ? second : first;
    }
}
