package exchange.accounts;

import exchange.market.FundsRequestKind;
import exchange.market.FundsRequestStatus;
import exchange.market.RejectReason;
import exchange.sequencer.Batch;

import java.util.Optional;

/**
 * Decides what people ask of an account's money: withdrawals and adjustments, which one person asks
 * for and another approves, and freezing. What was decided stays decided: asked again, each gives
 * the answer it gave before.
 */
final class MoneyDecisions {
    /** Requests of one account that may wait for an admin, of both kinds together. */
    static final int PENDING_MAX = 100;

    private final LedgerState state;
    private final Journal journal;
    private final LedgerQueries queries;
    private final ResetDecisions resets;

    MoneyDecisions(LedgerState state, Journal journal, LedgerQueries queries) {
        this.state = state;
        this.journal = journal;
        this.queries = queries;
        resets = new ResetDecisions(state, journal);
    }

    LedgerReply decide(MoneyCommand command, Batch batch) {
        return switch (command) {
            case MoneyCommand.RequestFunds request -> request(request, batch);
            case MoneyCommand.DecideFunds decide -> decide(decide, batch);
            case MoneyCommand.CancelFunds cancel -> cancel(cancel, batch);
            case MoneyCommand.SetFreeze set -> setFreeze(set, batch);
            case MoneyCommand.ResetAccount reset -> resets.reset(reset, batch);
        };
    }

    private LedgerReply request(MoneyCommand.RequestFunds asked, Batch batch) {
        Optional<LedgerReply.Refused> wrong = wrong(asked);
        if (wrong.isPresent()) {
            return wrong.get();
        }
        FundsRequest before =
                state.requests.named(asked.requestKind(), asked.account(), asked.reference());
        if (before != null) {
            return before.terms.sameContent(asked.asset(), asked.amount(), asked.details())
                    ? result(before, true)
                    : refused(RejectReason.DUPLICATE_REFERENCE, "reference");
        }
        if (state.requests.pending(asked.account()).size() >= PENDING_MAX) {
            return refused(RejectReason.TOO_MANY_PENDING, "");
        }
        if (asked.requestKind() == FundsRequestKind.WITHDRAWAL) {
            if (state.isFrozen(asked.account())) {
                return refused(RejectReason.ACCOUNT_FROZEN, "");
            }
            int asset = state.ledger.assetIndex(asked.asset());
            if (asked.amount() > state.available(asked.account(), asset)) {
                return refused(RejectReason.INSUFFICIENT_FUNDS, "amount");
            }
        }
        FundsTerms terms = new FundsTerms(
                state.requests.nextId(),
                asked.requestKind(),
                asked.asset(),
                asked.amount(),
                asked.reference(),
                asked.details());
        journal.emit(
                new MoneyFact.FundsRequested(
                        asked.account(), state.nextSequence(asked.account()), terms, asked.by()),
                batch);
        return result(state.requests.find(terms.requestId(), terms.kind()), false);
    }

    private Optional<LedgerReply.Refused> wrong(MoneyCommand.RequestFunds asked) {
        if (!FundsText.isGiven(asked.reference())) {
            return PlaceRules.wrong(RejectReason.INVALID_FIELD, "reference");
        }
        if (!FundsText.isGiven(asked.details())) {
            return PlaceRules.wrong(RejectReason.INVALID_FIELD, "details");
        }
        if (state.ledger.assetIndex(asked.asset()) < 0) {
            return PlaceRules.wrong(RejectReason.UNKNOWN_ASSET, "asset");
        }
        boolean isPossible = switch (asked.requestKind()) {
            case WITHDRAWAL -> asked.amount() > 0;
            // The one amount that cannot be taken back out of a balance again.
            case ADJUSTMENT -> asked.amount() != 0 && asked.amount() != Long.MIN_VALUE;
        };
        return isPossible
                ? Optional.empty()
                : PlaceRules.wrong(RejectReason.INVALID_FIELD, "amount");
    }

    private LedgerReply decide(MoneyCommand.DecideFunds decide, Batch batch) {
        FundsRequest request = state.requests.find(decide.requestId(), decide.requestKind());
        if (request == null) {
            return new LedgerReply.NotFound(true);
        }
        if (!request.isPending()) {
            return ended(request, decide.status());
        }
        if (!FundsText.isPlain(decide.reason())) {
            return refused(RejectReason.INVALID_FIELD, "reason");
        }
        if (request.requestedBy.equals(decide.by())) {
            return refused(RejectReason.SAME_ADMIN, "");
        }
        if (request.account == decide.byAccount()) {
            return refused(RejectReason.OWN_MONEY, "");
        }
        if (decide.status() == FundsRequestStatus.APPROVED) {
            Optional<RejectReason> obstacle = obstacle(request);
            if (obstacle.isPresent()) {
                return refused(obstacle.get(), "");
            }
        }
        return end(request, decide.status(), decide.by(), decide.reason(), batch);
    }

    /** Why money cannot move now, empty when it can. */
    private Optional<RejectReason> obstacle(FundsRequest request) {
        long amount = request.terms.amount();
        int asset = state.ledger.assetIndex(request.terms.asset());
        return switch (request.terms.kind()) {
            case WITHDRAWAL ->
                state.isFrozen(request.account)
                        ? Optional.of(RejectReason.ACCOUNT_FROZEN)
                        : Optional.empty();
            case ADJUSTMENT -> {
                if (-amount > state.available(request.account, asset)) {
                    yield Optional.of(RejectReason.INSUFFICIENT_FUNDS);
                }
                yield amount > queries.room(request.account, asset)
                        ? Optional.of(RejectReason.BALANCE_LIMIT)
                        : Optional.empty();
            }
        };
    }

    private LedgerReply cancel(MoneyCommand.CancelFunds cancel, Batch batch) {
        FundsRequest request = state.requests.find(cancel.requestId(), cancel.requestKind());
        boolean isTheirs = request != null
                && switch (cancel.requestKind()) {
                    case WITHDRAWAL -> request.account == cancel.account();
                    case ADJUSTMENT -> request.requestedBy.equals(cancel.by());
                };
        if (!isTheirs) {
            return new LedgerReply.NotFound(true);
        }
        return request.isPending()
                ? end(request, FundsRequestStatus.CANCELED, cancel.by(), "", batch)
                : ended(request, FundsRequestStatus.CANCELED);
    }

    private LedgerReply end(
            FundsRequest request, FundsRequestStatus status, String by, String why, Batch batch) {
        journal.emit(
                new MoneyFact.FundsDecided(
                        request.account,
                        state.nextSequence(request.account),
                        request.terms,
                        status,
                        by,
                        why),
                batch);
        return result(request, false);
    }

    private LedgerReply ended(FundsRequest request, FundsRequestStatus wanted) {
        return request.status() == wanted
                ? result(request, true)
                : refused(RejectReason.NOT_PENDING, "");
    }

    private LedgerReply result(FundsRequest request, boolean duplicate) {
        return new LedgerReply.FundsRequestResult(
                request.view(), state.nextSequence(request.account) - 1, duplicate);
    }

    private LedgerReply setFreeze(MoneyCommand.SetFreeze set, Batch batch) {
        if (!FundsText.isGiven(set.reason())) {
            return refused(RejectReason.INVALID_FIELD, "reason");
        }
        Freeze now = state.freeze(set.account());
        boolean saysMore = set.frozen() && !now.reason().equals(set.reason());
        if (now.frozen() != set.frozen() || saysMore) {
            journal.emit(
                    new MoneyFact.FreezeSet(
                            set.account(),
                            state.nextSequence(set.account()),
                            set.frozen(),
                            set.by(),
                            set.reason()),
                    batch);
        }
        return queries.freeze(set.account());
    }

    private static LedgerReply refused(RejectReason reason, String field) {
        return new LedgerReply.Refused(reason, field);
    }
}
