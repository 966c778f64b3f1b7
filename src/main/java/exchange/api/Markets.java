package exchange.api;

import exchange.market.MarketRules;

import java.util.Optional;

/** The markets there are, as this node knows them. */
public interface Markets {
    Optional<MarketRules> find(String symbol);

    /** The market that a request without a symbol means. */
    MarketRules defaultMarket();
}
