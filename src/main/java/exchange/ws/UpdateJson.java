package exchange.ws;

import exchange.api.BookJson;
import exchange.market.MarketRules;
import exchange.market.OrderIds;
import exchange.marketdata.BookView;
import exchange.marketdata.MarketNews;
import exchange.session.OrderChange;
import exchange.session.SessionMessage.Show;
import exchange.wire.JsonWriter;

import java.util.List;

/** The messages of the old socket, as its first clients know them. */
final class UpdateJson {
    static final String PONG = "{\"type\":\"pong\"}";

    private static final String BOOK = "book";
    private static final String PRICE = "price";
    private static final int LEVELS = 10;

    private UpdateJson() {}

    static String connected(String userId) {
        return new JsonWriter()
                .beginObject()
                .text("event", "connected")
                .text("message", "connected")
                .text("user_id", userId)
                .endObject()
                .toString();
    }

    static String error(String message) {
        return new JsonWriter()
                .beginObject()
                .text("event", "error")
                .text("message", message)
                .endObject()
                .toString();
    }

    static String orderStatus(OrderChange change, long leavesLots, MarketRules rules) {
        JsonWriter json = new JsonWriter()
                .beginObject()
                .text("event", "order_status")
                .time("timestamp", change.time())
                .name("data")
                .beginObject()
                .text("order_id", OrderIds.toUuid(change.orderId()).toString())
                .text("status", change.status().shown());
        quantity(json, "filled_quantity", change.filledLots(), rules);
        quantity(json, "remaining_quantity", leavesLots, rules);
        return json.endObject().endObject().toString();
    }

    /** What everybody is shown of it: the book, then each change of the price, oldest first. */
    static List<Show> news(MarketNews news, MarketRules rules) {
        Show book = new Show(BOOK, List.of(orderBookUpdate(news.book(), rules)));
        if (news.prices().isEmpty()) {
            return List.of(book);
        }
        List<String> prices = news.prices().stream()
                .map(price -> priceChange(price.priceTicks(), price.time(), rules))
                .toList();
        return List.of(book, new Show(PRICE, prices));
    }

    private static String orderBookUpdate(BookView view, MarketRules rules) {
        String book = BookJson.book(view, rules, LEVELS);
        return new JsonWriter(book.length() + 64)
                .beginObject()
                .text("type", "order_book_update")
                .name("data")
                .raw(book)
                .endObject()
                .toString();
    }

    private static String priceChange(long priceTicks, long time, MarketRules rules) {
        JsonWriter json = new JsonWriter()
                .beginObject()
                .text("event", "price_change")
                .time("timestamp", time)
                .name("data")
                .beginObject();
        json.decimal("price", priceTicks * rules.tickSize(), rules.tickScale());
        return json.time("timestamp", time).endObject().endObject().toString();
    }

    private static void quantity(JsonWriter json, String name, long lots, MarketRules rules) {
        json.decimal(name, lots * rules.lotSize(), rules.lotScale());
    }
}
