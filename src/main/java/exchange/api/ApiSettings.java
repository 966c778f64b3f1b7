package exchange.api;

import com.typesafe.config.Config;

import java.time.Duration;

/**
 * The decisions of this room, from {@code exchange.api}.
 *
 * @param ordersInFlightMax orders and cancels of this node that may wait for an answer
 * @param orderPatience how long a REST client waits for an order before it hears UNKNOWN
 * @param newMarkets what a new market has when its creator does not say
 * @param paper whether users help themselves to money
 */
public record ApiSettings(
        int ordersInFlightMax,
        Duration orderPatience,
        MarketDefaults newMarkets,
        PaperSettings paper) {
    public static ApiSettings of(Config root) {
        Config api = root.getConfig("exchange.api");
        return new ApiSettings(
                api.getInt("orders-in-flight-max"),
                api.getDuration("order-patience"),
                MarketDefaults.of(root),
                PaperSettings.of(root));
    }
}
