package exchange.faults;

import exchange.accounts.LedgerCommand;
import exchange.market.RejectReason;
import exchange.sequencer.Batch;
import exchange.sequencer.BookItem;
import exchange.sequencer.BookItems;
import exchange.sequencer.EntityLogic;
import exchange.sequencer.LedgerItem;
import exchange.sequencer.LedgerItems;
import exchange.sequencer.LinkEnd;
import exchange.sequencer.PackedWriter;
import exchange.sequencer.Run;

/** Planted: a ledger that refuses an order by itself when its book has been silent for a second. */
final class HoldReleasedOnTimeout extends WrappedLogic<LedgerCommand> {
    private static final long PATIENCE_MILLIS = 1_000;

    private final Agenda agenda;
    private long silentSince = Long.MAX_VALUE;
    private long acknowledged;

    HoldReleasedOnTimeout(EntityLogic<LedgerCommand> own, Agenda agenda) {
        super(own);
        this.agenda = agenda;
    }

    @Override
    public long nextDeadline() {
        long unacknowledged = 0;
        long sum = 0;
        for (int peer = 0; peer < links().size(); peer++) {
            unacknowledged += links().to(peer).unacknowledged();
            sum += links().to(peer).acknowledged();
        }
        if (unacknowledged == 0) {
            silentSince = Long.MAX_VALUE;
        } else if (silentSince == Long.MAX_VALUE || sum > acknowledged) {
            silentSince = agenda.now();
        }
        acknowledged = sum;
        return silentSince == Long.MAX_VALUE ? Long.MAX_VALUE : silentSince + PATIENCE_MILLIS;
    }

    @Override
    public void tick(Batch batch) {
        if (agenda.now() < nextDeadline()) {
            return;
        }
        silentSince = agenda.now();
        for (int peer = 0; peer < links().size(); peer++) {
            LinkEnd end = links().to(peer);
            if (!peers().get(peer).contains("-")) {
                continue;
            }
            for (Run run : end.runsFrom(end.acknowledged() + 1, 1)) {
                release(peer, new BookItems.Reader(run), batch);
            }
        }
    }

    private void release(int peer, BookItems.Reader sent, Batch batch) {
        if (sent.hasNext() && sent.next() instanceof BookItem.Place place) {
            PackedWriter out = new PackedWriter(64);
            new LedgerItems.Writer()
                    .write(
                            out,
                            new LedgerItem.Refused(
                                    sent.number(),
                                    place.orderId(),
                                    RejectReason.TOO_LATE,
                                    place.held(),
                                    batch.time()));
            own.open(peer, new Run(1, 1, out.toBytes())).decideNext(batch);
        }
    }
}
