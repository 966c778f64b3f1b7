package exchange.bootstrap;

import com.typesafe.config.Config;

import exchange.market.AccountLimits;
import exchange.market.Asset;
import exchange.market.CircuitBreaker;
import exchange.market.Decimals;
import exchange.market.MarketRules;
import exchange.market.MarketState;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The assets and markets of the configuration, as rules; a wrong value fails with the market and
 * the key.
 */
record ConfiguredMarkets(List<Asset> assets, List<MarketRules> markets) {
    ConfiguredMarkets {
        assets = List.copyOf(assets);
        markets = List.copyOf(markets);
    }

    static ConfiguredMarkets of(Config exchange) {
        Map<String, Asset> assets = new LinkedHashMap<>();
        Config configured = exchange.getConfig("assets");
        for (String name : configured.root().keySet().stream().sorted().toList()) {
            assets.put(name, new Asset(name, configured.getInt(name + ".scale")));
        }
        List<MarketRules> markets = new ArrayList<>();
        for (Config market : exchange.getConfigList("markets")) {
            markets.add(rules(market, assets));
        }
        return new ConfiguredMarkets(List.copyOf(assets.values()), markets);
    }

    private static MarketRules rules(Config market, Map<String, Asset> assets) {
        String symbol = market.getString("symbol");
        String[] names = symbol.split("-", 2);
        Asset base = asset(symbol, names[0], assets);
        Asset quote = asset(symbol, names[names.length - 1], assets);
        String tick = market.getString("tick-size");
        String lot = market.getString("lot-size");
        return new MarketRules(
                symbol,
                base,
                quote,
                Decimals.parse(tick, Decimals.scaleOf(tick)),
                Decimals.scaleOf(tick),
                Decimals.parse(lot, Decimals.scaleOf(lot)),
                Decimals.scaleOf(lot),
                Decimals.parse(market.getString("min-notional"), quote.scale()),
                Decimals.parse(market.getString("max-notional"), quote.scale()),
                market.getInt("maker-fee-millionths"),
                market.getInt("taker-fee-millionths"),
                market.getInt("collar-millionths"),
                MarketState.OPEN,
                market.hasPath("circuit-breaker")
                        ? breaker(market.getConfig("circuit-breaker"))
                        : CircuitBreaker.OFF,
                market.hasPath("limits")
                        ? limits(market.getConfig("limits"))
                        : AccountLimits.STANDARD);
    }

    private static AccountLimits limits(Config limits) {
        return new AccountLimits(
                limits.getInt("open-orders"),
                limits.getInt("stops"),
                limits.getInt("price-low-millionths"),
                limits.getInt("price-high-millionths"));
    }

    private static CircuitBreaker breaker(Config breaker) {
        return new CircuitBreaker(
                breaker.getInt("move-millionths"),
                (int) breaker.getDuration("window").toMillis(),
                (int) breaker.getDuration("halt").toMillis(),
                (int) breaker.getDuration("auction").toMillis());
    }

    private static Asset asset(String symbol, String name, Map<String, Asset> assets) {
        Asset asset = assets.get(name);
        if (asset == null) {
            throw new IllegalArgumentException("market " + symbol + " needs exchange.assets." + name
                    + ".scale, which is not there");
        }
        return asset;
    }
}
