package exchange.accounts;

import exchange.market.MarketRules;
import exchange.market.OrderIds;
import exchange.market.OrderType;
import exchange.market.RejectReason;
import exchange.market.Side;
import exchange.sequencer.Batch;

import java.util.Optional;

/**
 * Decides changes of orders that are in a book, and cancels of many. What an order needs in
 * addition is held before its book hears of the change; the book gives back what is too much.
 */
final class AmendDecisions {
    private final LedgerState state;
    private final Journal journal;

    AmendDecisions(LedgerState state, Journal journal) {
        this.state = state;
        this.journal = journal;
    }

    Object amend(LedgerCommand.Amend amend, Batch batch) {
        Order order = state.meant(amend.account(), amend.orderId(), amend.clientOrderId());
        if (order == null || !order.isOpen()) {
            return refused(RejectReason.UNKNOWN_ORDER, "");
        }
        if (!order.market.symbol().equals(amend.symbol())) {
            return refused(RejectReason.INVALID_FIELD, "symbol");
        }
        if (batch.time() > amend.notAfter()) {
            return refused(RejectReason.TOO_LATE, "");
        }
        if (state.isFrozen(amend.account())) {
            return refused(RejectReason.ACCOUNT_FROZEN, "");
        }
        if (!order.type.hasLimit() || order.type != OrderType.LIMIT && !order.triggered) {
            return refused(RejectReason.NOT_AMENDABLE, "");
        }
        if (order.amending) {
            return refused(RejectReason.AMEND_PENDING, "");
        }
        long price = amend.priceTicks() == 0 ? order.priceTicks : amend.priceTicks();
        long lots = amend.quantityLots() == 0 ? order.quantityLots : amend.quantityLots();
        Optional<LedgerReply.Refused> wrong = wrong(order, price, lots);
        if (wrong.isPresent()) {
            return wrong.get();
        }
        if (state.links.to(order.market.peer()).unacknowledged()
                >= OrderDecisions.WINDOW_ITEMS_FOR_PLACES) {
            return refused(RejectReason.MARKET_BUSY, "");
        }
        return send(amend, order, price, lots, batch);
    }

    private static Optional<LedgerReply.Refused> wrong(Order order, long price, long lots) {
        MarketRules rules = order.market.rules();
        if (price < 0) {
            return PlaceRules.wrong(RejectReason.INVALID_PRICE, "price");
        }
        if (lots < 0 || Holds.baseUnits(rules, lots) < 0) {
            return PlaceRules.wrong(RejectReason.INVALID_QUANTITY, "quantity");
        }
        if (lots <= order.filledLots) {
            return PlaceRules.wrong(RejectReason.QUANTITY_FILLED, "quantity");
        }
        Optional<LedgerReply.Refused> notional =
                PlaceRules.checkNotional(rules.notional(price, lots), rules);
        return notional.isPresent() ? notional : ConditionRules.checkParts(lots, order.conditions);
    }

    private Object send(
            LedgerCommand.Amend amend, Order order, long price, long lots, Batch batch) {
        MarketRules rules = order.market.rules();
        long leaves = lots - order.filledLots;
        long need = order.side == Side.BUY
                ? rules.notional(price, leaves)
                : Holds.baseUnits(rules, leaves);
        long added = Math.max(0, need - order.held);
        if (added > state.available(amend.account(), order.market.heldAsset(order.side))) {
            return refused(RejectReason.INSUFFICIENT_FUNDS, "");
        }
        journal.emit(
                new LedgerFact.AmendSent(
                        amend.account(),
                        state.nextSequence(amend.account()),
                        order.orderId,
                        order.market.symbol(),
                        order.side,
                        price,
                        lots,
                        added,
                        amend.notAfter()),
                batch);
        int peer = order.market.peer();
        return new Routed.Forwarded(peer, state.links.to(peer).made(), order.view());
    }

    Object massCancel(LedgerCommand.MassCancel cancel, Batch batch) {
        KnownMarket market = state.market(cancel.symbol());
        if (market == null) {
            return refused(RejectReason.UNKNOWN_MARKET, "symbol");
        }
        if (!hasOpen(cancel, market)) {
            return new LedgerReply.MassCanceled(0);
        }
        if (state.links.to(market.peer()).unacknowledged() >= OrderDecisions.WINDOW_ITEMS) {
            return refused(RejectReason.MARKET_BUSY, "");
        }
        long requestId = OrderIds.of(state.partition, state.orderCount + 1);
        journal.emit(
                new LedgerFact.MassCancelSent(
                        cancel.account(), requestId, cancel.symbol(), cancel.bids(), cancel.asks()),
                batch);
        return new Routed.ForwardedAll(requestId);
    }

    private boolean hasOpen(LedgerCommand.MassCancel cancel, KnownMarket market) {
        Owner owner = state.owners.get(cancel.account());
        return owner != null
                && owner.anyOpen(order -> order.market == market
                        && (order.side == Side.BUY ? cancel.bids() : cancel.asks()));
    }

    private static LedgerReply refused(RejectReason reason, String field) {
        return new LedgerReply.Refused(reason, field);
    }
}
