package exchange.accounts;

import exchange.ledger.Account;

/** What people's decisions about money do to a ledger's state, while deciding and in replay. */
final class MoneyEffects {
    private MoneyEffects() {}

    static void apply(LedgerState state, MoneyFact fact, long time) {
        Owner owner = state.owner(fact.account());
        owner.count(fact.accountSequence());
        switch (fact) {
            case MoneyFact.FundsRequested requested -> request(state, owner, requested, time);
            case MoneyFact.FundsDecided decided -> {
                state.requests.ended(decided, time);
                end(state, owner.balances(), decided);
            }
            case MoneyFact.AccountReset reset -> {
                owner.resets = owner.resets.next(time, reset.reference());
                reset.changes()
                        .forEach(change -> state.ledger.adjust(
                                owner.balances(),
                                state.ledger.assetIndex(change.asset()),
                                change.units()));
            }
            case MoneyFact.FreezeSet set ->
                owner.freeze = new Freeze(set.frozen(), set.by(), set.reason(), time);
        }
    }

    private static void request(
            LedgerState state, Owner owner, MoneyFact.FundsRequested fact, long time) {
        FundsTerms terms = fact.terms();
        state.requests.add(new FundsRequest(fact.account(), terms, fact.by(), time));
        switch (terms.kind()) {
            case WITHDRAWAL ->
                state.ledger.hold(owner.balances(), asset(state, terms), terms.amount());
            case ADJUSTMENT -> {}
        }
    }

    private static void end(LedgerState state, Account balances, MoneyFact.FundsDecided fact) {
        FundsTerms terms = fact.terms();
        int asset = asset(state, terms);
        switch (terms.kind()) {
            case WITHDRAWAL -> {
                switch (fact.status()) {
                    case APPROVED -> state.ledger.withdraw(balances, asset, terms.amount());
                    case REFUSED, CANCELED -> state.ledger.release(balances, asset, terms.amount());
                    case PENDING -> throw new IllegalStateException("no end: " + fact);
                }
            }
            case ADJUSTMENT -> {
                switch (fact.status()) {
                    case APPROVED -> state.ledger.adjust(balances, asset, terms.amount());
                    case REFUSED, CANCELED -> {}
                    case PENDING -> throw new IllegalStateException("no end: " + fact);
                }
            }
        }
    }

    private static int asset(LedgerState state, FundsTerms terms) {
        return state.ledger.assetIndex(terms.asset());
    }
}
