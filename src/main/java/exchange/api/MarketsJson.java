package exchange.api;

import exchange.market.AccountLimits;
import exchange.market.Asset;
import exchange.market.CircuitBreaker;
import exchange.market.Decimals;
import exchange.market.MarketRules;
import exchange.market.MarketStatus;
import exchange.wire.JsonWriter;

import java.util.List;

/** Writes markets, their rules and states, and assets; all amounts are decimal strings. */
public final class MarketsJson {
    private static final int MILLIONTHS = 6;
    private static final int MILLIS = 1_000;

    private MarketsJson() {}

    /** All markets, the default one first. */
    public static Answer list(Markets markets) {
        JsonWriter json = new JsonWriter().beginArray();
        markets.all().forEach(rules -> append(json, rules, markets.status(rules.symbol())));
        return Answer.ok(json.endArray().toString());
    }

    static String market(MarketRules rules, MarketStatus status) {
        JsonWriter json = new JsonWriter();
        append(json, rules, status);
        return json.toString();
    }

    private static void append(JsonWriter json, MarketRules rules, MarketStatus status) {
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
                .text("collar", Decimals.format(rules.collar(), MILLIONTHS));
        breaker(json, rules.breaker());
        limits(json, rules.limits());
        json.text("status", status.state().name())
                .text("status_reason", status.reason())
                .time("status_since", status.since());
        if (status.endsAt() == 0) {
            json.nothing("status_ends_at");
        } else {
            json.time("status_ends_at", status.endsAt());
        }
        json.endObject();
    }

    private static void breaker(JsonWriter json, CircuitBreaker breaker) {
        if (!breaker.isOn()) {
            json.nothing("circuit_breaker");
            return;
        }
        json.name("circuit_breaker")
                .beginObject()
                .text("move", Decimals.format(breaker.move(), MILLIONTHS))
                .number("window_seconds", breaker.windowMillis() / MILLIS)
                .number("halt_seconds", breaker.haltMillis() / MILLIS)
                .number("auction_seconds", breaker.auctionMillis() / MILLIS)
                .endObject();
    }

    private static void limits(JsonWriter json, AccountLimits limits) {
        json.name("limits")
                .beginObject()
                .number("open_orders", limits.openOrders())
                .number("stops", limits.stops());
        price(json, "price_low", limits.priceLow());
        price(json, "price_high", limits.priceHigh());
        json.endObject();
    }

    private static void price(JsonWriter json, String name, int millionths) {
        if (millionths == 0) {
            json.nothing(name);
        } else {
            json.text(name, Decimals.format(millionths, MILLIONTHS));
        }
    }

    /** All assets in the order of their definition. */
    public static Answer assets(List<Asset> assets) {
        JsonWriter json = new JsonWriter().beginArray();
        assets.forEach(asset -> append(json, asset));
        return Answer.ok(json.endArray().toString());
    }

    static String asset(Asset asset) {
        JsonWriter json = new JsonWriter();
        append(json, asset);
        return json.toString();
    }

    private static void append(JsonWriter json, Asset asset) {
        json.beginObject()
                .text("name", asset.name())
                .number("scale", asset.scale())
                .endObject();
    }

    static String halted(List<String> symbols) {
        JsonWriter json = new JsonWriter()
                .beginObject()
                .text("message", "all markets are halted")
                .name("data")
                .beginObject()
                .text("event", "halt")
                .name("halted")
                .beginArray();
        symbols.forEach(json::text);
        return json.endArray().endObject().endObject().toString();
    }
}
