package exchange.accounts;

import exchange.market.OrderType;
import exchange.market.RejectReason;
import exchange.market.Side;
import exchange.sequencer.Batch;

import java.util.Optional;

/**
 * Decides two orders of which one cancels the other. The first has the hold for both: a LIMIT order
 * if there is one. The list has a number of its own, those of its orders follow it.
 */
final class ListDecisions {
    private final LedgerState state;
    private final Journal journal;
    private final OrderDecisions orders;

    ListDecisions(LedgerState state, Journal journal, OrderDecisions orders) {
        this.state = state;
        this.journal = journal;
        this.orders = orders;
    }

    Object place(LedgerCommand.PlaceList list, Batch batch) {
        boolean stopFirst = list.below().type() == OrderType.LIMIT;
        LedgerCommand.Place first = stopFirst ? list.below() : list.above();
        LedgerCommand.Place second = stopFirst ? list.above() : list.below();
        Optional<Order> namedFirst = orders.named(first);
        Optional<Order> namedSecond = orders.named(second);
        if (namedFirst.isPresent() || namedSecond.isPresent()) {
            return repeated(first, namedFirst, second, namedSecond);
        }
        Optional<LedgerReply.Refused> refusal = refusal(list, batch);
        return refusal.isPresent() ? refusal.get() : hold(first, second, batch);
    }

    private Optional<LedgerReply.Refused> refusal(LedgerCommand.PlaceList list, Batch batch) {
        LedgerCommand.Place above = list.above();
        LedgerCommand.Place below = list.below();
        Optional<LedgerReply.Refused> first =
                orders.refusal(above, OpenCounts.Besides.NOTHING, batch);
        if (first.isPresent()) {
            return first;
        }
        Optional<LedgerReply.Refused> second =
                orders.refusal(below, OpenCounts.Besides.comes(above), batch);
        if (second.isPresent()) {
            return second;
        }
        if (above.account() != below.account()
                || !above.symbol().equals(below.symbol())
                || above.side() != below.side()
                || above.quantityLots() != below.quantityLots()
                || !above.clientOrderId().isEmpty()
                        && above.clientOrderId().equals(below.clientOrderId())) {
            return PlaceRules.wrong(RejectReason.INVALID_FIELD, "below");
        }
        if (!mayBe(above, Side.SELL, true)) {
            return PlaceRules.wrong(RejectReason.INVALID_FIELD, "above");
        }
        if (!mayBe(below, Side.BUY, false)) {
            return PlaceRules.wrong(RejectReason.INVALID_FIELD, "below");
        }
        return waitsAt(above) <= waitsAt(below)
                ? PlaceRules.wrong(RejectReason.INVALID_PRICE, "above")
                : Optional.empty();
    }

    /** A LIMIT order of that side that rests without trading, or a stop triggered that way. */
    private static boolean mayBe(LedgerCommand.Place place, Side ofLimit, boolean rising) {
        return place.type().isStop()
                ? !place.conditions().isTrailing()
                        && place.type().triggersUpwards(place.side()) == rising
                : place.type() == OrderType.LIMIT && place.side() == ofLimit && place.postOnly();
    }

    private static long waitsAt(LedgerCommand.Place place) {
        return place.type().isStop() ? place.conditions().stopPriceTicks() : place.priceTicks();
    }

    private Object hold(LedgerCommand.Place first, LedgerCommand.Place second, Batch batch) {
        KnownMarket market = state.market(first.symbol());
        long available = state.available(first.account(), market.heldAsset(first.side()));
        long ofFirst = Holds.units(first, market.rules(), available);
        long ofSecond = Holds.units(second, market.rules(), available);
        if (ofFirst == Holds.NOT_COVERED || ofSecond == Holds.NOT_COVERED) {
            return new LedgerReply.Refused(RejectReason.INSUFFICIENT_FUNDS, "");
        }
        long listId = orders.nextId();
        long time = batch.time();
        long held = Math.max(ofFirst, ofSecond);
        journal.emit(orders.held(first, market, listId + 1, held, time).inList(listId), batch);
        journal.emit(orders.held(second, market, listId + 2, 0, time).inList(listId), batch);
        return new Routed.ForwardedList(
                state.openOrders.get(listId + 1).view(),
                state.openOrders.get(listId + 2).view());
    }

    private static Object repeated(
            LedgerCommand.Place first,
            Optional<Order> namedFirst,
            LedgerCommand.Place second,
            Optional<Order> namedSecond) {
        boolean same = namedFirst.isPresent()
                && namedSecond.isPresent()
                && namedFirst.get().otherId() == namedSecond.get().orderId
                && namedFirst.get().sameContent(first)
                && namedSecond.get().sameContent(second);
        if (!same) {
            return new LedgerReply.Refused(
                    RejectReason.DUPLICATE_CLIENT_ORDER_ID, "client_order_id");
        }
        OrderView one = namedFirst.get().view();
        OrderView other = namedSecond.get().view();
        if (namedSecond.get().inFlight && !namedSecond.get().triggered) {
            return new Routed.JoinedList(one, other);
        }
        return switch (other.status()) {
            case REJECTED -> new LedgerReply.Refused(Reasons.refusal(namedSecond.get().reason), "");
            case PENDING, OPEN, PARTIALLY_FILLED, FILLED, CANCELED ->
                new LedgerReply.ListPlaced(one, other, true);
        };
    }
}
