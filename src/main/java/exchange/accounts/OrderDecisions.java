package exchange.accounts;

import exchange.market.OrderConditions;
import exchange.market.OrderIds;
import exchange.market.RejectReason;
import exchange.market.TimeInForce;
import exchange.sequencer.Batch;
import exchange.sequencer.LinkEnd;

import java.util.List;
import java.util.Optional;

/**
 * Decides places and cancels: answers them with a reply, or with what its book has to say first.
 * A place that is refused leaves no trace, and so leaves its client order id free.
 */
final class OrderDecisions {
    /** Items a book has not acknowledged: beyond it nothing more is sent to it. */
    static final int WINDOW_ITEMS = 8_192;
    /** From here on only cancels are. */
    static final int WINDOW_ITEMS_FOR_PLACES = WINDOW_ITEMS / 4 * 3;

    private static final long DAY_MILLIS = 24 * 60 * 60 * 1_000;

    private final LedgerState state;
    private final Journal journal;

    OrderDecisions(LedgerState state, Journal journal) {
        this.state = state;
        this.journal = journal;
    }

    Object place(LedgerCommand.Place place, Batch batch) {
        Optional<Order> named = named(place);
        if (named.isPresent()) {
            return repeated(named.get(), place);
        }
        Optional<LedgerReply.Refused> refusal = refusal(place, OpenCounts.Besides.NOTHING, batch);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        KnownMarket market = state.market(place.symbol());
        long available = state.available(place.account(), market.heldAsset(place.side()));
        long held = Holds.units(place, market.rules(), available);
        if (held == Holds.NOT_COVERED) {
            return refused(RejectReason.INSUFFICIENT_FUNDS, "");
        }
        LedgerFact.OrderHeld fact = held(place, market, nextId(), held, batch.time());
        journal.emit(fact, batch);
        return forwarded(state.openOrders.get(fact.orderId()));
    }

    /**
     * Why a new order is not taken whatever funds there are, empty when it is.
     *
     * @param besides what else the command does to the counts of open orders
     */
    Optional<LedgerReply.Refused> refusal(
            LedgerCommand.Place place, OpenCounts.Besides besides, Batch batch) {
        KnownMarket market = state.market(place.symbol());
        if (market == null) {
            return PlaceRules.wrong(RejectReason.UNKNOWN_MARKET, "symbol");
        }
        Optional<LedgerReply.Refused> wrong = PlaceRules.check(place, market.rules());
        if (wrong.isPresent()) {
            return wrong;
        }
        long expiresAt = place.conditions().expiresAt();
        if (batch.time() > place.notAfter() || expiresAt != 0 && batch.time() >= expiresAt) {
            return PlaceRules.wrong(RejectReason.TOO_LATE, "");
        }
        if (state.isFrozen(place.account())) {
            return PlaceRules.wrong(RejectReason.ACCOUNT_FROZEN, "");
        }
        ClientId clientId = new ClientId(place.account(), place.clientOrderId());
        if (state.tombstones.stands(clientId, batch.time())) {
            return PlaceRules.wrong(RejectReason.CANCELED_BEFORE_PLACED, "client_order_id");
        }
        if (state.links.to(market.peer()).unacknowledged() >= WINDOW_ITEMS_FOR_PLACES) {
            return PlaceRules.wrong(RejectReason.MARKET_BUSY, "");
        }
        return limit(place, market, besides).map(reason -> new LedgerReply.Refused(reason, ""));
    }

    /** The order that has the client order id of the place and is not to be placed again. */
    Optional<Order> named(LedgerCommand.Place place) {
        Order named = place.clientOrderId().isEmpty()
                ? null
                : state.clientIds.find(new ClientId(place.account(), place.clientOrderId()));
        return Optional.ofNullable(named).filter(order -> !mayReuse(order, place));
    }

    /** Why the account may have no more such orders, empty when it may. */
    private Optional<RejectReason> limit(
            LedgerCommand.Place place, KnownMarket market, OpenCounts.Besides besides) {
        Owner owner = state.owners.get(place.account());
        return owner == null || owner.isUnlimited()
                ? Optional.empty()
                : owner.openCounts().refusal(place, market, besides);
    }

    /** A repeated request has the same deadline; a new one with the old id has a later one. */
    private static boolean mayReuse(Order named, LedgerCommand.Place place) {
        boolean sameRequest = named.notAfter == place.notAfter() && named.sameContent(place);
        // An earlier deadline is that of a request which the named order's has overtaken.
        boolean overtaken = place.notAfter() < named.notAfter;
        return place.reuseClosed() && !named.isOpen() && !sameRequest && !overtaken;
    }

    /** What the client of a place gets whose order is there already. */
    static Object repeated(Order named, LedgerCommand.Place place) {
        boolean sameRequest = named.notAfter == place.notAfter();
        if (!named.sameContent(place) || place.reuseClosed() && !sameRequest) {
            return refused(RejectReason.DUPLICATE_CLIENT_ORDER_ID, "client_order_id");
        }
        if (named.inFlight) {
            return new Routed.Joined(named.view());
        }
        return switch (named.status) {
            case REJECTED -> refused(Reasons.refusal(named.reason), "");
            case PENDING, OPEN, PARTIALLY_FILLED, FILLED, CANCELED ->
                new LedgerReply.OrderResult(named.view(), List.of(), true);
        };
    }

    /** The id of the next order. */
    long nextId() {
        return OrderIds.of(state.partition, state.orderCount + 1);
    }

    /** The fact that takes the place. */
    LedgerFact.OrderHeld held(
            LedgerCommand.Place place, KnownMarket market, long orderId, long held, long time) {
        FeeTerms fees = state.fees(place.account());
        return new LedgerFact.OrderHeld(
                place.account(),
                state.nextSequence(place.account()),
                orderId,
                place.clientOrderId(),
                place.symbol(),
                place.side(),
                place.type(),
                place.timeInForce(),
                place.postOnly(),
                place.ownPrevention()
                        ? place.selfTradePrevention()
                        : state.selfTradePrevention(place.account()),
                place.priceTicks(),
                place.quantityLots(),
                place.amount(),
                held,
                fees.makerFee(market.rules(), time),
                fees.takerFee(market.rules(), time),
                place.notAfter(),
                conditions(place, time));
    }

    /** A DAY order ends with the UTC day in which its ledger took it. */
    private static OrderConditions conditions(LedgerCommand.Place place, long time) {
        return place.timeInForce() == TimeInForce.DAY
                ? place.conditions().expiringAt((time / DAY_MILLIS + 1) * DAY_MILLIS)
                : place.conditions();
    }

    private Routed.Forwarded forwarded(Order order) {
        int peer = order.market.peer();
        return new Routed.Forwarded(peer, state.links.to(peer).made(), order.view());
    }

    Object cancel(LedgerCommand.Cancel cancel, Batch batch) {
        if (cancel.orderId() == 0 && !isGivenClientOrderId(cancel.clientOrderId())) {
            return refused(RejectReason.INVALID_FIELD, "client_order_id");
        }
        Order order = state.meant(cancel.account(), cancel.orderId(), cancel.clientOrderId());
        if (order == null) {
            return cancelUnknown(cancel, batch);
        }
        if (!order.isOpen()) {
            return refused(RejectReason.UNKNOWN_ORDER, "");
        }
        LinkEnd link = state.links.to(order.market.peer());
        if (link.unacknowledged() >= WINDOW_ITEMS) {
            return refused(RejectReason.MARKET_BUSY, "");
        }
        journal.emit(
                new LedgerFact.CancelSent(cancel.account(), order.orderId, order.market.symbol()),
                batch);
        return forwarded(order);
    }

    private static boolean isGivenClientOrderId(String text) {
        return !text.isEmpty() && PlaceRules.isClientOrderId(text);
    }

    private LedgerReply cancelUnknown(LedgerCommand.Cancel cancel, Batch batch) {
        if (cancel.orderId() == 0 && cancel.guard()) {
            if (state.tombstones.isFull(batch.time())) {
                return refused(RejectReason.OVERLOADED, "");
            }
            journal.emit(
                    new LedgerFact.TombstoneSet(
                            cancel.account(),
                            cancel.clientOrderId(),
                            batch.time() + Tombstones.MILLIS),
                    batch);
        }
        return refused(RejectReason.UNKNOWN_ORDER, "");
    }

    private static LedgerReply refused(RejectReason reason, String field) {
        return new LedgerReply.Refused(reason, field);
    }
}
