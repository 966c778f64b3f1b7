package exchange.accounts;

import exchange.market.RejectReason;
import exchange.sequencer.Batch;
import exchange.sequencer.TransferItem;

import java.util.Optional;

/**
 * Decides what money goes from one account to another, and whether to take what comes from other
 * ledgers. Within one partition a transfer is complete at once; otherwise its receiver's ledger has
 * the last word.
 */
final class TransferDecisions {
    static final int REFERENCE_LENGTH_MAX = 200;
    static final int NOTE_LENGTH_MAX = 200;
    /** Items that another ledger has not acknowledged: beyond it nothing more is sent there. */
    static final int WINDOW_ITEMS = 8_192;

    private final LedgerState state;
    private final Journal journal;
    private final LedgerQueries queries;

    TransferDecisions(LedgerState state, Journal journal, LedgerQueries queries) {
        this.state = state;
        this.journal = journal;
        this.queries = queries;
    }

    /** Makes the links with all other partitions, once. */
    LedgerReply meetLedgers(Batch batch) {
        int partitions = state.transfers.partitions();
        if (partitions > 1 && state.peers.firstLedger() < 0) {
            journal.emit(new TransferFact.LedgersMet(partitions), batch);
        }
        return new LedgerReply.Done();
    }

    /** Answers at once, or says that the front is to wait for the other ledger. */
    Object transfer(LedgerCommand.Transfer transfer, Batch batch) {
        Optional<LedgerReply.Refused> wrong = wrong(transfer);
        if (wrong.isPresent()) {
            return wrong.get();
        }
        Transfer before = state.transfers.find(transfer.account(), transfer.reference());
        if (before != null) {
            return repeated(transfer, before);
        }
        Optional<LedgerReply.Refused> refusal = refusal(transfer, batch);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        long transferId = state.transfers.nextId();
        journal.emit(
                new TransferFact.TransferSent(
                        transfer.account(),
                        state.nextSequence(transfer.account()),
                        transferId,
                        transfer.to(),
                        transfer.asset(),
                        transfer.amount(),
                        transfer.reference(),
                        transfer.note(),
                        transfer.notAfter(),
                        transfer.by()),
                batch);
        if (state.transfers.isOurs(transfer.to())) {
            complete(transfer, transferId, batch);
        }
        Transfer sent = state.transfers.find(transfer.account(), transfer.reference());
        return answer(transfer, sent, false);
    }

    private Optional<LedgerReply.Refused> wrong(LedgerCommand.Transfer transfer) {
        int length = transfer.reference().length();
        if (length == 0 || length > REFERENCE_LENGTH_MAX) {
            return refused(RejectReason.INVALID_FIELD, "reference");
        }
        if (transfer.note().length() > NOTE_LENGTH_MAX) {
            return refused(RejectReason.INVALID_FIELD, "note");
        }
        if (state.ledger.assetIndex(transfer.asset()) < 0) {
            return refused(RejectReason.UNKNOWN_ASSET, "asset");
        }
        if (transfer.amount() <= 0) {
            return refused(RejectReason.INVALID_FIELD, "amount");
        }
        if (transfer.to() <= 0) {
            return refused(RejectReason.UNKNOWN_RECEIVER, "to");
        }
        return transfer.to() == transfer.account()
                ? refused(RejectReason.OWN_ACCOUNT, "to")
                : Optional.empty();
    }

    private Object repeated(LedgerCommand.Transfer transfer, Transfer before) {
        boolean same = before.to() == transfer.to()
                && before.asset() == state.ledger.assetIndex(transfer.asset())
                && before.amount() == transfer.amount();
        return same
                ? answer(transfer, before, true)
                : new LedgerReply.Refused(RejectReason.DUPLICATE_REFERENCE, "reference");
    }

    private Optional<LedgerReply.Refused> refusal(LedgerCommand.Transfer transfer, Batch batch) {
        int asset = state.ledger.assetIndex(transfer.asset());
        if (batch.time() > transfer.notAfter()) {
            return refused(RejectReason.TOO_LATE, "");
        }
        if (state.isFrozen(transfer.account())) {
            return refused(RejectReason.ACCOUNT_FROZEN, "");
        }
        if (transfer.amount() > state.available(transfer.account(), asset)) {
            return refused(RejectReason.INSUFFICIENT_FUNDS, "amount");
        }
        if (state.transfers.isOurs(transfer.to())) {
            return transfer.amount() > queries.room(transfer.to(), asset)
                    ? refused(RejectReason.BALANCE_LIMIT, "amount")
                    : Optional.empty();
        }
        int peer = state.peers.ledger(state.transfers.partition(transfer.to()));
        boolean busy = peer < 0 || state.links.to(peer).unacknowledged() >= WINDOW_ITEMS;
        return busy ? refused(RejectReason.OVERLOADED, "") : Optional.empty();
    }

    private void complete(LedgerCommand.Transfer transfer, long transferId, Batch batch) {
        journal.emit(
                new TransferFact.TransferReceived(
                        transfer.to(),
                        state.nextSequence(transfer.to()),
                        transferId,
                        transfer.account(),
                        transfer.asset(),
                        transfer.amount(),
                        transfer.reference(),
                        transfer.note()),
                batch);
        completed(transfer.account(), transferId, batch);
    }

    private void completed(long account, long transferId, Batch batch) {
        journal.emit(
                new TransferFact.TransferCompleted(
                        account, state.nextSequence(account), transferId),
                batch);
    }

    private Object answer(LedgerCommand.Transfer asked, Transfer found, boolean duplicate) {
        TransferView view = queries.view(found, asked.reference());
        return found.isPending()
                ? new Routed.TransferOnItsWay(view, duplicate)
                : new LedgerReply.Transferred(view, duplicate);
    }

    // what comes from other ledgers

    void take(TransferItem item, Batch batch) {
        switch (item) {
            case TransferItem.Credit credit -> {
                Optional<RejectReason> refusal = refusal(credit, batch);
                if (refusal.isPresent()) {
                    refuse(credit, refusal.get(), batch);
                } else {
                    receive(credit, batch);
                }
            }
            case TransferItem.Credited credited -> {
                Transfer sent = state.transfers.pending(credited.transferId());
                completed(sent.from(), sent.transferId(), batch);
            }
            case TransferItem.Refused refused -> {
                Transfer sent = state.transfers.pending(refused.transferId());
                long room = queries.room(sent.from(), sent.asset());
                journal.emit(
                        new TransferFact.TransferReturned(
                                sent.from(),
                                state.nextSequence(sent.from()),
                                sent.transferId(),
                                state.ledger.assets().get(sent.asset()).name(),
                                sent.amount(),
                                Math.max(0, sent.amount() - room),
                                refused.reason()),
                        batch);
            }
        }
    }

    private Optional<RejectReason> refusal(TransferItem.Credit credit, Batch batch) {
        int asset = state.ledger.assetIndex(credit.asset());
        if (asset < 0) {
            return Optional.of(RejectReason.UNKNOWN_ASSET);
        }
        if (batch.time() > credit.notAfter()) {
            return Optional.of(RejectReason.TOO_LATE);
        }
        return credit.amount() > queries.room(credit.to(), asset)
                ? Optional.of(RejectReason.BALANCE_LIMIT)
                : Optional.empty();
    }

    private void receive(TransferItem.Credit credit, Batch batch) {
        journal.emit(
                new TransferFact.TransferReceived(
                        credit.to(),
                        state.nextSequence(credit.to()),
                        credit.transferId(),
                        credit.from(),
                        credit.asset(),
                        credit.amount(),
                        credit.reference(),
                        credit.note()),
                batch);
    }

    /** Sends it back. */
    void refuse(TransferItem.Credit credit, RejectReason reason, Batch batch) {
        journal.emit(
                new TransferFact.TransferRefused(credit.transferId(), credit.from(), reason),
                batch);
    }

    private static Optional<LedgerReply.Refused> refused(RejectReason reason, String field) {
        return Optional.of(new LedgerReply.Refused(reason, field));
    }
}
