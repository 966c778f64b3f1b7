package exchange.accounts;

import exchange.market.Side;
import exchange.sequencer.Batch;
import exchange.sequencer.EntityLogic;
import exchange.sequencer.LedgerItem;
import exchange.sequencer.LedgerItems;
import exchange.sequencer.Run;

import java.util.function.BiConsumer;

/**
 * A run of lines from one book, each of which becomes a fact as it is. A line cannot be refused:
 * one that contradicts what the ledger knows is a bug.
 */
final class SettlingItems implements EntityLogic.Items {
    private final LedgerState state;
    private final KnownMarket market;
    private final LedgerItems.Reader lines;
    private final BiConsumer<LedgerFact, Batch> happened;

    SettlingItems(
            LedgerState state,
            KnownMarket market,
            Run run,
            BiConsumer<LedgerFact, Batch> happened) {
        this.state = state;
        this.market = market;
        this.lines = new LedgerItems.Reader(run);
        this.happened = happened;
    }

    @Override
    public boolean hasNext() {
        return lines.hasNext();
    }

    @Override
    public void decideNext(Batch batch) {
        LedgerItem line = lines.next();
        if (line instanceof LedgerItem.MassCanceled) {
            // Each order that it ended has a line of its own.
            return;
        }
        if (line instanceof LedgerItem.AmendRefused refused) {
            settle(refused.account(), refused.side(), 0, refused, batch);
            return;
        }
        Order order = state.openOrders.get(line.orderId());
        if (order == null && line instanceof LedgerItem.CancelRefused) {
            order = state.closedOrders.find(line.orderId());
            if (order == null) {
                // The order closed so long ago that nobody is left to be told.
                return;
            }
        }
        if (order == null || order.market != market) {
            throw new IllegalStateException(
                    market.symbol() + " settles an order that is not open" + " there: " + line);
        }
        settle(order.owner.account(), order.side, overflowed(order, line), line, batch);
    }

    private void settle(long account, Side side, long overflowed, LedgerItem line, Batch batch) {
        long sequence = state.nextSequence(account);
        happened.accept(
                new LedgerFact.Settled(account, sequence, market.symbol(), side, overflowed, line),
                batch);
    }

    private long overflowed(Order order, LedgerItem line) {
        if (line instanceof LedgerItem.Fill fill) {
            Side side = order.side;
            return state.ledger.excess(
                    order.owner.balances(),
                    market.receivedAsset(side),
                    fill.received() - fill.fee());
        }
        return 0;
    }

    @Override
    public boolean refuseNext(Batch batch) {
        lines.next();
        return false;
    }

    @Override
    public void skipNext() {
        lines.next();
    }
}
