package exchange.api;

import exchange.accounts.FillView;
import exchange.accounts.OrderView;
import exchange.market.AccountIds;
import exchange.market.MarketRules;
import exchange.market.OrderIds;
import exchange.market.Side;
import exchange.market.TradeIds;
import exchange.wire.JsonWriter;

/**
 * Writes a trade as API v1 shows it: always all nine keys. Its owner sees only the own side, unless
 * the own account is on both.
 */
public final class TradeJson {
    private TradeJson() {}

    /** A fill of an order, for the order's owner. */
    public static void append(
            JsonWriter json, OrderView order, FillView fill, MarketRules rules) {
        json.beginObject();
        Side side = order.side();
        begin(json, order.symbol(), fill.tradeNumber(), fill.priceTicks(), fill.quantityLots(), rules);
        long other = fill.otherOrderId();
        orderId(json, "buy_order_id", side == Side.BUY ? order.orderId() : other);
        orderId(json, "sell_order_id", side == Side.SELL ? order.orderId() : other);
        long otherAccount = other == 0 ? 0 : order.account();
        userId(json, "buy_user_id", side == Side.BUY ? order.account() : otherAccount);
        userId(json, "sell_user_id", side == Side.SELL ? order.account() : otherAccount);
        json.time("ts", fill.time()).endObject();
    }

    private static void begin(
            JsonWriter json,
            String symbol,
            long tradeNumber,
            long priceTicks,
            long quantityLots,
            MarketRules rules) {
        json.text("id", TradeIds.toUuid(symbol, tradeNumber).toString());
        json.number("engine_trade_id", tradeNumber);
        OrderJson.price(json, "price", priceTicks, rules);
        OrderJson.quantity(json, "quantity", quantityLots, rules);
    }

    private static void orderId(JsonWriter json, String name, long orderId) {
        OrderJson.textOrNull(
                json, name, orderId == 0 ? "" : OrderIds.toUuid(orderId).toString());
    }

    private static void userId(JsonWriter json, String name, long account) {
        OrderJson.textOrNull(
                json, name, account == 0 ? "" : AccountIds.toUuid(account).toString());
    }
}
