package exchange.api;

import exchange.market.Asset;
import exchange.market.MarketRules;

import java.util.List;
import java.util.Optional;

/** The markets and assets there are, as this node knows them. Safe for threads. */
public interface Markets {
    Optional<MarketRules> find(String symbol);

    /** The market that a request without a symbol means. */
    MarketRules defaultMarket();

    /** All markets, the default one first. */
    List<MarketRules> all();

    Optional<Asset> asset(String name);

    /** The rules of a market that is known to exist, because it had an order. */
    default MarketRules rules(String symbol) {
        return find(symbol)
                .orElseThrow(() -> new IllegalStateException(
                        "the directory of markets does not know " + symbol));
    }
}
