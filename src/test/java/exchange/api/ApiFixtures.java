package exchange.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import exchange.accounts.OrderView;
import exchange.market.Asset;
import exchange.market.Decimals;
import exchange.market.MarketRules;
import exchange.market.MarketState;
import exchange.market.OrderIds;
import exchange.market.OrderStatus;
import exchange.market.OrderType;
import exchange.market.SelfTradePrevention;
import exchange.market.Side;
import exchange.market.TimeInForce;
import exchange.wire.Fields;
import exchange.wire.Json;

import java.util.List;

/** A market, and orders of it, for tests of the API. */
final class ApiFixtures {
    static final long NOW = 1_700_000_000_000L;
    static final MarketRules BTC_USD = rules("BTC", "USD", 2, 8, "1", "10000000");
    static final MarketRules ETH_BTC = rules("ETH", "BTC", 5, 4, "0.0001", "500");

    static final Markets MARKETS = new FixedMarkets(List.of(BTC_USD, ETH_BTC));

    private ApiFixtures() {}

    static Fields fields(String json) {
        return Json.object(json.getBytes(UTF_8), "body");
    }

    private static MarketRules rules(
            String base, String quote, int tickScale, int lotScale, String min, String max) {
        return new MarketRules(
                base + "-" + quote,
                new Asset(base, 10),
                new Asset(quote, 10),
                1,
                tickScale,
                1,
                lotScale,
                Decimals.parse(min, 10),
                Decimals.parse(max, 10),
                1_000,
                1_000,
                100_000,
                MarketState.OPEN);
    }

    /** A LIMIT order to buy 1.5 BTC at 100.25, open. */
    static OrderView openOrder() {
        return order(OrderStatus.OPEN, 0, 0, 0, "");
    }

    static OrderView order(
            OrderStatus status, long filledLots, long filledQuote, long fee, String reason) {
        return new OrderView(
                OrderIds.of(1, 7),
                42,
                "mine-1",
                "BTC-USD",
                Side.BUY,
                OrderType.LIMIT,
                TimeInForce.GTC,
                false,
                SelfTradePrevention.NONE,
                100_25,
                1_5000_0000,
                0,
                status,
                filledLots,
                filledQuote,
                fee,
                "BTC",
                reason,
                NOW,
                NOW);
    }
}
