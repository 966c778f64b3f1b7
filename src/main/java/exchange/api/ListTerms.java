package exchange.api;

import exchange.accounts.LedgerCommand;
import exchange.market.OrderType;
import exchange.market.Side;
import exchange.wire.FieldError;
import exchange.wire.InvalidFields;

import java.util.ArrayList;
import java.util.List;

/**
 * What two orders of which one cancels the other must be to each other; each alone is right. Says
 * which of their fields is wrong, which the ledger, that has the last word, does not know.
 */
final class ListTerms {
    private final LedgerCommand.Place above;
    private final LedgerCommand.Place below;
    private final List<FieldError> errors = new ArrayList<>();

    ListTerms(LedgerCommand.PlaceList list) {
        above = list.above();
        below = list.below();
    }

    /** @throws InvalidFields with every mistake found */
    void check() {
        require(above.symbol().equals(below.symbol()), "symbol", "must be that of above");
        require(above.side() == below.side(), "side", "must be that of above");
        require(above.quantityLots() == below.quantityLots(), "quantity", "must be that of above");
        require(
                !above.clientOrderId().equals(below.clientOrderId()),
                "client_order_id",
                "must not be that of above");
        checkKind("above", above, Side.SELL, true);
        checkKind("below", below, Side.BUY, false);
        if (errors.isEmpty() && waitsAt(above) <= waitsAt(below)) {
            reject("above", priceOf(above), "must be higher than that of below");
        }
        if (!errors.isEmpty()) {
            throw new InvalidFields(errors);
        }
    }

    private void checkKind(String name, LedgerCommand.Place place, Side ofLimit, boolean rising) {
        if (place.conditions().isTrailing()) {
            reject(name, "order_type", "must be no trailing stop");
        } else if (place.type().isStop()) {
            if (place.type().triggersUpwards(place.side()) != rising) {
                reject(
                        name,
                        "order_type",
                        "must be a stop that a " + (rising ? "rising" : "falling")
                                + " price triggers");
            }
        } else if (place.type() != OrderType.LIMIT || place.side() != ofLimit) {
            reject(
                    name,
                    "order_type",
                    "must be LIMIT to " + ofLimit + ", or a stop that a "
                            + (rising ? "rising" : "falling") + " price triggers");
        } else if (!place.timeInForce().rests()) {
            reject(name, "time_in_force", "must be GTC, GTD or DAY");
        }
    }

    private static long waitsAt(LedgerCommand.Place place) {
        return place.type().isStop() ? place.conditions().stopPriceTicks() : place.priceTicks();
    }

    private static String priceOf(LedgerCommand.Place place) {
        return place.type().isStop() ? "stop_price" : "price";
    }

    private void require(boolean isRight, String field, String message) {
        if (!isRight) {
            reject("below", field, message);
        }
    }

    private void reject(String order, String field, String message) {
        errors.add(new FieldError(
                List.of("body", order, field),
                FieldError.INVALID_FIELD,
                "invalid_field",
                field + " of " + order + " " + message));
    }
}
