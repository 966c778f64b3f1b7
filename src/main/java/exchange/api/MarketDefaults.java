package exchange.api;

import com.typesafe.config.Config;

import exchange.market.AccountLimits;
import exchange.market.CircuitBreaker;

/** What a new market has when its creator does not say; fees and collar in millionths. */
public record MarketDefaults(
        int makerFee, int takerFee, int collar, CircuitBreaker breaker, AccountLimits limits) {
    static MarketDefaults of(Config root) {
        Config defaults = root.getConfig("exchange.market-defaults");
        return new MarketDefaults(
                defaults.getInt("maker-fee-millionths"),
                defaults.getInt("taker-fee-millionths"),
                defaults.getInt("collar-millionths"),
                breaker(defaults.getConfig("circuit-breaker")),
                limits(defaults.getConfig("limits")));
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
}
