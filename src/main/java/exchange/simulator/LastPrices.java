package exchange.simulator;

import com.fasterxml.jackson.databind.JsonNode;

import exchange.load.RestClient;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the exchange says of its markets: their rules, and what assets last cost in dollars. */
record LastPrices(List<TradedMarket> markets, Map<String, Double> dollars) {
    private static final String DOLLAR = "USD";

    /** Asks for the first so many markets. */
    static LastPrices of(RestClient rest, int marketsMax) {
        List<TradedMarket> markets = new ArrayList<>();
        for (JsonNode market : rest.get("/api/v1/markets", "")) {
            if (markets.size() < marketsMax) {
                markets.add(market(market));
            }
        }
        Map<String, Double> last = new HashMap<>();
        for (TradedMarket market : markets) {
            JsonNode price = rest.get("/api/v1/orders/market-stats?symbol=" + market.symbol(), "")
                    .path("last_trade_price");
            if (price.isNumber()) {
                last.put(market.symbol(), price.asDouble());
            }
        }
        return new LastPrices(markets, dollars(markets, last));
    }

    /** When the last trade of all markets was, epoch milliseconds; 0 before the first. */
    static long at(RestClient rest, List<TradedMarket> markets) {
        long last = 0;
        for (TradedMarket market : markets) {
            String time = rest.get("/api/v1/prices?limit=1&symbol=" + market.symbol(), "")
                    .at("/0/price/timestamp")
                    .asText();
            last = time.isEmpty() ? last : Math.max(last, Instant.parse(time).toEpochMilli());
        }
        return last;
    }

    private static TradedMarket market(JsonNode market) {
        return new TradedMarket(
                market.path("symbol").asText(),
                market.path("base").asText(),
                market.path("quote").asText(),
                new BigDecimal(market.path("tick_size").asText()),
                new BigDecimal(market.path("lot_size").asText()),
                new BigDecimal(market.path("min_notional").asText()));
    }

    /** Goes from market to market as far as there are prices. */
    static Map<String, Double> dollars(List<TradedMarket> markets, Map<String, Double> last) {
        Map<String, Double> dollars = new HashMap<>(Map.of(DOLLAR, 1.0));
        boolean found = true;
        while (found) {
            found = false;
            for (TradedMarket market : markets) {
                found |= last.containsKey(market.symbol())
                        && derive(market, last.get(market.symbol()), dollars);
            }
        }
        return dollars;
    }

    private static boolean derive(TradedMarket market, double price, Map<String, Double> dollars) {
        Double base = dollars.get(market.base());
        Double quote = dollars.get(market.quote());
        if (base == null && quote != null) {
            dollars.put(market.base(), price * quote);
            return true;
        }
        if (base != null && quote == null) {
            dollars.put(market.quote(), base / price);
            return true;
        }
        return false;
    }
}
