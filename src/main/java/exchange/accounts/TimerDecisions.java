package exchange.accounts;

import exchange.market.OrderIds;
import exchange.market.RejectReason;
import exchange.sequencer.Batch;

/** Decides on timers that cancel an account's orders: whoever renews one in time keeps them. */
final class TimerDecisions {
    static final int TIMERS_MAX = 100;
    private static final int NAME_LENGTH_MAX = 64;
    private static final int REACHED_PER_TICK = 1_000;
    private static final long AGAIN_MILLIS = 1_000;
    /** Whoever asked before that has given up; clocks of nodes differ by seconds at most. */
    private static final long LATE_MILLIS = 60_000;

    private final LedgerState state;
    private final Journal journal;

    TimerDecisions(LedgerState state, Journal journal) {
        this.state = state;
        this.journal = journal;
    }

    LedgerReply set(LedgerCommand.SetCancelTimer set, Batch batch) {
        if (set.timer().isEmpty() || set.timer().length() > NAME_LENGTH_MAX) {
            return refused(RejectReason.INVALID_FIELD, "timer");
        }
        if (set.until() < 0) {
            return refused(RejectReason.INVALID_FIELD, "until");
        }
        CancelTimers.Timer before = state.cancelTimers.get(set.account(), set.timer());
        if (set.asked() == before.asked()) {
            return new LedgerReply.Done();
        }
        if (set.asked() < before.asked() || set.asked() < batch.time() - LATE_MILLIS) {
            return refused(RejectReason.TOO_LATE, "");
        }
        boolean isNew = before.isOver() && set.until() != 0;
        if (isNew && state.cancelTimers.count(set.account()) >= TIMERS_MAX) {
            return refused(RejectReason.TOO_MANY_REQUESTS, "");
        }
        set(set.account(), set.timer(), set.until(), set.asked(), batch);
        return new LedgerReply.Done();
    }

    private void set(long account, String timer, long until, long asked, Batch batch) {
        journal.emit(new TimerFact.CancelTimerSet(account, timer, until, asked), batch);
    }

    /** Those whose time has come cancel, the earliest first. */
    void tick(Batch batch) {
        for (int i = 0; i < REACHED_PER_TICK && state.cancelTimers.next() <= batch.time(); i++) {
            CancelTimers.Name due = state.cancelTimers.first();
            if (canCancel(due.account())) {
                reached(due, batch);
            } else {
                long asked = state.cancelTimers.get(due.account(), due.timer()).asked();
                set(due.account(), due.timer(), batch.time() + AGAIN_MILLIS, asked, batch);
            }
        }
    }

    /** Whether each market that would have to cancel takes one more item. */
    private boolean canCancel(long account) {
        return state.markets.stream()
                .filter(market -> hasOpen(account, market))
                .allMatch(market -> state.links.to(market.peer()).unacknowledged()
                        < OrderDecisions.WINDOW_ITEMS);
    }

    private void reached(CancelTimers.Name due, Batch batch) {
        long account = due.account();
        journal.emit(
                new TimerFact.CancelTimerReached(account, state.nextSequence(account), due.timer()),
                batch);
        for (KnownMarket market : state.markets) {
            if (hasOpen(account, market)) {
                long requestId = OrderIds.of(state.partition, state.orderCount + 1);
                journal.emit(
                        new LedgerFact.MassCancelSent(
                                account, requestId, market.symbol(), true, true),
                        batch);
            }
        }
    }

    private boolean hasOpen(long account, KnownMarket market) {
        Owner owner = state.owners.get(account);
        return owner != null && owner.anyOpen(order -> order.market == market);
    }

    private static LedgerReply refused(RejectReason reason, String field) {
        return new LedgerReply.Refused(reason, field);
    }
}
