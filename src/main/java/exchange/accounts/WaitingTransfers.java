package exchange.accounts;

import exchange.market.TransferStatus;
import exchange.sequencer.Run;
import exchange.sequencer.TransferItem;
import exchange.sequencer.TransferItems;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * Clients that wait for what the ledger of a receiver does with their money. Lives in the front of
 * the sender's ledger, in memory only.
 */
final class WaitingTransfers {
    private record Waiter(TransferView transfer, Ticket ticket, boolean duplicate) {}

    private final Map<Long, List<Waiter>> byTransfer = new HashMap<>();
    private final Map<Integer, Long> seenByPeer = new HashMap<>();
    /** What came while a batch was on its way: what that batch answers does not know it. */
    private final List<TransferItem> sinceBatchBegan = new ArrayList<>();

    private final BiConsumer<Ticket, LedgerReply> reply;

    WaitingTransfers(BiConsumer<Ticket, LedgerReply> reply) {
        this.reply = reply;
    }

    void batchBegins() {
        sinceBatchBegan.clear();
    }

    void add(Routed.TransferOnItsWay answer, Ticket ticket) {
        long transferId = answer.transfer().transferId();
        byTransfer
                .computeIfAbsent(transferId, id -> new ArrayList<>())
                .add(new Waiter(answer.transfer(), ticket, answer.duplicate()));
        for (TransferItem item : sinceBatchBegan) {
            if (item.transferId() == transferId) {
                arrived(item);
            }
        }
    }

    /** Items below firstNew came before. */
    void itemsArrived(int peer, Run run, long firstNew) {
        long seen = Math.max(seenByPeer.getOrDefault(peer, 0L), firstNew - 1);
        TransferItems.Reader items = new TransferItems.Reader(run);
        while (items.hasNext()) {
            TransferItem item = items.next();
            if (items.number() > seen) {
                sinceBatchBegan.add(item);
                arrived(item);
            }
        }
        seenByPeer.put(peer, Math.max(seen, run.last()));
    }

    private void arrived(TransferItem item) {
        switch (item) {
            case TransferItem.Credit credit -> {}
            case TransferItem.Credited credited ->
                answer(item.transferId(), TransferStatus.COMPLETED, "");
            case TransferItem.Refused refused ->
                answer(
                        item.transferId(),
                        TransferStatus.RETURNED,
                        refused.reason().name());
        }
    }

    private void answer(long transferId, TransferStatus end, String why) {
        List<Waiter> waiters = byTransfer.remove(transferId);
        if (waiters != null) {
            waiters.forEach(each -> reply.accept(
                    each.ticket(),
                    new LedgerReply.Transferred(
                            each.transfer().ended(end, why), each.duplicate())));
        }
    }

    /** Everybody is to ask again somewhere else. */
    void moved() {
        byTransfer
                .values()
                .forEach(waiters -> waiters.forEach(
                        each -> reply.accept(each.ticket(), new LedgerReply.Moved())));
        byTransfer.clear();
    }
}
