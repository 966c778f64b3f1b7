package exchange.api;

import exchange.accounts.LedgerFact;
import exchange.market.EndReason;
import exchange.market.MarketRules;
import exchange.market.OrderType;
import exchange.market.RejectReason;
import exchange.market.Side;
import exchange.readside.AccountPage.OrderName;
import exchange.sequencer.LedgerItem;
import exchange.wire.JsonWriter;

import java.util.Map;
import java.util.Optional;

/**
 * Writes what a book said about an order of an account: the execution reports. Each tells what
 * happened now, and of the order's state what follows from that.
 */
final class ExecutionJson {
    private final JsonWriter json;
    private final Markets markets;

    ExecutionJson(JsonWriter json, Markets markets) {
        this.json = json;
        this.markets = markets;
    }

    void append(LedgerFact.Settled settled, Map<Long, OrderName> orders) {
        LedgerItem line = settled.line();
        Optional<OrderName> name = Optional.ofNullable(orders.get(line.orderId()));
        json.text("type", type(line)).text("order_id", AccountEventJson.order(line.orderId()));
        OrderJson.textOrNull(
                json, "client_order_id", name.map(OrderName::clientOrderId).orElse(""));
        json.text("symbol", settled.symbol())
                .text("side", settled.side().name())
                .time("engine_time", line.time());
        MarketRules rules = markets.rules(settled.symbol());
        switch (line) {
            case LedgerItem.Accepted accepted ->
                json.text("status", "OPEN").flag("resting", accepted.rests());
            case LedgerItem.Refused refused -> {
                json.text("status", "CANCELED");
                reason(refused.reason());
            }
            case LedgerItem.Fill fill -> {
                boolean hasLimit =
                        name.map(OrderName::type).map(OrderType::hasLimit).orElse(true);
                boolean isFilled = fill.leavesLots() == 0 && hasLimit;
                json.text("status", isFilled ? "FILLED" : "PARTIALLY_FILLED");
                fill(fill, settled.side(), rules);
            }
            case LedgerItem.Rested rested -> {}
            case LedgerItem.Triggered triggered -> {}
            case LedgerItem.Decremented less ->
                json.text("quantity", rules.quantityText(less.quantityLots()));
            case LedgerItem.Ended ended -> ended(ended);
            case LedgerItem.Amended amended ->
                json.text("price", rules.priceText(amended.priceTicks()))
                        .text("quantity", rules.quantityText(amended.quantityLots()))
                        .flag("resting", amended.rests());
            case LedgerItem.AmendRefused refused -> reason(refused.reason());
            case LedgerItem.CancelRefused refused -> reason(refused.reason());
            case LedgerItem.MassCanceled canceled -> {}
        }
    }

    private static String type(LedgerItem line) {
        return switch (line) {
            case LedgerItem.Accepted accepted -> "order_accepted";
            case LedgerItem.Refused refused -> "order_rejected";
            case LedgerItem.Fill fill -> "order_filled";
            case LedgerItem.Rested rested -> "order_resting";
            case LedgerItem.Triggered triggered -> "order_triggered";
            case LedgerItem.Decremented decremented -> "order_decremented";
            case LedgerItem.Ended ended -> "order_ended";
            case LedgerItem.Amended amended -> "order_amended";
            case LedgerItem.AmendRefused refused -> "amend_refused";
            case LedgerItem.CancelRefused refused -> "cancel_refused";
            // Each order that it ended has a line of its own.
            case LedgerItem.MassCanceled canceled ->
                throw new IllegalStateException("no account has this among its events: " + line);
        };
    }

    private void fill(LedgerItem.Fill fill, Side side, MarketRules rules) {
        long quote = side == Side.BUY ? fill.used() : fill.received();
        json.number("engine_trade_id", fill.tradeNumber())
                .text("liquidity", fill.maker() ? "maker" : "taker")
                .text("price", rules.priceText(fill.priceTicks()))
                .text("quantity", rules.quantityText(fill.quantityLots()))
                .decimalText("quote_quantity", quote, rules.quote().scale())
                .text("remaining", rules.quantityText(fill.leavesLots()))
                .decimalText("fee", fill.fee(), OrderJson.feeScale(side, rules))
                .text("fee_asset", OrderJson.feeAsset(side, rules));
    }

    private void ended(LedgerItem.Ended ended) {
        boolean isFilled = ended.reason() == EndReason.FILLED;
        json.text("status", isFilled ? "FILLED" : "CANCELED")
                .text("reason", ended.reason().name());
        if (ended.movedTo() != 0) {
            json.text("replaced_by", AccountEventJson.order(ended.movedTo()));
        }
    }

    private void reason(RejectReason reason) {
        json.text("reason", reason.name());
    }

    /** The client's name of an order. */
    static void name(JsonWriter json, OrderName name) {
        OrderJson.textOrNull(json, "client_order_id", name == null ? "" : name.clientOrderId());
    }
}
