package exchange.book;

import exchange.market.MarketRules;
import exchange.market.MarketState;
import exchange.market.OrderConditions;
import exchange.market.OrderIds;
import exchange.market.RejectReason;
import exchange.market.TimeInForce;
import exchange.matching.Matcher;
import exchange.matching.Order;
import exchange.sequencer.BookItem;

import java.util.Optional;

/** Which places a book does not take, asked before anything of them has happened. */
final class PlaceRefusals {
    private final BookState state;
    private final BreakerLimits limits;
    private final long unsettledMax;
    private final boolean[] busy;

    /** @param unsettledMax lines that a ledger may have not taken before its places are refused */
    PlaceRefusals(BookState state, int partitions, long unsettledMax) {
        this.state = state;
        this.limits = new BreakerLimits(state);
        this.unsettledMax = unsettledMax;
        this.busy = new boolean[partitions];
    }

    /** Why the place is not taken in a batch of that time, empty when it is. */
    Optional<RejectReason> of(BookItem.Place place, long time) {
        return of(place, Order.NONE, time);
    }

    /** @param without a resting order that will be gone by then, or {@link Order#NONE} */
    Optional<RejectReason> of(BookItem.Place place, Order without, long time) {
        Optional<MarketRules> rules = state.rules();
        if (rules.isEmpty()) {
            return Optional.of(RejectReason.UNKNOWN_MARKET);
        }
        if (time > place.notAfter()) {
            return Optional.of(RejectReason.TOO_LATE);
        }
        Order maker = state.book().best(place.side().opposite(), without, time);
        boolean crosses = Matcher.meets(place.side(), place.priceTicks(), maker);
        Optional<RejectReason> closed = MarketGate.refusal(rules.get().state(), place, crosses);
        if (closed.isPresent()) {
            return closed;
        }
        if (isBusy(OrderIds.partition(place.orderId()))) {
            return Optional.of(RejectReason.MARKET_BUSY);
        }
        long expiresAt = place.conditions().expiresAt();
        if (expiresAt != 0 && time >= expiresAt) {
            return Optional.of(RejectReason.TOO_LATE);
        }
        if (place.conditions().hasTooManyParts(place.quantityLots())) {
            return Optional.of(RejectReason.TOO_MANY_PARTS);
        }
        if (place.type().hasLimit() && isOutsideBand(place.priceTicks(), place.unlimited())) {
            return Optional.of(RejectReason.PRICE_OUTSIDE_BAND);
        }
        if (place.type().isStop()) {
            return stopRefusal(place);
        }
        if (!place.type().hasLimit()) {
            return marketRefusal(place);
        }
        Optional<RejectReason> wrong = limitRefusal(place, crosses);
        return wrong.isPresent() ? wrong : fillRefusal(place, without, maker, time);
    }

    /** Why the two orders are not taken; the first one's hold is for both. */
    Optional<RejectReason> of(BookItem.PlaceList list, long time) {
        Optional<RejectReason> first = of(list.first(), time);
        return first.isPresent() ? first : of(list.second().holding(list.first().held()), time);
    }

    private boolean isOutsideBand(long priceTicks, boolean unlimited) {
        return !unlimited
                && !state.definedRules().limits().allows(priceTicks, state.lastPriceTicks());
    }

    private Optional<RejectReason> stopRefusal(BookItem.Place place) {
        boolean rising = place.type().triggersUpwards(place.side());
        long stop = stopTicks(place.conditions(), rising);
        if (stop == 0 && place.conditions().isTrailing()) {
            return Optional.of(RejectReason.NO_LAST_PRICE);
        }
        if (stop <= 0) {
            return Optional.of(RejectReason.INVALID_STOP_PRICE);
        }
        if (place.type().hasLimit() ? place.priceTicks() <= 0 : place.priceTicks() != 0) {
            return Optional.of(RejectReason.INVALID_PRICE);
        }
        if (place.quantityLots() <= 0) {
            return Optional.of(RejectReason.INVALID_QUANTITY);
        }
        long price = place.type().hasLimit() ? place.priceTicks() : stop;
        if (isBeyondHold(place, price)) {
            return Optional.of(RejectReason.HOLD_TOO_SMALL);
        }
        if (place.conditions().isTrailing()) {
            return Optional.empty();
        }
        long last = state.lastPriceTicks();
        boolean reached = rising ? last >= stop : last <= stop;
        return last != 0 && reached
                ? Optional.of(RejectReason.STOP_WOULD_TRIGGER)
                : Optional.empty();
    }

    /** Of a trailing stop the worst it can be, 0 when there is no price to follow. */
    private long stopTicks(OrderConditions conditions, boolean rising) {
        long asked = conditions.stopPriceTicks();
        if (!conditions.isTrailing()) {
            return asked;
        }
        long from = asked == 0 ? state.lastPriceTicks() : asked;
        return from == 0 ? 0 : conditions.stopBehind(from, rising);
    }

    private boolean isBeyondHold(BookItem.Place place, long priceTicks) {
        long need = state.units().need(place.side(), priceTicks, place.quantityLots());
        return need < 0 || need > place.held();
    }

    private Optional<RejectReason> limitRefusal(BookItem.Place place, boolean crosses) {
        if (place.priceTicks() <= 0) {
            return Optional.of(RejectReason.INVALID_PRICE);
        }
        if (place.quantityLots() <= 0) {
            return Optional.of(RejectReason.INVALID_QUANTITY);
        }
        if (isBeyondHold(place, place.priceTicks())) {
            return Optional.of(RejectReason.HOLD_TOO_SMALL);
        }
        boolean matches = state.definedRules().state().matches();
        return place.postOnly() && matches && crosses
                ? Optional.of(RejectReason.POST_ONLY_WOULD_TRADE)
                : Optional.empty();
    }

    private Optional<RejectReason> fillRefusal(
            BookItem.Place place, Order without, Order maker, long time) {
        if (place.timeInForce() != TimeInForce.FOK) {
            return Optional.empty();
        }
        boolean fillable = state.matcher()
                .isFillable(
                        place.side(),
                        limits.within(place.side(), place.priceTicks(), maker, time),
                        place.quantityLots(),
                        place.account(),
                        place.selfTradePrevention(),
                        without,
                        time);
        return fillable ? Optional.empty() : Optional.of(RejectReason.FOK_NOT_FILLABLE);
    }

    private static Optional<RejectReason> marketRefusal(BookItem.Place place) {
        boolean byQuantity = place.quantityLots() > 0 && place.amount() == 0;
        boolean byAmount = place.quantityLots() == 0 && place.amount() > 0;
        if (!byQuantity && !byAmount) {
            return Optional.of(RejectReason.INVALID_QUANTITY);
        }
        return place.held() < 0 ? Optional.of(RejectReason.HOLD_TOO_SMALL) : Optional.empty();
    }

    /** A ledger that does not take its lines gets no more until half of them are gone. */
    private boolean isBusy(int partition) {
        long unsettled = state.links().to(partition).unacknowledged();
        busy[partition] =
                busy[partition] ? unsettled >= unsettledMax / 2 : unsettled > unsettledMax;
        return busy[partition];
    }

    /** Why the order is not amended in a batch of that time, empty when it is. */
    Optional<RejectReason> of(Order order, BookItem.Amend amend, long time) {
        if (!order.exists() || order.account() != amend.account()) {
            return Optional.of(RejectReason.UNKNOWN_ORDER);
        }
        if (time > amend.notAfter()) {
            return Optional.of(RejectReason.TOO_LATE);
        }
        boolean isListed =
                order.otherId() != 0 && state.book().find(order.otherId()).exists();
        if (order.isWaiting() || isListed) {
            return Optional.of(RejectReason.NOT_AMENDABLE);
        }
        if (amend.priceTicks() <= 0) {
            return Optional.of(RejectReason.INVALID_PRICE);
        }
        long leaves = amend.quantityLots() - order.filledLots();
        if (leaves <= 0) {
            return Optional.of(RejectReason.QUANTITY_FILLED);
        }
        if (order.conditions().hasTooManyParts(amend.quantityLots())) {
            return Optional.of(RejectReason.TOO_MANY_PARTS);
        }
        long need = state.units().need(order.side(), amend.priceTicks(), leaves);
        if (need < 0 || need > order.held() + amend.added()) {
            return Optional.of(RejectReason.HOLD_TOO_SMALL);
        }
        return keepsPlace(order, amend) ? Optional.empty() : moveRefusal(order, amend);
    }

    /** Only a smaller quantity keeps the place. */
    static boolean keepsPlace(Order order, BookItem.Amend amend) {
        return amend.priceTicks() == order.priceTicks()
                && amend.quantityLots() <= order.quantityLots();
    }

    private Optional<RejectReason> moveRefusal(Order order, BookItem.Amend amend) {
        MarketState market = state.definedRules().state();
        boolean crosses = state.matcher().crosses(order.side(), amend.priceTicks());
        Optional<RejectReason> closed = MarketGate.refusal(market, true, crosses);
        if (closed.isPresent()) {
            return closed;
        }
        if (isBusy(OrderIds.partition(order.id()))) {
            return Optional.of(RejectReason.MARKET_BUSY);
        }
        if (amend.priceTicks() != order.priceTicks()
                && isOutsideBand(amend.priceTicks(), amend.unlimited())) {
            return Optional.of(RejectReason.PRICE_OUTSIDE_BAND);
        }
        return order.isPostOnly() && market.matches() && crosses
                ? Optional.of(RejectReason.POST_ONLY_WOULD_TRADE)
                : Optional.empty();
    }
}
