package exchange.audit;

import exchange.accounts.TransferFact;
import exchange.market.AccountIds;
import exchange.market.TransferIds;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Money between accounts of one partition's facts: each transfer leaves its sender once, reaches a
 * receiver or comes back, and what is of one partition alone is complete within its batch.
 */
final class AuditedTransferMoney {
    private static final String CLEARING = "clearing/transfers";

    private final int partition;
    private final int partitions;
    private final AuditedMoney money;
    private final Set<String> references = new HashSet<>();
    private final Map<Long, TransferFact.TransferSent> pending = new HashMap<>();
    /** What was sent within the partition and is not received yet. */
    private final Map<Long, TransferFact.TransferSent> local = new HashMap<>();

    private long sent;

    AuditedTransferMoney(int partition, int partitions, AuditedMoney money) {
        this.partition = partition;
        this.partitions = partitions;
        this.money = money;
    }

    void apply(TransferFact fact) {
        if (fact instanceof TransferFact.OfAccount noticed) {
            money.account(noticed.account()).count(noticed.accountSequence());
        }
        switch (fact) {
            case TransferFact.LedgersMet met ->
                BadBatch.require(
                        met.partitions() == partitions,
                        "it meets %d ledgers, there are %d",
                        met.partitions(),
                        partitions);
            case TransferFact.TransferSent each -> send(each);
            case TransferFact.TransferReceived each -> receive(each);
            case TransferFact.TransferRefused refused -> {}
            case TransferFact.TransferCompleted each -> end(each.transferId(), each.account());
            case TransferFact.TransferReturned each -> giveBack(each);
        }
    }

    private void send(TransferFact.TransferSent fact) {
        long expected = TransferIds.of(partition, ++sent);
        BadBatch.require(
                fact.transferId() == expected,
                "transfer %d is sent, the next is %d",
                fact.transferId(),
                expected);
        money.requireNotFrozen(fact.account(), "transfer", fact.transferId());
        BadBatch.require(
                fact.amount() > 0 && fact.to() != fact.account(),
                "a transfer of %d from account %d to %d",
                fact.amount(),
                fact.account(),
                fact.to());
        BadBatch.require(
                references.add(fact.account() + "/" + fact.reference()),
                "the transfer %s of account %d counts twice",
                fact.reference(),
                fact.account());
        move(fact.account(), fact.asset(), -fact.amount());
        pending.put(fact.transferId(), fact);
        if (isOurs(fact.to())) {
            local.put(fact.transferId(), fact);
        }
    }

    private void receive(TransferFact.TransferReceived fact) {
        if (isOurs(fact.from())) {
            TransferFact.TransferSent of = local.remove(fact.transferId());
            BadBatch.require(
                    of != null
                            && of.to() == fact.account()
                            && of.account() == fact.from()
                            && of.asset().equals(fact.asset())
                            && of.amount() == fact.amount(),
                    "transfer %d is received as %s, it was sent as %s",
                    fact.transferId(),
                    fact,
                    of);
        }
        BadBatch.require(fact.amount() > 0, "a transfer of %d comes", fact.amount());
        move(fact.account(), fact.asset(), fact.amount());
    }

    private TransferFact.TransferSent end(long transferId, long account) {
        TransferFact.TransferSent of = pending.remove(transferId);
        BadBatch.require(
                of != null && of.account() == account && !local.containsKey(transferId),
                "transfer %d of account %d is not on its way",
                transferId,
                account);
        return of;
    }

    private void giveBack(TransferFact.TransferReturned fact) {
        TransferFact.TransferSent of = end(fact.transferId(), fact.account());
        BadBatch.require(
                of.asset().equals(fact.asset())
                        && of.amount() == fact.amount()
                        && fact.overflowed() >= 0
                        && fact.overflowed() <= fact.amount(),
                "transfer %d comes back as %s, it was sent as %s",
                fact.transferId(),
                fact,
                of);
        money.account(fact.account()).post(fact.asset(), fact.amount() - fact.overflowed(), 0);
        money.post("overflow", fact.asset(), fact.overflowed());
        money.post(CLEARING, fact.asset(), -fact.amount());
    }

    private void move(long account, String asset, long units) {
        money.requireDefined(asset);
        money.account(account).post(asset, units, 0);
        money.post(CLEARING, asset, -units);
    }

    /** Between batches nothing of this partition alone is on its way. */
    void endBatch() {
        BadBatch.require(local.isEmpty(), "sent and not received within the partition: %s", local);
    }

    private boolean isOurs(long account) {
        return AccountIds.partition(account, partitions) == partition;
    }
}
