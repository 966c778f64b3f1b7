package exchange.api;

import exchange.market.MarketRules;
import exchange.market.MarketState;
import exchange.market.Side;
import exchange.marketdata.AuctionView;
import exchange.marketdata.BookView;
import exchange.matching.DepthLevel;
import exchange.wire.JsonWriter;

import java.util.List;

/** Writes a book as API v1 shows it, for routes and for the old socket. */
public final class BookJson {
    private BookJson() {}

    /**
     * {@code {bids, asks, last_trade_price}}.
     *
     * @param depth at most so many levels of each side
     */
    public static String book(BookView book, MarketRules rules, int depth) {
        JsonWriter json = new JsonWriter(128 + 96 * Math.min(depth, book.bids().size()));
        json.beginObject();
        levels(json, "bids", book.bids(), rules, depth);
        levels(json, "asks", book.asks(), rules, depth);
        priceOrNull(json, "last_trade_price", book.lastPriceTicks(), rules);
        return json.endObject().toString();
    }

    static String stats(BookView book, MarketRules rules) {
        long bid = book.bestBidTicks();
        long ask = book.bestAskTicks();
        JsonWriter json = new JsonWriter().beginObject();
        priceOrNull(json, "best_bid", bid, rules);
        priceOrNull(json, "best_ask", ask, rules);
        priceOrNull(json, "spread", bid == 0 || ask == 0 ? 0 : ask - bid, rules);
        priceOrNull(json, "last_trade_price", book.lastPriceTicks(), rules);
        if (book.state() == MarketState.AUCTION) {
            auction(json, book.auction(), rules);
        }
        return json.endObject().toString();
    }

    static void auction(JsonWriter json, AuctionView auction, MarketRules rules) {
        long surplus = auction.surplusLots();
        json.name("auction").beginObject();
        if (auction.priceTicks() == 0) {
            json.nothing("indicative_price");
        } else {
            json.text("indicative_price", rules.priceText(auction.priceTicks()));
        }
        json.text("indicative_quantity", rules.quantityText(auction.volumeLots()))
                .text("surplus", rules.quantityText(Math.abs(surplus)));
        if (surplus == 0) {
            json.nothing("surplus_side");
        } else {
            json.text("surplus_side", (surplus > 0 ? Side.BUY : Side.SELL).name());
        }
        json.endObject();
    }

    private static void levels(
            JsonWriter json, String side, List<DepthLevel> levels, MarketRules rules, int depth) {
        json.name(side).beginArray();
        for (DepthLevel level : levels.subList(0, Math.min(depth, levels.size()))) {
            json.beginObject();
            OrderJson.price(json, "price", level.priceTicks(), rules);
            OrderJson.quantity(json, "total_qty", level.quantityLots(), rules);
            json.endObject();
        }
        json.endArray();
    }

    private static void priceOrNull(JsonWriter json, String name, long ticks, MarketRules rules) {
        if (ticks == 0) {
            json.nothing(name);
        } else {
            OrderJson.price(json, name, ticks, rules);
        }
    }
}
