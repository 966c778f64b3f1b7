package exchange.accounts;

import exchange.market.EndReason;
import exchange.market.OrderStatus;
import exchange.market.Side;
import exchange.sequencer.LedgerItem;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Clients that wait for what a book does with one order, and the order as its lines have made it so
 * far. Lives in a ledger's front, in memory only.
 */
final class Waiting {

    /**
     * A client that placed the order, or placed it again.
     *
     * @param replaces whether it is to replace another
     */
    record Placed(Ticket ticket, boolean duplicate, boolean replaces) {}

    private final OrderView begun;
    private final List<Placed> places = new ArrayList<>();
    private final Map<Long, Ticket> cancelsByNumber = new HashMap<>();
    private final Map<Long, Ticket> amendsByNumber = new HashMap<>();
    private final Set<Long> replacements = new HashSet<>();
    private final List<FillView> fills = new ArrayList<>();
    private long priceTicks;
    private long quantityLots;
    private boolean triggered;
    private OrderStatus status;
    private long filledLots;
    private long filledQuote;
    private long fee;
    private String reason;
    private long updatedAt;
    private int asked;

    Waiting(OrderView begun) {
        this.begun = begun;
        priceTicks = begun.priceTicks();
        quantityLots = begun.quantityLots();
        triggered = begun.triggered();
        status = begun.status();
        filledLots = begun.filledLots();
        filledQuote = begun.filledQuote();
        fee = begun.fee();
        reason = begun.reason();
        updatedAt = begun.updatedAt();
    }

    void place(Ticket ticket, boolean duplicate) {
        place(ticket, duplicate, false);
    }

    void place(Ticket ticket, boolean duplicate, boolean replaces) {
        places.add(new Placed(ticket, duplicate, replaces));
        asked++;
    }

    /** Somebody wants to know how this order ends, because that one is to stand in its place. */
    void replace(long orderId) {
        replacements.add(orderId);
        asked++;
    }

    void forgetReplacement(long orderId) {
        replacements.remove(orderId);
    }

    void cancel(long number, Ticket ticket) {
        cancelsByNumber.put(number, ticket);
        asked++;
    }

    void amend(long number, Ticket ticket) {
        amendsByNumber.put(number, ticket);
        asked++;
    }

    /** Whether only one has ever waited here. */
    boolean isNew() {
        return asked == 1;
    }

    boolean isOver() {
        return places.isEmpty()
                && cancelsByNumber.isEmpty()
                && amendsByNumber.isEmpty()
                && replacements.isEmpty();
    }

    void accepted(LedgerItem.Accepted accepted) {
        status = OrderStatus.OPEN;
        updatedAt = accepted.time();
    }

    /** Returns whether the fill ended the order. */
    boolean filled(LedgerItem.Fill fill) {
        long quote = begun.side() == Side.BUY ? fill.used() : fill.received();
        filledLots += fill.quantityLots();
        filledQuote += quote;
        fee += fill.fee();
        updatedAt = fill.time();
        fills.add(new FillView(
                fill.tradeNumber(),
                fill.maker(),
                fill.priceTicks(),
                fill.quantityLots(),
                quote,
                fill.fee(),
                fill.otherOrderId(),
                fill.time()));
        boolean complete = OrderLines.fills(begun.type(), fill);
        status = complete ? OrderStatus.FILLED : OrderStatus.PARTIALLY_FILLED;
        return complete;
    }

    void triggered(LedgerItem.Triggered line) {
        triggered = true;
        updatedAt = line.time();
    }

    void decremented(LedgerItem.Decremented line) {
        quantityLots = OrderLines.lotsAfter(quantityLots, line);
        updatedAt = line.time();
    }

    /** Who amended the order waits from now on like who placed it. */
    void amended(LedgerItem.Amended line) {
        priceTicks = line.priceTicks();
        quantityLots = line.quantityLots();
        updatedAt = line.time();
        Ticket ticket = amendsByNumber.remove(line.number());
        if (ticket != null) {
            fills.clear();
            places.add(new Placed(ticket, false, false));
        }
    }

    /** Whoever sent the amend of that item number, if anybody waits for it. */
    List<Ticket> drainAmend(long number) {
        Ticket ticket = amendsByNumber.remove(number);
        return ticket == null ? List.of() : List.of(ticket);
    }

    void ended(LedgerItem.Ended ended) {
        boolean complete = ended.reason() == EndReason.FILLED;
        status = complete ? OrderStatus.FILLED : OrderStatus.CANCELED;
        reason = complete ? "" : ended.reason().name();
        updatedAt = ended.time();
    }

    /** Whoever placed the order, and waits no longer. */
    List<Placed> drainPlaces() {
        List<Placed> drained = List.copyOf(places);
        places.clear();
        return drained;
    }

    /** Whoever sent the cancel of that item number, if anybody waits for it. */
    List<Ticket> drainCancel(long number) {
        Ticket ticket = cancelsByNumber.remove(number);
        return ticket == null ? List.of() : List.of(ticket);
    }

    List<Ticket> drainAll() {
        List<Ticket> drained = new ArrayList<>(cancelsByNumber.values());
        places.forEach(each -> drained.add(each.ticket()));
        drained.addAll(amendsByNumber.values());
        amendsByNumber.clear();
        cancelsByNumber.clear();
        places.clear();
        return drained;
    }

    List<FillView> fills() {
        return fills;
    }

    OrderView view() {
        return new OrderView(
                begun.orderId(),
                begun.account(),
                begun.clientOrderId(),
                begun.symbol(),
                begun.side(),
                begun.type(),
                begun.timeInForce(),
                begun.postOnly(),
                begun.selfTradePrevention(),
                priceTicks,
                quantityLots,
                begun.amount(),
                status,
                filledLots,
                filledQuote,
                fee,
                begun.feeAsset(),
                reason,
                begun.createdAt(),
                updatedAt,
                begun.conditions(),
                triggered);
    }
}
