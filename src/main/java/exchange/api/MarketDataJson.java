package exchange.api;

import exchange.market.MarketRules;
import exchange.market.MarketStatus;
import exchange.marketdata.AuctionView;
import exchange.marketdata.BookView;
import exchange.marketdata.Candle;
import exchange.marketdata.PublicTrade;
import exchange.marketdata.Ticker;
import exchange.matching.DepthLevel;
import exchange.wire.JsonWriter;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;

/** Public data of a market as routes and channels show it; all amounts are decimal strings. */
public final class MarketDataJson {
    /** Levels of a side that a checksum is made of. */
    private static final int CHECKSUM_LEVELS = 10;

    private MarketDataJson() {}

    /** {@code [[price, quantity], …]}. */
    public static void levels(JsonWriter json, List<DepthLevel> levels, MarketRules rules) {
        json.beginArray();
        for (DepthLevel level : levels) {
            json.beginArray()
                    .text(rules.priceText(level.priceTicks()))
                    .text(rules.quantityText(level.quantityLots()))
                    .endArray();
        }
        json.endArray();
    }

    /**
     * CRC-32 of the best ten levels: bid price, bid quantity, ask price, ask quantity of the first,
     * then of the second… as they are written here, with colons between and what is missing left
     * out.
     */
    public static long checksum(BookView book, MarketRules rules) {
        StringBuilder text = new StringBuilder(512);
        for (int i = 0; i < CHECKSUM_LEVELS; i++) {
            append(text, book.bids(), i, rules);
            append(text, book.asks(), i, rules);
        }
        CRC32 crc = new CRC32();
        crc.update(text.toString().getBytes(StandardCharsets.US_ASCII));
        return crc.getValue();
    }

    private static void append(
            StringBuilder text, List<DepthLevel> side, int at, MarketRules rules) {
        if (at < side.size()) {
            DepthLevel level = side.get(at);
            text.append(text.isEmpty() ? "" : ":")
                    .append(rules.priceText(level.priceTicks()))
                    .append(':')
                    .append(rules.quantityText(level.quantityLots()));
        }
    }

    static String depth(BookView book, MarketRules rules) {
        JsonWriter json = new JsonWriter(128 + 64 * book.bids().size())
                .beginObject()
                .text("symbol", book.symbol())
                .number("sequence", book.sequence())
                .time("time", book.time());
        levels(json.name("bids"), book.bids(), rules);
        levels(json.name("asks"), book.asks(), rules);
        return json.number("checksum", checksum(book, rules)).endObject().toString();
    }

    public static void trades(JsonWriter json, List<PublicTrade> trades, MarketRules rules) {
        json.beginArray();
        for (PublicTrade trade : trades) {
            json.beginObject()
                    .number("engine_trade_id", trade.number())
                    .text("price", rules.priceText(trade.priceTicks()))
                    .text("quantity", rules.quantityText(trade.quantityLots()))
                    .text("side", trade.takerSide().name())
                    .time("time", trade.time())
                    .endObject();
        }
        json.endArray();
    }

    /** The fields of a ticker, into an object that was begun. */
    public static void ticker(JsonWriter json, Ticker ticker, MarketRules rules) {
        price(json, "best_bid", ticker.bidTicks(), rules);
        quantity(json, "best_bid_quantity", ticker.bidLots(), rules);
        price(json, "best_ask", ticker.askTicks(), rules);
        quantity(json, "best_ask_quantity", ticker.askLots(), rules);
        price(json, "last_price", ticker.lastPriceTicks(), rules);
        Optional<Candle> day = ticker.day();
        price(json, "open_24h", day.map(Candle::open).orElse(0L), rules);
        price(json, "high_24h", day.map(Candle::high).orElse(0L), rules);
        price(json, "low_24h", day.map(Candle::low).orElse(0L), rules);
        json.text("volume_24h", volume(day.map(Candle::lots).orElse(BigInteger.ZERO), rules))
                .text(
                        "quote_volume_24h",
                        quoteVolume(day.map(Candle::tickLots).orElse(BigInteger.ZERO), rules))
                .number("trades_24h", day.map(Candle::trades).orElse(0L));
    }

    private static void price(JsonWriter json, String name, long ticks, MarketRules rules) {
        if (ticks == 0) {
            json.nothing(name);
        } else {
            json.text(name, rules.priceText(ticks));
        }
    }

    private static void quantity(JsonWriter json, String name, long lots, MarketRules rules) {
        if (lots == 0) {
            json.nothing(name);
        } else {
            json.text(name, rules.quantityText(lots));
        }
    }

    /** The fields of a status, into an object that was begun. */
    public static void status(
            JsonWriter json,
            MarketStatus status,
            Optional<AuctionView> auction,
            MarketRules rules) {
        json.text("status", status.state().name())
                .text("status_reason", status.reason())
                .time("status_since", status.since());
        if (status.endsAt() == 0) {
            json.nothing("status_ends_at");
        } else {
            json.time("status_ends_at", status.endsAt());
        }
        auction.ifPresent(view -> BookJson.auction(json, view, rules));
    }

    public static void candles(JsonWriter json, List<Candle> candles, MarketRules rules) {
        json.beginArray();
        for (Candle candle : candles) {
            json.beginObject()
                    .time("start", candle.start())
                    .text("open", rules.priceText(candle.open()))
                    .text("high", rules.priceText(candle.high()))
                    .text("low", rules.priceText(candle.low()))
                    .text("close", rules.priceText(candle.close()))
                    .text("volume", volume(candle.lots(), rules))
                    .text("quote_volume", quoteVolume(candle.tickLots(), rules))
                    .number("trades", candle.trades())
                    .endObject();
        }
        json.endArray();
    }

    static String volume(BigInteger lots, MarketRules rules) {
        return text(lots.multiply(BigInteger.valueOf(rules.lotSize())), rules.lotScale());
    }

    static String quoteVolume(BigInteger tickLots, MarketRules rules) {
        BigInteger perTickLot =
                BigInteger.valueOf(rules.tickSize()).multiply(BigInteger.valueOf(rules.lotSize()));
        return text(tickLots.multiply(perTickLot), rules.tickScale() + rules.lotScale());
    }

    private static String text(BigInteger unscaled, int scale) {
        return unscaled.signum() == 0
                ? "0"
                : new BigDecimal(unscaled, scale).stripTrailingZeros().toPlainString();
    }
}
