package exchange.portfolio;

import exchange.market.Asset;
import exchange.market.MarketRules;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The markets of one moment, in a fixed order, and the assets that are traded there. */
public final class Listing {
    private final Map<String, MarketRules> markets = new LinkedHashMap<>();
    private final Map<String, Asset> assets = new HashMap<>();

    public Listing(List<MarketRules> markets, List<Asset> assets) {
        assets.forEach(each -> this.assets.put(each.name(), each));
        for (MarketRules each : markets) {
            this.markets.put(each.symbol(), each);
            this.assets.put(each.base().name(), each.base());
            this.assets.put(each.quote().name(), each.quote());
        }
    }

    /** Whether what is worth how much is found in the same way. */
    boolean isLike(Listing other) {
        return List.copyOf(markets.keySet()).equals(List.copyOf(other.markets.keySet()));
    }

    Iterable<MarketRules> markets() {
        return markets.values();
    }

    MarketRules market(String symbol) {
        return known(markets, symbol);
    }

    int scale(String asset) {
        return known(assets, asset).scale();
    }

    private static <T> T known(Map<String, T> all, String name) {
        T found = all.get(name);
        if (found == null) {
            throw new IllegalStateException("the directory of markets does not know " + name);
        }
        return found;
    }
}
