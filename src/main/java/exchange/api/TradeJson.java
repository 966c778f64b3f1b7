package exchange.api;

import exchange.accounts.FillView;
import exchange.accounts.OrderView;
import exchange.market.AccountIds;
import exchange.market.MarketRules;
import exchange.market.OrderIds;
import exchange.market.Side;
import exchange.market.TradeIds;
import exchange.readside.FillRow;
import exchange.readside.TradeRow;
import exchange.wire.JsonWriter;

/**
 * Writes a trade as API v1 shows it: always all nine keys. Its owner sees only the own side, unless
 * the own account is on both.
 */
final class TradeJson {
    private TradeJson() {}

    /** A fill of an order, for the order's owner. */
    static void append(JsonWriter json, OrderView order, FillView fill, MarketRules rules) {
        json.beginObject();
        appendOwn(json, order.account(), order.orderId(), order.side(), fill, rules);
        json.endObject();
    }

    /** A fill of an account with what its owner needs to go through all of them. */
    static void append(JsonWriter json, long account, FillRow row, MarketRules rules) {
        FillView fill = row.fill();
        json.beginObject();
        appendOwn(json, account, row.orderId(), row.side(), fill, rules);
        json.number("sequence", row.sequence()).text("symbol", row.symbol());
        json.text("side", row.side().name()).text("liquidity", fill.maker() ? "maker" : "taker");
        OrderJson.textOrNull(json, "client_order_id", row.clientOrderId());
        json.decimal("fee", fill.fee(), OrderJson.feeScale(row.side(), rules));
        json.text("fee_asset", OrderJson.feeAsset(row.side(), rules)).endObject();
    }

    /** A trade with both its sides, for admins. */
    static void append(JsonWriter json, TradeRow trade, MarketRules rules) {
        json.beginObject();
        begin(json, trade.tradeNumber(), trade.priceTicks(), trade.quantityLots(), rules);
        orderId(json, "buy_order_id", trade.buyOrderId());
        orderId(json, "sell_order_id", trade.sellOrderId());
        userId(json, "buy_user_id", trade.buyAccount());
        userId(json, "sell_user_id", trade.sellAccount());
        json.time("ts", trade.time()).endObject();
    }

    private static void appendOwn(
            JsonWriter json,
            long account,
            long orderId,
            Side side,
            FillView fill,
            MarketRules rules) {
        begin(json, fill.tradeNumber(), fill.priceTicks(), fill.quantityLots(), rules);
        long other = fill.otherOrderId();
        long otherAccount = other == 0 ? 0 : account;
        orderId(json, "buy_order_id", side == Side.BUY ? orderId : other);
        orderId(json, "sell_order_id", side == Side.SELL ? orderId : other);
        userId(json, "buy_user_id", side == Side.BUY ? account : otherAccount);
        userId(json, "sell_user_id", side == Side.SELL ? account : otherAccount);
        json.time("ts", fill.time());
    }

    private static void begin(
            JsonWriter json,
            long tradeNumber,
            long priceTicks,
            long quantityLots,
            MarketRules rules) {
        json.text("id", TradeIds.toUuid(rules.symbol(), tradeNumber).toString());
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
