package exchange.api;

import exchange.accounts.FeeFact;
import exchange.accounts.FeeOverride;
import exchange.accounts.FundsTerms;
import exchange.accounts.LedgerFact;
import exchange.accounts.LedgerReply;
import exchange.accounts.MoneyFact;
import exchange.accounts.OrderView;
import exchange.accounts.TimerFact;
import exchange.accounts.TransferFact;
import exchange.market.AccountIds;
import exchange.market.FundsRequestIds;
import exchange.market.FundsRequestKind;
import exchange.market.MarketRules;
import exchange.market.OrderIds;
import exchange.market.TransferIds;
import exchange.readside.AccountEvent;
import exchange.readside.AccountPage.OrderName;
import exchange.readside.Posting;
import exchange.wire.JsonWriter;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Writes what happened to an account, as {@code docs/sockets.md} has it. An event is written from
 * its fact and the order's name alone, so it is the same however and whenever it is told. All
 * amounts are decimal strings.
 */
public final class AccountEventJson {
    private static final int RATE_SCALE = 6;

    private final Markets markets;
    private final Map<Long, OrderName> orders;
    private final JsonWriter json;

    private AccountEventJson(JsonWriter json, Map<Long, OrderName> orders, Markets markets) {
        this.json = json;
        this.orders = orders;
        this.markets = markets;
    }

    /**
     * Writes events as an array.
     *
     * @param orders the names of the orders that they are about
     */
    public static void append(
            JsonWriter json,
            List<AccountEvent> events,
            Map<Long, OrderName> orders,
            Markets markets) {
        AccountEventJson writer = new AccountEventJson(json.beginArray(), orders, markets);
        events.forEach(writer::append);
        json.endArray();
    }

    /** Adds balances and open orders to an object that was begun, all amounts as strings. */
    public static void append(JsonWriter json, LedgerReply.AccountState state, Markets markets) {
        json.decimalsAsText().name("balances").beginArray();
        state.balances().forEach(balance -> {
            int scale = markets.scale(balance.asset());
            json.beginObject()
                    .text("asset", balance.asset())
                    .decimalText("available", balance.available(), scale)
                    .decimalText("held", balance.held(), scale)
                    .endObject();
        });
        json.endArray().name("orders").beginArray();
        for (OrderView order : state.orders()) {
            OrderJson.append(json, order, markets.rules(order.symbol()));
        }
        json.endArray();
    }

    private void append(AccountEvent event) {
        json.beginObject().number("sequence", event.sequence()).time("time", event.time());
        switch (event.fact()) {
            case LedgerFact.OrderHeld held -> placed(held, 0);
            case LedgerFact.ReplaceHeld replace -> placed(replace.order(), replace.replacedId());
            case LedgerFact.AmendSent sent -> amending(sent);
            case LedgerFact.Settled settled ->
                new ExecutionJson(json, markets).append(settled, orders);
            case LedgerFact.Deposited deposited ->
                type("deposit").text("reference", deposited.reference());
            case TransferFact transfer -> transfer(transfer);
            case FeeFact fee -> fee(fee);
            case MoneyFact decided -> decided(decided);
            case TimerFact.CancelTimerReached reached ->
                type("cancel_timer_reached").text("timer", CancelTimers.shown(reached.timer()));
            case TimerFact.CancelTimerSet fact -> throw nobodys(fact);
            case LedgerFact.SelfTradePreventionSet set ->
                type("self_trade_prevention_set")
                        .text("self_trade_prevention", set.selfTradePrevention().name());
            case LedgerFact.TierSet set ->
                type("tier_set").text("tier", set.tier().text());
            case LedgerFact.AssetDefined fact -> throw nobodys(fact);
            case LedgerFact.MarketKnown fact -> throw nobodys(fact);
            case LedgerFact.CancelSent fact -> throw nobodys(fact);
            case LedgerFact.MassCancelSent fact -> throw nobodys(fact);
            case LedgerFact.TombstoneSet fact -> throw nobodys(fact);
        }
        changes(event);
        json.endObject();
    }

    private static IllegalStateException nobodys(LedgerFact fact) {
        return new IllegalStateException("no account has this among its events: " + fact);
    }

    private JsonWriter type(String type) {
        return json.text("type", type);
    }

    private void placed(LedgerFact.OrderHeld held, long replacedId) {
        MarketRules rules = markets.rules(held.symbol());
        type("order_placed").text("order_id", order(held.orderId()));
        OrderJson.textOrNull(json, "client_order_id", held.clientOrderId());
        json.text("symbol", held.symbol())
                .text("side", held.side().name())
                .text("order_type", held.type().name())
                .text("time_in_force", held.timeInForce().name())
                .flag("post_only", held.postOnly());
        if (held.priceTicks() != 0) {
            json.text("price", rules.priceText(held.priceTicks()));
        }
        if (held.quantityLots() != 0) {
            json.text("quantity", rules.quantityText(held.quantityLots()));
        }
        if (held.amount() != 0) {
            json.decimalText("quote_quantity", held.amount(), rules.quote().scale());
        }
        conditions(held, rules);
        if (replacedId != 0) {
            json.text("replaces", order(replacedId));
        }
    }

    private void conditions(LedgerFact.OrderHeld held, MarketRules rules) {
        var conditions = held.conditions();
        if (conditions.stopPriceTicks() != 0) {
            json.text("stop_price", rules.priceText(conditions.stopPriceTicks()));
        }
        if (conditions.displayLots() != 0) {
            json.text("display_quantity", rules.quantityText(conditions.displayLots()));
        }
        if (conditions.trailTicks() != 0) {
            json.text("trailing_offset", rules.priceText(conditions.trailTicks()));
        }
        if (conditions.trailBasisPoints() != 0) {
            json.number("trailing_basis_points", conditions.trailBasisPoints());
        }
        if (conditions.expiresAt() != 0) {
            json.time("expires_at", conditions.expiresAt());
        }
        if (conditions.listId() != 0) {
            json.text("list_id", order(conditions.listId()));
        }
    }

    private void amending(LedgerFact.AmendSent sent) {
        MarketRules rules = markets.rules(sent.symbol());
        type("order_amending").text("order_id", order(sent.orderId()));
        ExecutionJson.name(json, orders.get(sent.orderId()));
        json.text("symbol", sent.symbol())
                .text("side", sent.side().name())
                .text("price", rules.priceText(sent.priceTicks()))
                .text("quantity", rules.quantityText(sent.quantityLots()));
    }

    private void transfer(TransferFact fact) {
        switch (fact) {
            case TransferFact.TransferSent sent -> {
                type("transfer_sent").text("transfer_id", transferId(sent.transferId()));
                json.text("to_user_id", AccountIds.toUuid(sent.to()).toString())
                        .text("reference", sent.reference())
                        .text("note", sent.note());
            }
            case TransferFact.TransferReceived received -> {
                type("transfer_received").text("transfer_id", transferId(received.transferId()));
                json.text("from_user_id", AccountIds.toUuid(received.from()).toString())
                        .text("reference", received.reference())
                        .text("note", received.note());
            }
            case TransferFact.TransferCompleted completed ->
                type("transfer_completed").text("transfer_id", transferId(completed.transferId()));
            case TransferFact.TransferReturned returned ->
                type("transfer_returned")
                        .text("transfer_id", transferId(returned.transferId()))
                        .text("reason", returned.reason().name());
            case TransferFact.TransferRefused refused -> throw nobodys(refused);
            case TransferFact.LedgersMet met -> throw nobodys(met);
        }
    }

    private void fee(FeeFact fact) {
        switch (fact) {
            case FeeFact.FeeLevelSet set ->
                type("fee_level_set").number("level", set.level().number());
            case FeeFact.FeesOverridden given -> {
                FeeOverride override = given.override();
                type("fees_overridden");
                OrderJson.textOrNull(json, "symbol", override.symbol());
                json.decimalText("maker_fee", override.makerFee(), RATE_SCALE)
                        .decimalText("taker_fee", override.takerFee(), RATE_SCALE);
                if (override.expiresAt() == 0) {
                    json.nothing("expires_at");
                } else {
                    json.time("expires_at", override.expiresAt());
                }
            }
            case FeeFact.FeeOverrideEnded ended -> {
                type("fee_override_ended");
                OrderJson.textOrNull(json, "symbol", ended.symbol());
            }
        }
    }

    /** What admins say to each other about an adjustment is not told to whom it is about. */
    private void decided(MoneyFact fact) {
        switch (fact) {
            case MoneyFact.FundsRequested requested -> {
                FundsTerms terms = requested.terms();
                request("requested", terms);
                if (terms.kind() == FundsRequestKind.WITHDRAWAL) {
                    json.text("address", terms.details());
                }
            }
            case MoneyFact.FundsDecided ended -> {
                request(ended.status().name().toLowerCase(Locale.ROOT), ended.terms());
                boolean isTold = ended.terms().kind() == FundsRequestKind.WITHDRAWAL;
                if (isTold && !ended.reason().isEmpty()) {
                    json.text("reason", ended.reason());
                }
            }
            case MoneyFact.AccountReset reset ->
                type("account_reset").text("reference", reset.reference());
            case MoneyFact.FreezeSet set -> type("freeze_set").flag("frozen", set.frozen());
        }
    }

    private void request(String what, FundsTerms terms) {
        String kind = FundsRequestJson.name(terms.kind());
        type(kind + "_" + what)
                .text(kind + "_id", FundsRequestIds.toUuid(terms.requestId()).toString())
                .text("reference", terms.reference());
    }

    /** What the event did to the balances: its postings, summed up for each asset. */
    private void changes(AccountEvent event) {
        Map<String, long[]> byAsset = new LinkedHashMap<>();
        for (Posting posting : Posting.of(event, markets::rules)) {
            long[] sums = byAsset.computeIfAbsent(posting.asset(), asset -> new long[2]);
            sums[0] += posting.available();
            sums[1] += posting.held();
        }
        json.name("changes").beginArray();
        byAsset.forEach((asset, sums) -> {
            int scale = markets.scale(asset);
            json.beginObject()
                    .text("asset", asset)
                    .decimalText("available", sums[0], scale)
                    .decimalText("held", sums[1], scale)
                    .endObject();
        });
        json.endArray();
    }

    static String order(long orderId) {
        return OrderIds.toUuid(orderId).toString();
    }

    private static String transferId(long transferId) {
        return TransferIds.toUuid(transferId).toString();
    }
}
