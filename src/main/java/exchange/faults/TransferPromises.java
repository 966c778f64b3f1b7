package exchange.faults;

import exchange.accounts.LedgerCommand;
import exchange.accounts.LedgerReply;
import exchange.accounts.TransferFact;
import exchange.accounts.TransferView;
import exchange.market.AccountIds;
import exchange.market.TransferStatus;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What senders of money were told, held against the journals for ever after: what is said to have
 * arrived was received once, what came back was received by nobody, and what is final never comes
 * to be. That no money is lost on the way is the audit's to see.
 */
final class TransferPromises {
    private record Name(long account, String reference) {}

    private final World world;
    private final Map<Name, TransferFact.TransferSent> sent = new HashMap<>();
    private final Map<Long, TransferFact.TransferSent> onItsWay = new HashMap<>();
    private final Set<Long> received = new HashSet<>();
    private final Set<Long> refused = new HashSet<>();
    private final Map<Name, Long> finalUpTo = new HashMap<>();

    TransferPromises(World world) {
        this.world = world;
    }

    private void require(boolean holds, Supplier<String> what) {
        if (!holds) {
            world.violated(what.get());
        }
    }

    // what the journals say

    void happened(TransferFact fact) {
        switch (fact) {
            case TransferFact.LedgersMet met -> {}
            case TransferFact.TransferSent each -> send(each);
            case TransferFact.TransferReceived each ->
                require(
                        received.add(each.transferId()) && !refused.contains(each.transferId()),
                        () -> "received twice, or after it was refused: " + each);
            case TransferFact.TransferRefused each ->
                require(
                        refused.add(each.transferId()) && !received.contains(each.transferId()),
                        () -> "refused twice, or after it was received: " + each);
            case TransferFact.TransferCompleted each ->
                require(
                        onItsWay.remove(each.transferId()) != null
                                && received.contains(each.transferId()),
                        () -> "completed, but not received just once: " + each);
            case TransferFact.TransferReturned each ->
                require(
                        onItsWay.remove(each.transferId()) != null
                                && refused.contains(each.transferId()),
                        () -> "returned, but not refused just once: " + each);
        }
    }

    private void send(TransferFact.TransferSent fact) {
        Name name = new Name(fact.account(), fact.reference());
        require(sent.put(name, fact) == null, () -> "sent twice: " + fact);
        require(
                finalUpTo.getOrDefault(name, 0L) < fact.notAfter(),
                () -> "sent after it was final that it is not: " + fact);
        onItsWay.put(fact.transferId(), fact);
    }

    // what clients hear

    void answered(LedgerCommand command, LedgerReply reply) {
        if (reply instanceof LedgerReply.Transferred found) {
            told(found.transfer());
        } else if (reply instanceof LedgerReply.NotFound none
                && none.finalAnswer()
                && command instanceof LedgerCommand.GetTransfer get) {
            Name name = new Name(get.account(), get.reference());
            finalUpTo.merge(name, get.finalAt(), Math::max);
            require(
                    !sent.containsKey(name) || sent.get(name).notAfter() > get.finalAt(),
                    () -> "final that it is not sent, but it is: " + sent.get(name));
        }
    }

    private void told(TransferView told) {
        TransferFact.TransferSent fact = sent.get(new Name(told.from(), told.reference()));
        require(
                fact != null
                        && fact.transferId() == told.transferId()
                        && fact.to() == told.to()
                        && fact.asset().equals(told.asset())
                        && fact.amount() == told.amount(),
                () -> "told of " + told + ", the journal has " + fact);
        boolean isTrue = switch (told.status()) {
            case PENDING -> true;
            case COMPLETED -> received.contains(told.transferId());
            case RETURNED -> refused.contains(told.transferId());
        };
        require(isTrue, () -> "told of " + told + ", which no journal says");
        if (told.status() == TransferStatus.RETURNED) {
            world.tally.count(CrashPoint.TRANSFER_RETURNED);
        }
    }

    /** A ledger ends: perhaps in the middle of somebody's transfer. */
    void ledgerEnds(int partition) {
        for (TransferFact.TransferSent each : onItsWay.values()) {
            boolean arrived =
                    received.contains(each.transferId()) || refused.contains(each.transferId());
            if (partition(each.account()) == partition) {
                world.tally.count(
                        arrived
                                ? CrashPoint.SENDER_ENDS_UNTOLD
                                : CrashPoint.SENDER_ENDS_BEFORE_RECEIVER);
            } else if (!arrived) {
                world.tally.count(CrashPoint.RECEIVER_ENDS);
            }
        }
    }

    private static int partition(long account) {
        return AccountIds.partition(account, Cluster.PARTITIONS);
    }

    void atTheEnd() {
        require(onItsWay.isEmpty(), () -> "sent, and never came to an end: " + onItsWay.values());
        sent.values()
                .forEach(each -> require(
                        received.contains(each.transferId()) != refused.contains(each.transferId()),
                        () -> "neither received nor refused, or both: " + each));
    }
}
