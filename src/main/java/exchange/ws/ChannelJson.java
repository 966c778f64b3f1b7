package exchange.ws;

import exchange.api.MarketDataJson;
import exchange.api.Markets;
import exchange.market.MarketRules;
import exchange.market.OrderIds;
import exchange.marketdata.MarketUpdate;
import exchange.marketdata.MarketUpdate.Kind;
import exchange.marketdata.Topic;
import exchange.session.ChannelEncoder;
import exchange.wire.JsonWriter;

import java.time.InstantSource;
import java.util.List;
import java.util.Locale;

/** The messages of the channels, as {@code docs/sockets.md} has them. */
final class ChannelJson implements ChannelEncoder {
    private final Markets markets;
    private final InstantSource clock;

    ChannelJson(Markets markets, InstantSource clock) {
        this.markets = markets;
        this.clock = clock;
    }

    @Override
    public String heartbeat(Topic topic, long sequence) {
        return begin(topic, "heartbeat", 64)
                .number("sequence", sequence)
                .time("time", clock.millis())
                .endObject()
                .toString();
    }

    @Override
    public String update(MarketUpdate update) {
        MarketRules rules = markets.rules(update.topic().symbol());
        String type = update.kind() == Kind.CHANGE ? "update" : "snapshot";
        JsonWriter json = begin(update.topic(), type, 512);
        if (update.kind() == Kind.CHANGE && update instanceof MarketUpdate.Numbered numbered) {
            json.number("previous_sequence", numbered.previousSequence());
        }
        json.number("sequence", update.sequence());
        switch (update) {
            case MarketUpdate.Trades trades -> trades(json, trades, rules);
            case MarketUpdate.Depth depth -> depth(json, depth, rules);
            case MarketUpdate.RawDepth raw -> raw(json, raw, rules);
            case MarketUpdate.OrderQueues queues -> queues(json, queues, rules);
            case MarketUpdate.Orders orders -> orders(json, orders, rules);
            case MarketUpdate.OfTicker ticker -> {
                json.time("time", ticker.time());
                MarketDataJson.ticker(json, ticker.ticker(), rules);
            }
            case MarketUpdate.Status status -> {
                json.time("time", status.time());
                MarketDataJson.status(json, status.status(), status.auction(), rules);
            }
            case MarketUpdate.Candles candles ->
                MarketDataJson.candles(json.name("candles"), candles.candles(), rules);
        }
        return json.endObject().toString();
    }

    private static JsonWriter begin(Topic topic, String type, int size) {
        JsonWriter json = new JsonWriter(size)
                .beginObject()
                .text("channel", topic.channel().text())
                .text("symbol", topic.symbol());
        topic.interval().ifPresent(interval -> json.text("interval", interval.text()));
        return json.text("type", type);
    }

    private static void trades(JsonWriter json, MarketUpdate.Trades update, MarketRules rules) {
        json.name("trades");
        MarketDataJson.trades(json, update.trades(), rules);
    }

    private static void depth(JsonWriter json, MarketUpdate.Depth update, MarketRules rules) {
        json.time("time", update.time());
        MarketDataJson.levels(json.name("bids"), update.bids(), rules);
        MarketDataJson.levels(json.name("asks"), update.asks(), rules);
        json.number("checksum", MarketDataJson.checksum(update.top(), rules));
    }

    private static void raw(JsonWriter json, MarketUpdate.RawDepth update, MarketRules rules) {
        json.time("time", update.time()).name("changes").beginArray();
        for (MarketUpdate.LevelChange change : update.changes()) {
            json.beginArray()
                    .number(change.sequence())
                    .text(change.side().name())
                    .text(rules.priceText(change.priceTicks()))
                    .text(rules.quantityText(change.quantityLots()))
                    .endArray();
        }
        json.endArray();
    }

    private static void queues(
            JsonWriter json, MarketUpdate.OrderQueues update, MarketRules rules) {
        json.time("time", update.time());
        queue(json, "bids", update.bids(), rules);
        queue(json, "asks", update.asks(), rules);
    }

    private static void queue(
            JsonWriter json,
            String name,
            List<MarketUpdate.RestingOrder> orders,
            MarketRules rules) {
        json.name(name).beginArray();
        for (MarketUpdate.RestingOrder order : orders) {
            json.beginArray()
                    .text(OrderIds.toUuid(order.orderId()).toString())
                    .text(rules.priceText(order.priceTicks()))
                    .text(rules.quantityText(order.quantityLots()))
                    .endArray();
        }
        json.endArray();
    }

    private static void orders(JsonWriter json, MarketUpdate.Orders update, MarketRules rules) {
        json.time("time", update.time()).name("changes").beginArray();
        for (MarketUpdate.OrderChange change : update.changes()) {
            json.beginObject()
                    .number("sequence", change.sequence())
                    .text("change", change.what().name().toLowerCase(Locale.ROOT))
                    .text("order_id", OrderIds.toUuid(change.orderId()).toString())
                    .text("side", change.side().name())
                    .text("price", rules.priceText(change.priceTicks()))
                    .text("quantity", rules.quantityText(change.quantityLots()));
            if (change.tradeNumber() > 0) {
                json.number("engine_trade_id", change.tradeNumber());
            }
            json.endObject();
        }
        json.endArray();
    }
}
