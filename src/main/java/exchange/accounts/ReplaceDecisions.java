package exchange.accounts;

import exchange.market.RejectReason;
import exchange.sequencer.Batch;

import java.util.List;
import java.util.Optional;

/**
 * Decides orders that replace others. Where it must be both or nothing, only what the new order
 * needs beyond what the old one holds is held here; how much the old one really has left, its book
 * knows. An order that is to be placed anyway holds as much of its own as is available, so that it
 * does not depend on an old one that may be filled by now. What the ledger refuses has canceled
 * nothing.
 */
final class ReplaceDecisions {
    private final LedgerState state;
    private final Journal journal;
    private final OrderDecisions orders;

    ReplaceDecisions(LedgerState state, Journal journal, OrderDecisions orders) {
        this.state = state;
        this.journal = journal;
        this.orders = orders;
    }

    Object replace(LedgerCommand.Replace replace, Batch batch) {
        LedgerCommand.Place place = replace.place();
        Optional<Order> named = orders.named(place);
        if (named.isPresent()) {
            return repeated(named.get(), replace);
        }
        Order old = state.meant(place.account(), replace.orderId(), replace.clientOrderId());
        if (old == null || !old.isOpen()) {
            return replace.mustCancel() ? LedgerReply.NOTHING_CANCELED : orders.place(place, batch);
        }
        if (!old.market.symbol().equals(place.symbol())) {
            return new LedgerReply.Refused(RejectReason.INVALID_FIELD, "symbol");
        }
        if (old.amending) {
            return new LedgerReply.Refused(RejectReason.AMEND_PENDING, "");
        }
        Optional<LedgerReply.Refused> refusal =
                orders.refusal(place, OpenCounts.Besides.ends(old), batch);
        return refusal.isPresent() ? refusal.get() : hold(replace, old, batch);
    }

    private Object hold(LedgerCommand.Replace replace, Order old, Batch batch) {
        LedgerCommand.Place place = replace.place();
        KnownMarket market = old.market;
        long there = old.side == place.side() ? old.held + heldByOther(old) : 0;
        long available = state.available(place.account(), market.heldAsset(place.side()));
        long wanted = Holds.units(place, market.rules(), available + there);
        if (wanted == Holds.NOT_COVERED) {
            return new LedgerReply.Refused(RejectReason.INSUFFICIENT_FUNDS, "");
        }
        long added =
                replace.mustCancel() ? Math.max(0, wanted - there) : Math.min(wanted, available);
        LedgerFact.OrderHeld held =
                orders.held(place, market, orders.nextId(), added, batch.time());
        journal.emit(
                new LedgerFact.ReplaceHeld(held, old.orderId, replace.mustCancel(), wanted), batch);
        int peer = market.peer();
        return new Routed.Replacing(
                peer,
                state.links.to(peer).made(),
                state.openOrders.get(held.orderId()).view(),
                old.view());
    }

    /** The orders of a list have one hold, and both end. */
    private long heldByOther(Order old) {
        Order other = state.openOrders.get(old.otherId());
        return other == null ? 0 : other.held;
    }

    /** The old order as it is now: who closed it meanwhile nobody needs to know. */
    private Object repeated(Order named, LedgerCommand.Replace replace) {
        Object answer = OrderDecisions.repeated(named, replace.place());
        if (!(answer instanceof LedgerReply.OrderResult result)) {
            return answer;
        }
        long account = replace.place().account();
        Order old = replace.orderId() == 0
                ? state.clientIds.find(new ClientId(account, replace.clientOrderId()))
                : state.order(replace.orderId());
        boolean canceled = old != null && old.owner.account() == account && !old.isOpen();
        return new LedgerReply.Replaced(
                canceled ? new LedgerReply.Canceled(old.view()) : LedgerReply.NOTHING_CANCELED,
                new LedgerReply.OrderResult(result.order(), List.of(), true));
    }
}
