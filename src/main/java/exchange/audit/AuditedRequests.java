package exchange.audit;

import exchange.accounts.AssetAmount;
import exchange.accounts.FundsTerms;
import exchange.accounts.MoneyFact;
import exchange.market.FundsRequestIds;
import exchange.market.FundsRequestKind;
import exchange.market.FundsRequestStatus;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What people decided about the money of one partition, computed from the facts alone: each request
 * is counted once, ends at most once and as it was asked for, and nobody decides their own.
 */
final class AuditedRequests {
    private final int partition;
    private final AuditedMoney money;
    private final Map<Long, MoneyFact.FundsRequested> pending = new HashMap<>();
    private final Set<String> references = new HashSet<>();
    private final Set<Long> frozen = new HashSet<>();
    private long requests;

    AuditedRequests(int partition, AuditedMoney money) {
        this.partition = partition;
        this.money = money;
    }

    void apply(MoneyFact fact) {
        money.account(fact.account()).count(fact.accountSequence());
        switch (fact) {
            case MoneyFact.FundsRequested requested -> request(requested);
            case MoneyFact.FundsDecided decided -> decide(decided);
            case MoneyFact.AccountReset reset -> reset(reset);
            case MoneyFact.FreezeSet set -> {
                if (set.frozen()) {
                    frozen.add(set.account());
                } else {
                    frozen.remove(set.account());
                }
            }
        }
    }

    boolean isFrozen(long account) {
        return frozen.contains(account);
    }

    private void request(MoneyFact.FundsRequested fact) {
        FundsTerms terms = fact.terms();
        long expectedId = FundsRequestIds.of(partition, ++requests);
        BadBatch.require(
                terms.requestId() == expectedId,
                "request %d is made, the next is %d",
                terms.requestId(),
                expectedId);
        money.requireDefined(terms.asset());
        BadBatch.require(
                references.add(terms.kind() + "/" + fact.account() + "/" + terms.reference()),
                "the reference %s of account %d counts twice",
                terms.reference(),
                fact.account());
        BadBatch.require(
                terms.amount() > 0
                        || terms.kind() == FundsRequestKind.ADJUSTMENT && terms.amount() != 0,
                "request %d is for %d",
                terms.requestId(),
                terms.amount());
        pending.put(terms.requestId(), fact);
        if (terms.kind() == FundsRequestKind.WITHDRAWAL) {
            money.requireNotFrozen(fact.account(), "withdrawal", terms.requestId());
            money.account(fact.account()).post(terms.asset(), -terms.amount(), terms.amount());
        }
    }

    private void decide(MoneyFact.FundsDecided fact) {
        FundsTerms terms = fact.terms();
        MoneyFact.FundsRequested asked = pending.remove(terms.requestId());
        BadBatch.require(
                asked != null
                        && asked.account() == fact.account()
                        && asked.terms().equals(terms)
                        && fact.status() != FundsRequestStatus.PENDING,
                "request %d ends otherwise than it was made",
                terms.requestId());
        BadBatch.require(
                fact.status() == FundsRequestStatus.CANCELED || !fact.by().equals(asked.by()),
                "request %d is decided by %s, who made it",
                terms.requestId(),
                fact.by());
        boolean approved = fact.status() == FundsRequestStatus.APPROVED;
        AuditedAccount account = money.account(fact.account());
        switch (terms.kind()) {
            case WITHDRAWAL -> {
                account.post(terms.asset(), approved ? 0 : terms.amount(), -terms.amount());
                if (approved) {
                    money.requireNotFrozen(fact.account(), "withdrawal", terms.requestId());
                    money.post("withdrawals", terms.asset(), terms.amount());
                }
            }
            case ADJUSTMENT -> {
                if (approved) {
                    account.post(terms.asset(), terms.amount(), 0);
                    money.post("adjustments", terms.asset(), -terms.amount());
                }
            }
        }
    }

    private void reset(MoneyFact.AccountReset fact) {
        AuditedAccount account = money.account(fact.account());
        BadBatch.require(
                account.holdsNothing(), "account %d is reset with open holds", fact.account());
        for (AssetAmount change : fact.changes()) {
            money.requireDefined(change.asset());
            account.post(change.asset(), change.units(), 0);
            money.post("adjustments", change.asset(), -change.units());
        }
    }
}
