package exchange.book;

import exchange.market.EndReason;
import exchange.market.OrderType;
import exchange.market.RejectReason;
import exchange.matching.Order;
import exchange.sequencer.BookItem;

import java.util.Optional;

/**
 * Decides what ledgers send: each item becomes facts with exactly one outcome. Nothing here is
 * refused for lack of money, except an order whose hold does not cover it: funds are held before it
 * comes.
 */
final class OrderDecisions {
    private final BookState state;
    private final Journal journal;
    private final Endings endings;
    private final MatchDecisions matching;
    private final PlaceRefusals refusals;

    /**
     * @param refusals which places are not taken
     * @param matching what becomes of those that do not rest
     */
    OrderDecisions(
            BookState state,
            Journal journal,
            Endings endings,
            MatchDecisions matching,
            PlaceRefusals refusals) {
        this.state = state;
        this.journal = journal;
        this.endings = endings;
        this.matching = matching;
        this.refusals = refusals;
    }

    /** Decides item number {@code number} of a ledger's link. */
    void decide(long number, BookItem item) {
        switch (item) {
            case BookItem.Place place -> decidePlace(number, place);
            case BookItem.Cancel cancel -> decideCancel(number, cancel);
            case BookItem.Amend amend -> decideAmend(number, amend);
            case BookItem.MassCancel cancel -> decideMassCancel(number, cancel);
            case BookItem.Replace replace -> decideReplace(number, replace);
            case BookItem.PlaceList list -> decideList(number, list);
        }
    }

    /** Refuses the item without looking at it. */
    void refuse(long number, BookItem item) {
        switch (item) {
            case BookItem.Place place -> refuse(number, place, RejectReason.INTERNAL);
            case BookItem.Cancel cancel ->
                emit(new BookFact.CancelRefused(
                        number, cancel.orderId(), cancel.account(), RejectReason.INTERNAL));
            case BookItem.Amend amend -> refuse(number, amend, RejectReason.INTERNAL);
            case BookItem.MassCancel cancel ->
                emit(new BookFact.MassCanceled(number, cancel.orderId(), cancel.account(), 0));
            case BookItem.Replace replace -> refuse(number, replace, RejectReason.INTERNAL);
            case BookItem.PlaceList list -> refuse(number, list, RejectReason.INTERNAL);
        }
    }

    private void decidePlace(long number, BookItem.Place place) {
        endings.expireBests();
        Optional<RejectReason> refusal = refusals.of(place, journal.time());
        if (refusal.isPresent()) {
            refuse(number, place, refusal.get());
            return;
        }
        take(number, place);
    }

    private void take(long number, BookItem.Place place) {
        boolean rests = place.type() == OrderType.LIMIT
                && place.timeInForce().rests()
                && (!matching.matches()
                        || !state.matcher().crosses(place.side(), place.priceTicks()));
        emit(accepted(number, place, rests));
        if (!rests && !place.type().isStop()) {
            matching.matchAndTrigger();
        } else if (place.conditions().isTrailing()) {
            matching.trail();
        }
    }

    /** Both are taken or none. Neither trades as it comes. */
    private void decideList(long number, BookItem.PlaceList list) {
        endings.expireBests();
        Optional<RejectReason> refusal = refusals.of(list, journal.time());
        if (refusal.isPresent()) {
            refuse(number, list, refusal.get());
            return;
        }
        emit(accepted(number, list.first(), !list.first().type().isStop()));
        emit(accepted(0, list.second(), false));
    }

    private void refuse(long number, BookItem.PlaceList list, RejectReason reason) {
        refuse(number, list.first(), reason);
        refuse(0, list.second(), reason);
    }

    private void refuse(long number, BookItem.Place place, RejectReason reason) {
        emit(new BookFact.Refused(number, place.orderId(), place.account(), reason, place.held()));
    }

    private static BookFact.Accepted accepted(long number, BookItem.Place place, boolean rests) {
        return new BookFact.Accepted(
                number,
                place.orderId(),
                place.account(),
                place.side(),
                place.type(),
                place.timeInForce(),
                place.postOnly(),
                place.selfTradePrevention(),
                place.priceTicks(),
                place.quantityLots(),
                place.amount(),
                place.held(),
                place.makerFee(),
                place.takerFee(),
                place.notAfter(),
                rests,
                place.conditions());
    }

    /**
     * What the old order really has left of its hold is the most that the new one gets of it. Where
     * it must be both or nothing, a new order that is not taken leaves the old one as it is.
     */
    private void decideReplace(long number, BookItem.Replace replace) {
        BookItem.Place place = replace.place();
        if (journal.time() > place.notAfter()) {
            refuse(number, replace, RejectReason.TOO_LATE);
            return;
        }
        endings.expireBests();
        Order old = endings.living(replace.replacedId());
        if (!old.exists() || old.account() != place.account()) {
            replaceNothing(number, replace);
            return;
        }
        long wanted = old.side() == place.side() ? place.held() - replace.added() : 0;
        BookItem.Place funded = place.holding(replace.added() + endings.movable(old, wanted));
        if (!replace.mustCancel()) {
            endings.replace(old, wanted, place.orderId());
            decidePlace(number, funded);
            return;
        }
        Optional<RejectReason> refusal =
                refusals.of(funded, endings.restingOf(old), journal.time());
        if (refusal.isPresent()) {
            refuse(number, replace, refusal.get());
            return;
        }
        endings.replace(old, wanted, place.orderId());
        endings.expireBests();
        take(number, funded);
    }

    private void replaceNothing(long number, BookItem.Replace replace) {
        if (replace.mustCancel()) {
            refuse(number, replace, RejectReason.UNKNOWN_ORDER);
            return;
        }
        long account = replace.place().account();
        emit(new BookFact.CancelRefused(
                0, replace.replacedId(), account, RejectReason.UNKNOWN_ORDER));
        decidePlace(number, replace.place().holding(replace.added()));
    }

    private void refuse(long number, BookItem.Replace replace, RejectReason reason) {
        refuse(number, replace.place().holding(replace.added()), reason);
    }

    private void decideCancel(long number, BookItem.Cancel cancel) {
        Order order = state.book().find(cancel.orderId());
        if (!order.exists() || order.account() != cancel.account()) {
            emit(new BookFact.CancelRefused(
                    number, cancel.orderId(), cancel.account(), RejectReason.UNKNOWN_ORDER));
            return;
        }
        endings.end(number, order, EndReason.USER_CANCELED);
    }

    private void decideAmend(long number, BookItem.Amend amend) {
        endings.expireBests();
        Order order = endings.living(amend.orderId());
        Optional<RejectReason> refusal = refusals.of(order, amend, journal.time());
        if (refusal.isPresent()) {
            refuse(number, amend, refusal.get());
            return;
        }
        long leaves = amend.quantityLots() - order.filledLots();
        long need = state.units().need(order.side(), amend.priceTicks(), leaves);
        boolean keepsPlace = PlaceRefusals.keepsPlace(order, amend);
        boolean rests = keepsPlace
                || !matching.matches()
                || !state.matcher().crosses(order.side(), amend.priceTicks());
        long shown = keepsPlace ? order.shownLots() : order.displayedOf(leaves);
        emit(new BookFact.Amended(
                number,
                order.id(),
                order.account(),
                order.side(),
                order.priceTicks(),
                order.shownLots(),
                amend.priceTicks(),
                amend.quantityLots(),
                Math.min(shown, leaves),
                amend.added(),
                order.held() + amend.added() - need,
                keepsPlace,
                rests));
        if (!rests) {
            matching.matchAndTrigger();
        }
    }

    private void refuse(long number, BookItem.Amend amend, RejectReason reason) {
        emit(new BookFact.AmendRefused(
                number, amend.orderId(), amend.account(), amend.side(), reason, amend.added()));
    }

    /** The oldest first, wherever they rest. */
    private void decideMassCancel(long number, BookItem.MassCancel cancel) {
        long[] sorted = state.book().idsOf(cancel.account(), cancel.bids(), cancel.asks());
        for (long id : sorted) {
            Order order = state.book().find(id);
            if (order.exists()) {
                endings.end(0, order, EndReason.USER_CANCELED);
            }
        }
        emit(new BookFact.MassCanceled(number, cancel.orderId(), cancel.account(), sorted.length));
    }

    private void emit(BookFact fact) {
        journal.emit(fact);
    }
}
