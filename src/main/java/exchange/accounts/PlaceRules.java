package exchange.accounts;

import exchange.market.MarketRules;
import exchange.market.RejectReason;
import exchange.market.Side;

import java.util.Optional;

/** What a place must be, seen alone: the market's rules, and terms that make sense together. */
final class PlaceRules {
    private static final int CLIENT_ORDER_ID_LENGTH_MAX = 36;

    private PlaceRules() {}

    /** What is wrong with the place, empty when nothing is. */
    static Optional<LedgerReply.Refused> check(LedgerCommand.Place place, MarketRules rules) {
        if (!isClientOrderId(place.clientOrderId())) {
            return wrong(RejectReason.INVALID_FIELD, "client_order_id");
        }
        if (place.priceTicks() < 0) {
            return wrong(RejectReason.INVALID_PRICE, "price");
        }
        if (place.bestPriceTicks() < 0) {
            return wrong(RejectReason.INVALID_PRICE, "best_price");
        }
        if (place.quantityLots() < 0 || Holds.baseUnits(rules, place.quantityLots()) < 0) {
            return wrong(RejectReason.INVALID_QUANTITY, "quantity");
        }
        if (place.amount() < 0) {
            return wrong(RejectReason.INVALID_QUANTITY, "quote_quantity");
        }
        Optional<LedgerReply.Refused> conditions = ConditionRules.check(place);
        if (conditions.isPresent()) {
            return conditions;
        }
        return switch (place.type()) {
            case LIMIT, STOP_LIMIT, TAKE_PROFIT_LIMIT -> checkLimit(place, rules);
            case STOP, TAKE_PROFIT -> checkStop(place, rules);
            case MARKET -> checkMarket(place, rules);
        };
    }

    /** "" for none, else up to 36 printable characters without spaces. */
    static boolean isClientOrderId(String text) {
        if (text.length() > CLIENT_ORDER_ID_LENGTH_MAX) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) <= ' ' || text.charAt(i) > '~') {
                return false;
            }
        }
        return true;
    }

    private static Optional<LedgerReply.Refused> checkLimit(
            LedgerCommand.Place place, MarketRules rules) {
        if (place.priceTicks() == 0) {
            return wrong(RejectReason.INVALID_PRICE, "price");
        }
        if (place.quantityLots() == 0) {
            return wrong(RejectReason.INVALID_QUANTITY, "quantity");
        }
        if (place.amount() != 0) {
            return wrong(RejectReason.INVALID_FIELD, "quote_quantity");
        }
        if (place.postOnly() && (place.type().isStop() || !place.timeInForce().rests())) {
            return wrong(RejectReason.INVALID_FIELD, "post_only");
        }
        return checkNotional(rules.notional(place.priceTicks(), place.quantityLots()), rules);
    }

    private static Optional<LedgerReply.Refused> checkStop(
            LedgerCommand.Place place, MarketRules rules) {
        if (place.priceTicks() != 0) {
            return wrong(RejectReason.INVALID_PRICE, "price");
        }
        if (place.quantityLots() == 0) {
            return wrong(RejectReason.INVALID_QUANTITY, "quantity");
        }
        if (place.amount() != 0) {
            return wrong(RejectReason.INVALID_FIELD, "quote_quantity");
        }
        if (place.postOnly()) {
            return wrong(RejectReason.INVALID_FIELD, "post_only");
        }
        long stop = Holds.stopTicks(place);
        if (stop == 0 && place.side() == Side.SELL) {
            return Optional.empty();
        }
        return checkNotional(rules.notional(stop, place.quantityLots()), rules);
    }

    private static Optional<LedgerReply.Refused> checkMarket(
            LedgerCommand.Place place, MarketRules rules) {
        if (place.priceTicks() != 0) {
            return wrong(RejectReason.INVALID_PRICE, "price");
        }
        if (place.postOnly()) {
            return wrong(RejectReason.INVALID_FIELD, "post_only");
        }
        if (place.quantityLots() > 0 == place.amount() > 0) {
            return wrong(RejectReason.INVALID_QUANTITY, "quantity");
        }
        if (place.amount() > 0) {
            return checkNotional(place.amount(), rules);
        }
        if (place.bestPriceTicks() == 0) {
            return Optional.empty();
        }
        return checkNotional(rules.notional(place.bestPriceTicks(), place.quantityLots()), rules);
    }

    /** @param notional -1 when it is beyond a long */
    static Optional<LedgerReply.Refused> checkNotional(long notional, MarketRules rules) {
        if (notional < 0 || notional > rules.maxNotional()) {
            return wrong(RejectReason.MAX_NOTIONAL, "quantity");
        }
        if (notional < rules.minNotional()) {
            return wrong(RejectReason.MIN_NOTIONAL, "quantity");
        }
        return Optional.empty();
    }

    static Optional<LedgerReply.Refused> wrong(RejectReason reason, String field) {
        return Optional.of(new LedgerReply.Refused(reason, field));
    }
}
