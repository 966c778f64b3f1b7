package exchange.session;

import exchange.accounts.LedgerFact;
import exchange.accounts.MoneyFact;
import exchange.market.EndReason;
import exchange.sequencer.LedgerItem;
import exchange.session.OrderChange.Status;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * Makes an account's events the steps of its orders in one market. Remembers what is left of the
 * orders it heard of, up to a bound. A fill of an order without a limit is told with its next
 * event, which says whether it was the last. Not safe for several threads.
 */
public final class OrderChanges {
    private static final int REMEMBERED_MAX = 10_000;

    private final String symbol;
    private final Map<Long, Known> knownByOrder = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Known> eldest) {
            return size() > REMEMBERED_MAX;
        }
    };

    /**
     * What was heard of an order: what is left, and a fill of one without a limit not told yet
     * (0: none).
     */
    private record Known(boolean market, long leavesLots, long untoldLots, long untoldTime) {}

    public OrderChanges(String symbol) {
        this.symbol = symbol;
    }

    public void heard(AccountEvent event, Consumer<OrderChange> changes) {
        switch (event.fact()) {
            case LedgerFact.OrderHeld held -> placed(held);
            case LedgerFact.ReplaceHeld replace -> placed(replace.order());
            case LedgerFact.Settled settled -> {
                if (settled.symbol().equals(symbol)) {
                    settled(settled.line(), changes);
                }
            }
            case LedgerFact.AssetDefined fact -> {}
            case LedgerFact.MarketKnown fact -> {}
            case LedgerFact.Deposited fact -> {}
            case LedgerFact.CancelSent fact -> {}
            case LedgerFact.AmendSent fact -> {}
            case LedgerFact.SelfTradePreventionSet fact -> {}
            case LedgerFact.TierSet fact -> {}
            case LedgerFact.OfTransfer fact -> {}
            case LedgerFact.OfFees fact -> {}
            case MoneyFact fact -> {}
            case LedgerFact.OfTimers fact -> {}
            case LedgerFact.MassCancelSent fact -> {}
            case LedgerFact.TombstoneSet fact -> {}
        }
    }

    private void placed(LedgerFact.OrderHeld held) {
        if (held.symbol().equals(symbol)) {
            boolean market = !held.type().hasLimit();
            knownByOrder.put(held.orderId(), new Known(market, held.quantityLots(), 0, 0));
        }
    }

    private void settled(LedgerItem line, Consumer<OrderChange> changes) {
        switch (line) {
            case LedgerItem.Fill fill -> filled(fill, changes);
            case LedgerItem.Ended ended -> ended(ended, changes);
            case LedgerItem.Refused refused -> knownByOrder.remove(refused.orderId());
            case LedgerItem.Accepted accepted -> {}
            case LedgerItem.Rested rested -> {}
            case LedgerItem.Triggered triggered -> {}
            case LedgerItem.Decremented decremented -> decremented(decremented);
            // Its next fill says what is left of it.
            case LedgerItem.Amended amended -> knownByOrder.remove(amended.orderId());
            case LedgerItem.AmendRefused refused -> {}
            case LedgerItem.MassCanceled canceled -> {}
            case LedgerItem.CancelRefused refused -> {}
        }
    }

    private void filled(LedgerItem.Fill fill, Consumer<OrderChange> changes) {
        Known known = knownByOrder.get(fill.orderId());
        if (known != null && known.market()) {
            tellUntold(fill.orderId(), known, Status.PARTIALLY_FILLED, changes);
            knownByOrder.put(
                    fill.orderId(),
                    new Known(true, fill.leavesLots(), fill.quantityLots(), fill.time()));
            return;
        }
        Status status = fill.leavesLots() == 0 ? Status.FILLED : Status.PARTIALLY_FILLED;
        changes.accept(new OrderChange(
                fill.orderId(),
                status,
                fill.quantityLots(),
                OptionalLong.of(fill.leavesLots()),
                fill.time()));
        if (status == Status.FILLED) {
            knownByOrder.remove(fill.orderId());
        } else {
            knownByOrder.put(fill.orderId(), new Known(false, fill.leavesLots(), 0, 0));
        }
    }

    private void decremented(LedgerItem.Decremented line) {
        knownByOrder.computeIfPresent(
                line.orderId(),
                (id, known) -> new Known(
                        known.market(),
                        Math.max(0, known.leavesLots() - line.quantityLots()),
                        known.untoldLots(),
                        known.untoldTime()));
    }

    private void ended(LedgerItem.Ended ended, Consumer<OrderChange> changes) {
        Known known = knownByOrder.remove(ended.orderId());
        boolean filled = ended.reason() == EndReason.FILLED;
        if (known != null) {
            Status status = filled ? Status.FILLED : Status.PARTIALLY_FILLED;
            tellUntold(ended.orderId(), known, status, changes);
        }
        if (!filled) {
            OptionalLong leaves =
                    known == null ? OptionalLong.empty() : OptionalLong.of(known.leavesLots());
            changes.accept(
                    new OrderChange(ended.orderId(), Status.CANCELED, 0, leaves, ended.time()));
        }
    }

    private static void tellUntold(
            long orderId, Known known, Status status, Consumer<OrderChange> changes) {
        if (known.untoldLots() > 0) {
            changes.accept(new OrderChange(
                    orderId,
                    status,
                    known.untoldLots(),
                    OptionalLong.of(known.leavesLots()),
                    known.untoldTime()));
        }
    }
}
