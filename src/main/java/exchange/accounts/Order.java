package exchange.accounts;

import exchange.market.OrderConditions;
import exchange.market.OrderStatus;
import exchange.market.OrderType;
import exchange.market.Side;
import exchange.market.TimeInForce;
import exchange.sequencer.BookItem;
import exchange.sequencer.LedgerItem;

/**
 * One order as its ledger knows it: what was asked, what is still held for it, and what the book
 * has said so far. Mutable, owned by the ledger's state; changed by facts only.
 */
final class Order {
    final long orderId;
    final Owner owner;
    final KnownMarket market;
    final String clientOrderId;
    final Side side;
    final OrderType type;
    /** All small terms, see {@link PackedTerms}. */
    final int terms;

    final OrderConditions conditions;

    /** What the place asked for, to know it when it comes again. */
    final long askedTicks;

    final long askedLots;

    final long amount;
    final long notAfter;
    final long createdAt;

    long priceTicks;
    long quantityLots;

    /** What the book still has of the hold, in units of the asset the order pays with. */
    long held;

    OrderStatus status = OrderStatus.PENDING;
    /** Whether the outcome of its place is not complete yet. */
    boolean inFlight = true;
    /** Whether its stop price was reached. */
    boolean triggered;
    /** Whether a change of it is on its way. */
    boolean amending;
    /** What is held for that change, and not yet the order's. */
    long adding;

    long filledLots;
    long filledQuote;
    long fee;
    int reason = Reasons.NONE;
    long updatedAt;

    /** Neighbours among the owner's open orders. */
    Order previous;

    Order next;

    Order(
            long orderId,
            Owner owner,
            KnownMarket market,
            String clientOrderId,
            int terms,
            OrderConditions conditions,
            long priceTicks,
            long quantityLots,
            long amount,
            long notAfter,
            long createdAt) {
        this.orderId = orderId;
        this.owner = owner;
        this.market = market;
        this.clientOrderId = clientOrderId;
        this.terms = terms;
        this.side = PackedTerms.side(terms);
        this.type = PackedTerms.type(terms);
        this.conditions = conditions;
        this.askedTicks = priceTicks;
        this.priceTicks = priceTicks;
        this.askedLots = quantityLots;
        this.quantityLots = quantityLots;
        this.amount = amount;
        this.notAfter = notAfter;
        this.createdAt = createdAt;
        this.updatedAt = createdAt;
    }

    static Order of(LedgerFact.OrderHeld fact, Owner owner, KnownMarket market, long time) {
        int terms = PackedTerms.pack(
                fact.side(),
                fact.type(),
                fact.timeInForce(),
                fact.postOnly(),
                fact.selfTradePrevention());
        Order order = new Order(
                fact.orderId(),
                owner,
                market,
                fact.clientOrderId(),
                terms,
                fact.conditions(),
                fact.priceTicks(),
                fact.quantityLots(),
                fact.amount(),
                fact.notAfter(),
                time);
        order.held = fact.held();
        return order;
    }

    static BookItem.Place toItem(LedgerFact.OrderHeld fact, Owner owner) {
        return new BookItem.Place(
                fact.orderId(),
                fact.account(),
                fact.side(),
                fact.type(),
                fact.timeInForce(),
                fact.postOnly(),
                fact.selfTradePrevention(),
                fact.priceTicks(),
                fact.quantityLots(),
                fact.amount(),
                fact.held(),
                fact.makerFee(),
                fact.takerFee(),
                fact.notAfter(),
                fact.conditions(),
                owner.isUnlimited());
    }

    /** The id of the other order of its list, 0 for none. */
    long otherId() {
        long listId = conditions.listId();
        return listId == 0 ? 0 : 2 * listId + 3 - orderId;
    }

    boolean isOpen() {
        return status == OrderStatus.OPEN
                || status == OrderStatus.PARTIALLY_FILLED
                || status == OrderStatus.PENDING;
    }

    /** Whether it may stay in its book when nobody trades with it at once. */
    boolean mayStay() {
        return OpenCounts.mayStay(type, PackedTerms.timeInForce(terms));
    }

    /** Whether it waits for its stop price, or will. */
    boolean isWaitingStop() {
        return type.isStop() && !triggered;
    }

    /** Whether the place asks for the same as the one that made this order. */
    boolean sameContent(LedgerCommand.Place place) {
        return market.symbol().equals(place.symbol())
                && terms
                        == PackedTerms.pack(
                                place.side(),
                                place.type(),
                                place.timeInForce(),
                                place.postOnly(),
                                place.ownPrevention()
                                        ? place.selfTradePrevention()
                                        : PackedTerms.selfTradePrevention(terms))
                && askedTicks == place.priceTicks()
                && askedLots == place.quantityLots()
                && amount == place.amount()
                && sameConditions(place);
    }

    /** When a day ends is not the client's to say, nor the number of a list. */
    private boolean sameConditions(LedgerCommand.Place place) {
        OrderConditions asked = conditions.inList(0);
        return PackedTerms.timeInForce(terms) == TimeInForce.DAY
                ? asked.expiringAt(0).equals(place.conditions().expiringAt(0))
                : asked.equals(place.conditions());
    }

    /** Takes over what the book says, all but the money. */
    void take(LedgerItem line) {
        switch (line) {
            case LedgerItem.Accepted accepted -> {
                status = OrderStatus.OPEN;
                inFlight = !accepted.rests();
            }
            case LedgerItem.Refused refused ->
                close(OrderStatus.REJECTED, Reasons.of(refused.reason()));
            case LedgerItem.Fill fill -> takeFill(fill);
            case LedgerItem.Rested rested -> inFlight = false;
            case LedgerItem.Triggered reached -> triggered = true;
            case LedgerItem.Decremented decremented ->
                quantityLots = OrderLines.lotsAfter(quantityLots, decremented);
            case LedgerItem.Ended ended ->
                close(OrderLines.endStatus(ended.reason()), Reasons.of(ended.reason()));
            case LedgerItem.Amended amended -> {
                priceTicks = amended.priceTicks();
                quantityLots = amended.quantityLots();
                amending = false;
                adding = 0;
            }
            case LedgerItem.AmendRefused refused -> {
                amending = false;
                adding = 0;
                return;
            }
            case LedgerItem.MassCanceled canceled -> {
                return;
            }
            case LedgerItem.CancelRefused refused -> {
                return;
            }
        }
        updatedAt = line.time();
    }

    private void takeFill(LedgerItem.Fill fill) {
        filledLots = OrderLines.sum(filledLots, fill.quantityLots());
        filledQuote = OrderLines.sum(filledQuote, OrderLines.quote(side, fill));
        fee = OrderLines.sum(fee, fill.fee());
        if (OrderLines.fills(type, fill)) {
            close(OrderStatus.FILLED, Reasons.NONE);
        } else {
            status = OrderStatus.PARTIALLY_FILLED;
        }
    }

    private void close(OrderStatus end, int why) {
        status = end;
        reason = why;
        inFlight = false;
    }

    OrderView view() {
        return new OrderView(
                orderId,
                owner.account(),
                clientOrderId,
                market.symbol(),
                side,
                type,
                PackedTerms.timeInForce(terms),
                PackedTerms.postOnly(terms),
                PackedTerms.selfTradePrevention(terms),
                priceTicks,
                quantityLots,
                amount,
                status,
                filledLots,
                filledQuote,
                fee,
                market.feeAsset(side),
                Reasons.text(reason),
                createdAt,
                updatedAt,
                conditions,
                triggered);
    }
}
