package exchange.api;

import exchange.accounts.FillView;
import exchange.accounts.LedgerCommand;
import exchange.accounts.LedgerReply;
import exchange.accounts.OrderView;
import exchange.market.MarketRules;
import exchange.market.OrderIds;
import exchange.market.RejectReason;
import exchange.wire.JsonWriter;

import java.util.List;

/** What a ledger's reply is to a client: the status and the JSON of each use case. */
final class OrderAnswers {
    private static final int SIZE_HINT = 1024;

    private OrderAnswers() {}

    static Answer place(LedgerCommand.Place place, LedgerReply reply, Markets markets) {
        if (reply instanceof LedgerReply.OrderResult result) {
            return placed(result, markets);
        }
        if (reply instanceof LedgerReply.Pending) {
            return unknown(place.clientOrderId(), place.notAfter());
        }
        return otherwise(reply, place.clientOrderId(), place.notAfter());
    }

    static Answer amend(LedgerCommand.Amend amend, LedgerReply reply, Markets markets) {
        if (reply instanceof LedgerReply.OrderResult result) {
            return placed(result, markets);
        }
        return otherwise(reply, amend.clientOrderId(), amend.notAfter());
    }

    static Answer replace(LedgerCommand.Replace replace, LedgerReply reply, Markets markets) {
        if (!(reply instanceof LedgerReply.Replaced replaced)) {
            return place(replace.place(), reply, markets);
        }
        JsonWriter json = new JsonWriter(SIZE_HINT).beginObject();
        if (replaced.place() instanceof LedgerReply.Refused refused) {
            Errors.append(json, refused.reason());
            appendCancel(json, replaced.cancel(), markets);
            int status = Errors.status(refused.reason());
            return new Answer(status, json.endObject().toString(), 0);
        }
        LedgerReply.OrderResult result = (LedgerReply.OrderResult) replaced.place();
        appendCancel(json, replaced.cancel(), markets);
        appendPlaced(json, result, markets.rules(result.order().symbol()));
        return Answer.ok(json.endObject().toString()).at(result.order().updatedAt());
    }

    static Answer list(LedgerCommand.PlaceList list, LedgerReply reply, Markets markets) {
        if (!(reply instanceof LedgerReply.ListPlaced placed)) {
            return place(list.above(), reply, markets);
        }
        OrderView first = placed.first();
        MarketRules rules = markets.rules(first.symbol());
        boolean isAbove = first.clientOrderId().equals(list.above().clientOrderId());
        JsonWriter json = new JsonWriter(SIZE_HINT).beginObject();
        json.text("list_id", OrderIds.toUuid(first.conditions().listId()).toString());
        OrderJson.append(json.name("above"), isAbove ? first : placed.second(), rules);
        OrderJson.append(json.name("below"), isAbove ? placed.second() : first, rules);
        if (placed.duplicate()) {
            json.flag("duplicate", true);
        }
        return Answer.ok(json.endObject().toString()).at(first.updatedAt());
    }

    private static void appendCancel(JsonWriter json, LedgerReply cancel, Markets markets) {
        if (cancel instanceof LedgerReply.Canceled canceled) {
            json.text("cancel_result", "CANCELED").name("canceled");
            OrderView order = canceled.order();
            OrderJson.append(json, order, markets.rules(order.symbol()));
        } else {
            boolean refused = cancel instanceof LedgerReply.Refused;
            json.text("cancel_result", refused ? "REFUSED" : "UNKNOWN").nothing("canceled");
        }
    }

    /** @param replies one of each market */
    static Answer massCancel(List<LedgerReply> replies, long deadline) {
        long orders = 0;
        for (LedgerReply reply : replies) {
            if (!(reply instanceof LedgerReply.MassCanceled canceled)) {
                return otherwise(reply, "", deadline);
            }
            orders += canceled.orders();
        }
        return Answer.ok(new JsonWriter()
                .beginObject()
                .text("message", "orders canceled")
                .number("canceled", orders)
                .endObject()
                .toString());
    }

    static Answer cancel(LedgerCommand.Cancel cancel, long deadline, LedgerReply reply) {
        if (reply instanceof LedgerReply.Canceled canceled) {
            return Answer.ok(new JsonWriter()
                            .beginObject()
                            .text("message", "order canceled")
                            .text(
                                    "order_id",
                                    OrderIds.toUuid(canceled.order().orderId()).toString())
                            .endObject()
                            .toString())
                    .at(canceled.order().updatedAt());
        }
        return otherwise(reply, cancel.clientOrderId(), deadline);
    }

    /** An answer to a question about one order. */
    static Answer order(LedgerReply reply, Markets markets) {
        if (reply instanceof LedgerReply.OrderResult result) {
            JsonWriter json = new JsonWriter(SIZE_HINT);
            OrderJson.append(json, result.order(), markets.rules(result.order().symbol()));
            return Answer.ok(json.toString());
        }
        if (reply instanceof LedgerReply.Pending pending) {
            JsonWriter json = new JsonWriter().beginObject().text("status", "PENDING");
            OrderJson.textOrNull(json, "client_order_id", pending.clientOrderId());
            return Answer.accepted(json.endObject().toString());
        }
        return refusal(reply);
    }

    /** The answer to a question that got no answer; nothing is in doubt, so it is asked again. */
    static Answer refusal(LedgerReply reply) {
        return reply instanceof LedgerReply.Unknown
                ? Errors.refused(RejectReason.UNAVAILABLE)
                : otherwise(reply, "", 0);
    }

    private static Answer otherwise(LedgerReply reply, String clientOrderId, long finalAt) {
        if (reply instanceof LedgerReply.Refused refused) {
            return Errors.refused(refused.reason(), refused.field());
        }
        if (reply instanceof LedgerReply.NotFound notFound) {
            return Errors.unknownOrder(notFound.finalAnswer());
        }
        if (reply instanceof LedgerReply.Unknown || reply instanceof LedgerReply.Moved) {
            return unknown(clientOrderId, finalAt);
        }
        throw new IllegalStateException("no answer to an order: " + reply.getClass());
    }

    private static Answer unknown(String clientOrderId, long finalAt) {
        JsonWriter json = new JsonWriter().beginObject().text("status", "UNKNOWN");
        OrderJson.textOrNull(json, "client_order_id", clientOrderId);
        return Answer.accepted(json.time("final_at", finalAt).endObject().toString());
    }

    private static Answer placed(LedgerReply.OrderResult result, Markets markets) {
        JsonWriter json = new JsonWriter(SIZE_HINT).beginObject();
        appendPlaced(json, result, markets.rules(result.order().symbol()));
        return Answer.ok(json.endObject().toString()).at(result.order().updatedAt());
    }

    private static void appendPlaced(
            JsonWriter json, LedgerReply.OrderResult result, MarketRules rules) {
        OrderView order = result.order();
        json.name("trades").beginArray();
        for (FillView fill : result.fills()) {
            TradeJson.append(json, order, fill, rules);
        }
        json.endArray().name("order");
        OrderJson.append(json, order, rules);
        json.flag("order_executed", order.filledLots() > 0);
        if (result.duplicate()) {
            json.flag("duplicate", true);
        }
    }
}
