package exchange.api;

import com.typesafe.config.Config;

/** What a new market has when its creator does not say, in millionths. */
public record MarketDefaults(int makerFee, int takerFee, int collar) {
    static MarketDefaults of(Config root) {
        Config defaults = root.getConfig("exchange.market-defaults");
        return new MarketDefaults(
                defaults.getInt("maker-fee-millionths"),
                defaults.getInt("taker-fee-millionths"),
                defaults.getInt("collar-millionths"));
    }
}
