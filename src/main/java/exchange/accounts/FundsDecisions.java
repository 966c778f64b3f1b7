package exchange.accounts;

import exchange.market.Asset;
import exchange.market.MarketRules;
import exchange.market.RejectReason;
import exchange.sequencer.Batch;

/**
 * Decides what money there is, assets, markets that trade them, deposits from outside, and what
 * holds for an account as a whole.
 */
final class FundsDecisions {
    private static final int REFERENCE_LENGTH_MAX = 128;

    private final LedgerState state;
    private final Journal journal;
    private final LedgerQueries queries;

    FundsDecisions(LedgerState state, Journal journal, LedgerQueries queries) {
        this.state = state;
        this.journal = journal;
        this.queries = queries;
    }

    LedgerReply defineAsset(Asset asset, Batch batch) {
        int index = state.ledger.assetIndex(asset.name());
        if (index < 0) {
            journal.emit(new LedgerFact.AssetDefined(asset), batch);
            return new LedgerReply.Done();
        }
        return state.ledger.assets().get(index).equals(asset)
                ? new LedgerReply.Done()
                : refused(RejectReason.INVALID_FIELD, "scale");
    }

    LedgerReply defineMarket(MarketRules given, Batch batch) {
        MarketRules rules = given.forLedgers();
        if (!isDefined(rules.base()) || rules.base().equals(rules.quote())) {
            return refused(RejectReason.UNKNOWN_ASSET, "base");
        }
        if (!isDefined(rules.quote())) {
            return refused(RejectReason.UNKNOWN_ASSET, "quote");
        }
        KnownMarket known = state.market(rules.symbol());
        if (known != null && !known.rules().sameUnits(rules)) {
            return refused(RejectReason.INVALID_FIELD, "units");
        }
        if (known == null || !known.rules().equals(rules)) {
            journal.emit(new LedgerFact.MarketKnown(rules), batch);
        }
        return new LedgerReply.Done();
    }

    private boolean isDefined(Asset asset) {
        int index = state.ledger.assetIndex(asset.name());
        return index >= 0 && state.ledger.assets().get(index).equals(asset);
    }

    LedgerReply deposit(LedgerCommand.Deposit deposit, Batch batch) {
        int length = deposit.reference().length();
        if (length == 0 || length > REFERENCE_LENGTH_MAX) {
            return refused(RejectReason.INVALID_FIELD, "reference");
        }
        int asset = state.ledger.assetIndex(deposit.asset());
        if (asset < 0) {
            return refused(RejectReason.UNKNOWN_ASSET, "asset");
        }
        if (deposit.amount() <= 0) {
            return refused(RejectReason.INVALID_FIELD, "amount");
        }
        DepositReferences.Content before =
                state.references.find(deposit.account(), deposit.reference());
        if (before != null) {
            return before.equals(new DepositReferences.Content(asset, deposit.amount()))
                    ? deposited(deposit, asset, true)
                    : refused(RejectReason.DUPLICATE_REFERENCE, "reference");
        }
        if (deposit.amount() > queries.room(deposit.account(), asset)) {
            return refused(RejectReason.BALANCE_LIMIT, "amount");
        }
        LedgerFact.Deposited fact = new LedgerFact.Deposited(
                deposit.account(),
                state.nextSequence(deposit.account()),
                deposit.asset(),
                deposit.amount(),
                deposit.reference(),
                deposit.by());
        journal.emit(fact, batch);
        return deposited(deposit, asset, false);
    }

    LedgerReply setPrevention(LedgerCommand.SetSelfTradePrevention set, Batch batch) {
        if (state.selfTradePrevention(set.account()) != set.selfTradePrevention()) {
            journal.emit(
                    new LedgerFact.SelfTradePreventionSet(
                            set.account(),
                            state.nextSequence(set.account()),
                            set.selfTradePrevention()),
                    batch);
        }
        return queries.settings(set.account());
    }

    LedgerReply setTier(LedgerCommand.SetTier set, Batch batch) {
        if (state.tier(set.account()) != set.tier()) {
            journal.emit(
                    new LedgerFact.TierSet(
                            set.account(), state.nextSequence(set.account()), set.tier(), set.by()),
                    batch);
        }
        return queries.settings(set.account());
    }

    private LedgerReply deposited(LedgerCommand.Deposit deposit, int asset, boolean duplicate) {
        return new LedgerReply.Deposited(
                deposit.account(),
                deposit.asset(),
                deposit.amount(),
                queries.balance(deposit.account(), asset),
                duplicate);
    }

    private static LedgerReply refused(RejectReason reason, String field) {
        return new LedgerReply.Refused(reason, field);
    }
}
