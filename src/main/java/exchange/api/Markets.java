package exchange.api;

import exchange.market.Asset;
import exchange.market.MarketRules;
import exchange.market.MarketStatus;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;

/** The markets and assets there are, as this node knows them. Safe for threads. */
public interface Markets {
    Optional<MarketRules> find(String symbol);

    /** The market that a request without a symbol means. */
    MarketRules defaultMarket();

    /** All markets, the default one first. */
    List<MarketRules> all();

    Optional<Asset> asset(String name);

    /** All assets in the order of their definition. */
    List<Asset> assets();

    /** What a market that is known to exist does with orders, and why. */
    MarketStatus status(String symbol);

    /**
     * Completes when that has become true of what is listed here, or after two seconds, in which
     * every change is listed unless the tables are behind.
     */
    CompletionStage<Void> until(BooleanSupplier isListed);

    /** The rules of a market that is known to exist, because it had an order. */
    default MarketRules rules(String symbol) {
        return find(symbol)
                .orElseThrow(() -> new IllegalStateException(
                        "the directory of markets does not know " + symbol));
    }

    /** Of an asset that is known to exist, because somebody has some. */
    default int scale(String asset) {
        return asset(asset)
                .orElseThrow(() ->
                        new IllegalStateException("the directory of assets does not know " + asset))
                .scale();
    }
}
