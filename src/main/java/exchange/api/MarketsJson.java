package exchange.api;

import exchange.market.Decimals;
import exchange.market.MarketRules;
import exchange.wire.JsonWriter;

import java.util.List;

/** Writes the markets and their rules; all numbers are decimal strings. */
public final class MarketsJson {
    private static final int MILLIONTHS = 6;

    private MarketsJson() {}

    public static Answer list(List<MarketRules> markets) {
        JsonWriter json = new JsonWriter().beginArray();
        markets.forEach(rules -> append(json, rules));
        return Answer.ok(json.endArray().toString());
    }

    private static void append(JsonWriter json, MarketRules rules) {
        int scale = rules.quote().scale();
        json.beginObject()
                .text("symbol", rules.symbol())
                .text("base", rules.base().name())
                .text("quote", rules.quote().name())
                .text("tick_size", rules.priceText(1))
                .text("lot_size", rules.quantityText(1))
                .text("min_notional", Decimals.format(rules.minNotional(), scale))
                .text("max_notional", Decimals.format(rules.maxNotional(), scale))
                .text("maker_fee", Decimals.format(rules.makerFee(), MILLIONTHS))
                .text("taker_fee", Decimals.format(rules.takerFee(), MILLIONTHS))
                .text("status", rules.state().name())
                .endObject();
    }
}
