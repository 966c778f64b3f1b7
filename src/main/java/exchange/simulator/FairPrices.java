package exchange.simulator;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeSet;

/**
 * What each asset is worth in US dollars, second by second: a random walk in logarithms whose
 * volatility comes and goes, with a trend that fades and a weak pull to where it began, so that it
 * still looks like a price after weeks. Prices of markets are ratios, so they are coherent by
 * construction: ETH-BTC is always ETH-USD over BTC-USD.
 */
final class FairPrices {
    private static final long STEP_MILLIS = 1_000;
    private static final double SHARED = 0.75;
    private static final double TREND_FADES = 1 / 1_800.0;
    private static final double PULL = 1 / (5 * 86_400.0);
    private static final double PEG_PULL = 1 / 7_200.0;
    private static final double CALM_RETURNS = 1 / 3_600.0;
    private static final double RESTLESS = 0.012;

    private static final Map<String, Asset> KNOWN = Map.of(
            "USD", new Asset(1, 0),
            "USDT", new Asset(1, 2.5e-6),
            "BTC", new Asset(60_000, 9e-5),
            "ETH", new Asset(3_000, 1.2e-4));
    private static final Asset UNKNOWN = new Asset(100, 1.5e-4);

    private final Map<String, Walk> walks = new LinkedHashMap<>();
    private final SplittableRandom shared;
    private long at;

    /** @param volatility of a logarithm in the square root of a second */
    private record Asset(double price, double volatility) {}

    /**
     * @param at epoch milliseconds of the first prices
     * @param prices of assets in dollars where they are known; others begin where they always do
     */
    FairPrices(Streams streams, List<TradedMarket> markets, long at, Map<String, Double> prices) {
        this.at = at;
        shared = streams.of("walk/shared");
        TreeSet<String> assets = new TreeSet<>();
        for (TradedMarket market : markets) {
            assets.add(market.base());
            assets.add(market.quote());
        }
        for (String name : assets) {
            Asset asset = KNOWN.getOrDefault(name, UNKNOWN);
            double price = prices.getOrDefault(name, asset.price());
            walks.put(name, new Walk(streams.of("walk/" + name), asset, price));
        }
    }

    /** Goes on to that moment; back is nowhere. */
    void advance(long to) {
        while (at + STEP_MILLIS <= to) {
            at += STEP_MILLIS;
            double wave = Draws.normal(shared);
            walks.values().forEach(walk -> walk.step(wave));
        }
    }

    double of(TradedMarket market) {
        return walk(market.base()).price / walk(market.quote()).price;
    }

    /** What an asset is worth in dollars. */
    double dollars(String asset) {
        return walk(asset).price;
    }

    /** How restless a market's logarithm is now, in the square root of a second. */
    double volatility(TradedMarket market) {
        Walk base = walk(market.base());
        Walk quote = walk(market.quote());
        double alone = 1 - SHARED * SHARED;
        double common = SHARED * (base.volatility() - quote.volatility());
        return StrictMath.sqrt(common * common
                + alone * base.volatility() * base.volatility()
                + alone * quote.volatility() * quote.volatility());
    }

    private Walk walk(String asset) {
        return walks.get(asset);
    }

    private static final class Walk {
        private final SplittableRandom random;
        private final Asset asset;
        private final double home;
        private double logarithm;
        private double restlessness;
        private double trend;
        private double price;

        private Walk(SplittableRandom random, Asset asset, double price) {
            this.random = random;
            this.asset = asset;
            this.home = StrictMath.log(asset.price());
            this.logarithm = StrictMath.log(price);
            this.price = price;
        }

        private double volatility() {
            return asset.volatility() * StrictMath.exp(restlessness);
        }

        private void step(double wave) {
            if (asset.volatility() == 0) {
                return;
            }
            double own = Draws.normal(random);
            restlessness += -CALM_RETURNS * restlessness + RESTLESS * Draws.normal(random);
            trend += -TREND_FADES * trend
                    + asset.volatility() * 0.02 * StrictMath.sqrt(TREND_FADES) * own;
            double mixed = SHARED * wave + StrictMath.sqrt(1 - SHARED * SHARED) * own;
            double pull = asset.price() == 1 ? PEG_PULL : PULL;
            logarithm += volatility() * mixed + trend + pull * (home - logarithm);
            price = StrictMath.exp(logarithm);
        }
    }
}
