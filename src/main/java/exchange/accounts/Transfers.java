package exchange.accounts;

import exchange.ledger.Account;
import exchange.ledger.Ledger;
import exchange.ledger.SystemAccount;
import exchange.market.AccountIds;
import exchange.market.TransferIds;
import exchange.market.TransferStatus;
import exchange.sequencer.PackedReader;
import exchange.sequencer.PackedWriter;
import exchange.sequencer.TransferItem;
import exchange.sequencer.TransferItems;

import org.agrona.collections.Long2ObjectHashMap;

import java.util.Map;
import java.util.TreeMap;

/**
 * Transfers between accounts as part of a ledger's state, and what each fact about them does to it.
 * Every transfer that was ever sent from here is kept under its sender's reference, so that none
 * counts twice.
 */
final class Transfers {
    private final LedgerState state;
    private final int partitions;
    private final Map<ReferenceKey, Transfer> byReference = new TreeMap<>();
    /** Of those on their way, by their id. */
    private final Long2ObjectHashMap<ReferenceKey> pending = new Long2ObjectHashMap<>();

    /** Transfers sent so far: the counter in the last id. */
    private long count;

    Transfers(LedgerState state, int partitions) {
        this.state = state;
        this.partitions = partitions;
    }

    /** What was sent under that reference, null when nothing was. */
    Transfer find(long account, String reference) {
        return byReference.get(ReferenceKey.of(account, reference));
    }

    /** What is on its way under that id. */
    Transfer pending(long transferId) {
        ReferenceKey key = pending.get(transferId);
        if (key == null) {
            throw new IllegalStateException("transfer " + transferId + " is not on its way");
        }
        return byReference.get(key);
    }

    long nextId() {
        return TransferIds.of(state.partition, count + 1);
    }

    boolean isOurs(long account) {
        return partition(account) == state.partition;
    }

    int partition(long account) {
        return AccountIds.partition(account, partitions);
    }

    int partitions() {
        return partitions;
    }

    void apply(TransferFact fact, long time) {
        if (fact instanceof TransferFact.OfAccount noticed) {
            state.owner(noticed.account()).count(noticed.accountSequence());
        }
        switch (fact) {
            case TransferFact.LedgersMet met -> state.meetLedgers(met.partitions());
            case TransferFact.TransferSent sent -> send(sent, time);
            case TransferFact.TransferReceived received -> receive(received);
            case TransferFact.TransferRefused refused ->
                tell(
                        refused.from(),
                        new TransferItem.Refused(refused.transferId(), refused.reason()));
            case TransferFact.TransferCompleted completed ->
                end(pending(completed.transferId()).completed());
            case TransferFact.TransferReturned returned -> {
                Ledger ledger = state.ledger;
                ledger.receive(
                        account(returned.account()),
                        clearing(),
                        ledger.assetIndex(returned.asset()),
                        returned.amount(),
                        returned.overflowed());
                end(pending(returned.transferId()).returned(returned.reason()));
            }
        }
    }

    private void send(TransferFact.TransferSent fact, long time) {
        if (fact.transferId() != nextId()) {
            throw new IllegalStateException("partition " + state.partition + " sent " + count
                    + " transfers, found the next to be " + fact.transferId());
        }
        count++;
        int asset = state.ledger.assetIndex(fact.asset());
        state.ledger.send(account(fact.account()), clearing(), asset, fact.amount());
        ReferenceKey key = ReferenceKey.of(fact.account(), fact.reference());
        pending.put(fact.transferId(), key);
        byReference.put(
                key,
                new Transfer(
                        fact.transferId(),
                        fact.account(),
                        fact.to(),
                        asset,
                        fact.amount(),
                        time,
                        TransferStatus.PENDING,
                        Reasons.NONE));
        tell(
                fact.to(),
                new TransferItem.Credit(
                        fact.transferId(),
                        fact.account(),
                        fact.to(),
                        fact.asset(),
                        fact.amount(),
                        fact.reference(),
                        fact.note(),
                        fact.notAfter()));
    }

    private void receive(TransferFact.TransferReceived fact) {
        state.ledger.receive(
                account(fact.account()),
                clearing(),
                state.ledger.assetIndex(fact.asset()),
                fact.amount(),
                0);
        tell(fact.from(), new TransferItem.Credited(fact.transferId()));
    }

    /** Nobody needs to be told of an account that is here. */
    private void tell(long account, TransferItem item) {
        if (!isOurs(account)) {
            int peer = state.peers.ledger(partition(account));
            TransferItems.write(state.links.to(peer), item);
        }
    }

    private void end(Transfer transfer) {
        byReference.put(pending.remove(transfer.transferId()), transfer);
    }

    private Account account(long id) {
        return state.owner(id).balances();
    }

    private SystemAccount clearing() {
        return state.ledger.transfers();
    }

    void write(PackedWriter out) {
        out.writeLong(count);
        out.writeLong(byReference.size());
        byReference.forEach((key, transfer) -> {
            key.write(out);
            transfer.write(out);
        });
    }

    void read(PackedReader in) {
        count = in.readLong();
        for (int left = in.readInt(); left > 0; left--) {
            ReferenceKey key = ReferenceKey.read(in);
            Transfer transfer = Transfer.read(in);
            byReference.put(key, transfer);
            if (transfer.isPending()) {
                pending.put(transfer.transferId(), key);
            }
        }
    }
}
