package exchange.faults;

import exchange.accounts.LedgerCommand;
import exchange.sequencer.Batch;
import exchange.sequencer.EntityLogic;
import exchange.sequencer.LedgerItem;
import exchange.sequencer.LedgerItems;
import exchange.sequencer.Run;

/** Planted: a ledger that takes a part of an order's fill twice where it can. */
final class SettledTwice extends WrappedLogic<LedgerCommand> {
    SettledTwice(EntityLogic<LedgerCommand> own) {
        super(own);
    }

    @Override
    public Items open(int peer, Run run) {
        if (!peers().get(peer).contains("-")) {
            return own.open(peer, run);
        }
        LedgerItems.Reader lines = new LedgerItems.Reader(run);
        Items again = own.open(peer, run);
        return new WrappedItems(own.open(peer, run)) {
            @Override
            public void decideNext(Batch batch) {
                LedgerItem line = lines.next();
                own.decideNext(batch);
                if (line instanceof LedgerItem.Fill fill && fill.leavesLots() > 0) {
                    again.decideNext(batch);
                } else {
                    again.skipNext();
                }
            }

            @Override
            public void skipNext() {
                lines.next();
                again.skipNext();
                own.skipNext();
            }
        };
    }
}
