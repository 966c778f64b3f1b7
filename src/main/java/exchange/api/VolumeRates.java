package exchange.api;

import exchange.market.Asset;
import exchange.market.MarketRules;
import exchange.readside.TradedVolumes;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What volume in the markets' quote assets is worth in one asset, at the last prices before some
 * moment: directly, or over other markets when the two have none. What has no price by then counts
 * nothing. The same prices always come to the same.
 */
final class VolumeRates {
    private static final MathContext PRECISION = new MathContext(34, RoundingMode.DOWN);

    private final Asset asset;
    private final Map<String, MarketRules> markets = new HashMap<>();
    /** Of one whole unit of each asset. */
    private final Map<String, BigDecimal> worth = new HashMap<>();

    /** @param prices by market, in ticks */
    VolumeRates(Asset asset, List<MarketRules> all, Map<String, Long> prices) {
        this.asset = asset;
        all.forEach(rules -> markets.put(rules.symbol(), rules));
        worth.put(asset.name(), BigDecimal.ONE);
        Deque<String> reached = new ArrayDeque<>(List.of(asset.name()));
        while (!reached.isEmpty()) {
            String from = reached.poll();
            for (MarketRules rules : all) {
                Long ticks = prices.get(rules.symbol());
                if (ticks != null) {
                    reach(rules, new BigDecimal(rules.priceText(ticks)), from, reached);
                }
            }
        }
    }

    /** From one asset of a market to the other, the nearest way first. */
    private void reach(MarketRules rules, BigDecimal price, String from, Deque<String> reached) {
        String base = rules.base().name();
        String quote = rules.quote().name();
        if (quote.equals(from) && !worth.containsKey(base)) {
            worth.put(base, worth.get(from).multiply(price, PRECISION));
            reached.add(base);
        } else if (base.equals(from) && !worth.containsKey(quote)) {
            worth.put(quote, worth.get(from).divide(price, PRECISION));
            reached.add(quote);
        }
    }

    /** Rounded down to the asset's scale. */
    BigDecimal sum(Collection<TradedVolumes.Traded> all) {
        BigDecimal sum = BigDecimal.ZERO;
        for (TradedVolumes.Traded each : all) {
            MarketRules rules = markets.get(each.symbol());
            if (rules != null) {
                Asset quote = rules.quote();
                BigDecimal rate = worth.getOrDefault(quote.name(), BigDecimal.ZERO);
                BigDecimal amount = each.quoteUnits().scaleByPowerOfTen(-quote.scale());
                sum = sum.add(amount.multiply(rate));
            }
        }
        return sum.setScale(asset.scale(), RoundingMode.DOWN);
    }
}
