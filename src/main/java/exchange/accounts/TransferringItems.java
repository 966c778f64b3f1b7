package exchange.accounts;

import exchange.market.RejectReason;
import exchange.sequencer.Batch;
import exchange.sequencer.EntityLogic;
import exchange.sequencer.Run;
import exchange.sequencer.TransferItem;
import exchange.sequencer.TransferItems;

/**
 * A run of items from another ledger. Money that comes can be refused; what became of money that
 * went cannot: one that contradicts what the ledger knows is a bug.
 */
final class TransferringItems implements EntityLogic.Items {
    private final TransferDecisions transfers;
    private final TransferItems.Reader items;

    TransferringItems(TransferDecisions transfers, Run run) {
        this.transfers = transfers;
        this.items = new TransferItems.Reader(run);
    }

    @Override
    public boolean hasNext() {
        return items.hasNext();
    }

    @Override
    public void decideNext(Batch batch) {
        transfers.take(items.next(), batch);
    }

    @Override
    public boolean refuseNext(Batch batch) {
        if (items.next() instanceof TransferItem.Credit credit) {
            transfers.refuse(credit, RejectReason.INTERNAL, batch);
            return true;
        }
        return false;
    }

    @Override
    public void skipNext() {
        items.next();
    }
}
