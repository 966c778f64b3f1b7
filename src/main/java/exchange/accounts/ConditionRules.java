package exchange.accounts;

import exchange.market.OrderConditions;
import exchange.market.OrderType;
import exchange.market.RejectReason;
import exchange.market.Side;
import exchange.market.TimeInForce;

import java.util.Optional;

/** Which conditions an order may have: those that its type and lifetime are about, no others. */
final class ConditionRules {
    private ConditionRules() {}

    static Optional<LedgerReply.Refused> check(LedgerCommand.Place place) {
        OrderConditions conditions = place.conditions();
        if (conditions.isTrailing()) {
            Optional<LedgerReply.Refused> wrong = checkTrail(place, conditions);
            if (wrong.isPresent()) {
                return wrong;
            }
        } else if (place.type().isStop()
                ? conditions.stopPriceTicks() <= 0
                : conditions.stopPriceTicks() != 0) {
            return PlaceRules.wrong(RejectReason.INVALID_STOP_PRICE, "stop_price");
        }
        if (place.type().isStop()
                && !place.type().hasLimit()
                && !place.timeInForce().rests()) {
            return PlaceRules.wrong(RejectReason.INVALID_FIELD, "time_in_force");
        }
        boolean endsAtATime = place.timeInForce() == TimeInForce.GTD;
        if (endsAtATime ? conditions.expiresAt() <= 0 : conditions.expiresAt() != 0) {
            return PlaceRules.wrong(RejectReason.INVALID_FIELD, "expires_at");
        }
        if (place.type() == OrderType.MARKET
                && (endsAtATime || place.timeInForce() == TimeInForce.DAY)) {
            return PlaceRules.wrong(RejectReason.INVALID_FIELD, "time_in_force");
        }
        return checkDisplay(place, conditions.displayLots());
    }

    private static Optional<LedgerReply.Refused> checkTrail(
            LedgerCommand.Place place, OrderConditions conditions) {
        boolean stops = place.type() == OrderType.STOP || place.type() == OrderType.STOP_LIMIT;
        boolean one = (conditions.trailTicks() == 0) != (conditions.trailBasisPoints() == 0);
        if (!stops
                || !one
                || conditions.trailTicks() < 0
                || conditions.trailBasisPoints() < 0
                || conditions.trailBasisPoints() > OrderConditions.TRAIL_BASIS_POINTS_MAX) {
            return PlaceRules.wrong(RejectReason.INVALID_FIELD, "trailing_offset");
        }
        if (conditions.stopPriceTicks() < 0) {
            return PlaceRules.wrong(RejectReason.INVALID_STOP_PRICE, "stop_price");
        }
        boolean unknown = place.side() == Side.BUY
                && place.type() == OrderType.STOP
                && Holds.stopTicks(place) == 0;
        return unknown ? PlaceRules.wrong(RejectReason.NO_LAST_PRICE, "") : Optional.empty();
    }

    private static Optional<LedgerReply.Refused> checkDisplay(
            LedgerCommand.Place place, long displayLots) {
        if (displayLots == 0) {
            return Optional.empty();
        }
        boolean mayRest = place.type().hasLimit() && place.timeInForce().rests();
        if (!mayRest || displayLots < 0 || displayLots >= place.quantityLots()) {
            return PlaceRules.wrong(RejectReason.INVALID_DISPLAY_QUANTITY, "display_quantity");
        }
        return checkParts(place.quantityLots(), place.conditions());
    }

    static Optional<LedgerReply.Refused> checkParts(long quantityLots, OrderConditions conditions) {
        return conditions.hasTooManyParts(quantityLots)
                ? PlaceRules.wrong(RejectReason.TOO_MANY_PARTS, "display_quantity")
                : Optional.empty();
    }
}
