package exchange.accounts;

import exchange.market.FundsRequestKind;
import exchange.market.FundsRequestStatus;
import exchange.market.RejectReason;
import exchange.sequencer.Batch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Decides to put a paper account back to its start. Nothing is deleted: withdrawals that wait are
 * taken back, and one more entry brings each balance to what it began with. Open orders must have
 * ended before.
 */
final class ResetDecisions {
    private final LedgerState state;
    private final Journal journal;

    ResetDecisions(LedgerState state, Journal journal) {
        this.state = state;
        this.journal = journal;
    }

    LedgerReply reset(MoneyCommand.ResetAccount reset, Batch batch) {
        if (!FundsText.isGiven(reset.reference())) {
            return new LedgerReply.Refused(RejectReason.INVALID_FIELD, "reference");
        }
        if (state.resets(reset.account()).reference().equals(reset.reference())) {
            return new LedgerReply.Done();
        }
        Optional<RejectReason> obstacle = obstacle(reset, batch.time());
        if (obstacle.isPresent()) {
            return new LedgerReply.Refused(obstacle.get(), "");
        }
        cancelWithdrawals(reset, batch);
        journal.emit(
                new MoneyFact.AccountReset(
                        reset.account(),
                        state.nextSequence(reset.account()),
                        changes(reset),
                        reset.reference(),
                        reset.by()),
                batch);
        return new LedgerReply.Done();
    }

    private Optional<RejectReason> obstacle(MoneyCommand.ResetAccount reset, long time) {
        if (state.isFrozen(reset.account())) {
            return Optional.of(RejectReason.ACCOUNT_FROZEN);
        }
        int today = state.resets(reset.account()).countOn(Resets.dayOf(time));
        if (today >= reset.perDay()) {
            return Optional.of(RejectReason.DAILY_LIMIT);
        }
        return holdsForOrders(reset.account())
                ? Optional.of(RejectReason.ORDERS_OPEN)
                : Optional.empty();
    }

    /** An amend on its way may hold something for an order that has ended meanwhile. */
    private boolean holdsForOrders(long account) {
        Owner owner = state.owners.get(account);
        if (owner == null) {
            return false;
        }
        Map<String, Long> ofWithdrawals = new HashMap<>();
        for (FundsRequest pending : state.requests.pending(account)) {
            if (pending.terms.kind() == FundsRequestKind.WITHDRAWAL) {
                ofWithdrawals.merge(pending.terms.asset(), pending.terms.amount(), Long::sum);
            }
        }
        for (int asset = 0; asset < owner.balances().assets(); asset++) {
            String name = state.ledger.assets().get(asset).name();
            if (owner.balances().held(asset) != ofWithdrawals.getOrDefault(name, 0L)) {
                return true;
            }
        }
        return owner.anyOpen(order -> true);
    }

    private void cancelWithdrawals(MoneyCommand.ResetAccount reset, Batch batch) {
        for (FundsRequest pending : state.requests.pending(reset.account())) {
            if (pending.terms.kind() == FundsRequestKind.WITHDRAWAL) {
                journal.emit(
                        new MoneyFact.FundsDecided(
                                reset.account(),
                                state.nextSequence(reset.account()),
                                pending.terms,
                                FundsRequestStatus.CANCELED,
                                reset.by(),
                                "reset"),
                        batch);
            }
        }
    }

    private List<AssetAmount> changes(MoneyCommand.ResetAccount reset) {
        Map<String, Long> start = new HashMap<>();
        reset.start().forEach(each -> start.put(each.asset(), each.units()));
        List<AssetAmount> changes = new ArrayList<>();
        for (int asset = 0; asset < state.ledger.assets().size(); asset++) {
            String name = state.ledger.assets().get(asset).name();
            long change = start.getOrDefault(name, 0L) - state.available(reset.account(), asset);
            if (change != 0) {
                changes.add(new AssetAmount(name, change));
            }
        }
        return changes;
    }
}
