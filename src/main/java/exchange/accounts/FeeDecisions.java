package exchange.accounts;

import exchange.market.RejectReason;
import exchange.sequencer.Batch;

/** Decides what rates an account pays. Each command is answered with the terms as they are then. */
final class FeeDecisions {
    /** The highest rate that a market may have, too. */
    static final int FEE_MAX = 100_000;

    static final int OVERRIDES_MAX = 1_000;
    private static final int REASON_LENGTH_MAX = 400;

    private final LedgerState state;
    private final Journal journal;
    private final LedgerQueries queries;

    FeeDecisions(LedgerState state, Journal journal, LedgerQueries queries) {
        this.state = state;
        this.journal = journal;
        this.queries = queries;
    }

    LedgerReply decide(FeeCommand command, Batch batch) {
        return switch (command) {
            case FeeCommand.SetFeeLevel set -> setLevel(set, batch);
            case FeeCommand.OverrideFees override -> override(override, batch);
            case FeeCommand.EndFeeOverride end -> end(end, batch);
        };
    }

    private LedgerReply setLevel(FeeCommand.SetFeeLevel set, Batch batch) {
        FeeTerms terms = state.fees(set.account());
        if (set.day() > terms.countedDay() && !set.level().equals(terms.level())) {
            journal.emit(
                    new FeeFact.FeeLevelSet(
                            set.account(),
                            state.nextSequence(set.account()),
                            set.level(),
                            set.day(),
                            set.volume(),
                            set.by()),
                    batch);
        }
        return queries.fees(set.account());
    }

    private LedgerReply override(FeeCommand.OverrideFees command, Batch batch) {
        FeeOverride override = command.override();
        if (isNoFee(override.makerFee())) {
            return refused(RejectReason.INVALID_FIELD, "maker_fee");
        }
        if (isNoFee(override.takerFee())) {
            return refused(RejectReason.INVALID_FIELD, "taker_fee");
        }
        if (!override.symbol().isEmpty() && state.market(override.symbol()) == null) {
            return refused(RejectReason.UNKNOWN_MARKET, "symbol");
        }
        if (override.expiresAt() < 0 || !override.holdsAt(batch.time())) {
            return refused(RejectReason.INVALID_FIELD, "expires_at");
        }
        if (isNoReason(command.reason())) {
            return refused(RejectReason.INVALID_FIELD, "reason");
        }
        FeeTerms terms = state.fees(command.account());
        if (terms.with(override).overrides().size() > OVERRIDES_MAX) {
            return refused(RejectReason.INVALID_FIELD, "symbol");
        }
        if (!terms.overrides().contains(override)) {
            journal.emit(
                    new FeeFact.FeesOverridden(
                            command.account(),
                            state.nextSequence(command.account()),
                            override,
                            command.by(),
                            command.reason()),
                    batch);
        }
        return queries.fees(command.account());
    }

    private LedgerReply end(FeeCommand.EndFeeOverride end, Batch batch) {
        if (isNoReason(end.reason())) {
            return refused(RejectReason.INVALID_FIELD, "reason");
        }
        boolean isThere = state.fees(end.account()).overrides().stream()
                .anyMatch(each -> each.symbol().equals(end.symbol()));
        if (isThere) {
            journal.emit(
                    new FeeFact.FeeOverrideEnded(
                            end.account(),
                            state.nextSequence(end.account()),
                            end.symbol(),
                            end.by(),
                            end.reason()),
                    batch);
        }
        return queries.fees(end.account());
    }

    private static boolean isNoFee(int rate) {
        return rate < 0 || rate > FEE_MAX;
    }

    private static boolean isNoReason(String reason) {
        return reason.isBlank() || reason.length() > REASON_LENGTH_MAX;
    }

    private static LedgerReply refused(RejectReason reason, String field) {
        return new LedgerReply.Refused(reason, field);
    }
}
