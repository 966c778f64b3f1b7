package exchange.api;

import exchange.market.Asset;
import exchange.market.MarketRules;
import exchange.marketdata.MarketData;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * What amounts of assets are worth in one of them, at the price of the last trade in the market of
 * the two. For show: rounded down, and nothing is ever booked by it.
 */
final class Valuation {
    private final MarketData marketData;
    private final Markets markets;

    /** How to come from an amount of one asset to its value in another. */
    private record Rate(BigDecimal price, boolean isInverse) {
        BigDecimal of(BigDecimal amount, int scale) {
            return isInverse
                    ? amount.divide(price, scale, RoundingMode.FLOOR)
                    : amount.multiply(price).setScale(scale, RoundingMode.FLOOR);
        }
    }

    /** The rates of one moment. */
    record Rates(Asset quote, Map<String, Rate> byAsset) {
        /** Empty when the two assets have no market, or it had no trade yet. */
        Optional<BigDecimal> value(String asset, BigDecimal amount) {
            return asset.equals(quote.name())
                    ? Optional.of(amount)
                    : Optional.ofNullable(byAsset.get(asset))
                            .map(rate -> rate.of(amount, quote.scale()));
        }
    }

    Valuation(MarketData marketData, Markets markets) {
        this.marketData = marketData;
        this.markets = markets;
    }

    /** A market that does not answer has no rate. */
    CompletionStage<Rates> rates(Asset quote, Collection<String> assets) {
        CompletionStage<Map<String, Rate>> all = CompletableFuture.completedStage(new HashMap<>());
        for (MarketRules rules : markets.all()) {
            boolean isDirect = rules.quote().equals(quote);
            String asset = (isDirect ? rules.base() : rules.quote()).name();
            boolean isOfQuote = isDirect || rules.base().equals(quote);
            if (isOfQuote && assets.contains(asset)) {
                all = all.thenCombine(rate(rules, !isDirect), (rates, rate) -> {
                    rate.ifPresent(found -> rates.merge(asset, found, Valuation::better));
                    return rates;
                });
            }
        }
        return all.thenApply(rates -> new Rates(quote, rates));
    }

    private CompletionStage<Optional<Rate>> rate(MarketRules rules, boolean isInverse) {
        return marketData
                .view(rules.symbol(), 1)
                .thenApply(view -> view.lastPriceTicks() > 0
                        ? Optional.of(new Rate(
                                new BigDecimal(rules.priceText(view.lastPriceTicks())), isInverse))
                        : Optional.<Rate>empty())
                .exceptionally(failure -> Optional.empty());
    }

    /** Of two markets with the same assets, the one whose prices are in the quote asset. */
    private static Rate better(Rate first, Rate second) {
        return first.isInverse() ? second : first;
    }
}
