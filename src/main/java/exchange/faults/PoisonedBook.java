package exchange.faults;

import exchange.book.BookCommand;
import exchange.sequencer.Batch;
import exchange.sequencer.BookItem;
import exchange.sequencer.BookItems;
import exchange.sequencer.EntityLogic;
import exchange.sequencer.Run;

/** A book that throws at some orders, always at the same ones, as a bug of ours would make it. */
final class PoisonedBook extends WrappedLogic<BookCommand> {
    private static final int ONE_OF = 29;

    private final World world;

    PoisonedBook(EntityLogic<BookCommand> own, World world) {
        super(own);
        this.world = world;
    }

    @Override
    public Items open(int peer, Run run) {
        BookItems.Reader items = new BookItems.Reader(run);
        return new WrappedItems(own.open(peer, run)) {
            @Override
            public void decideNext(Batch batch) {
                BookItem item = items.next();
                if (item instanceof BookItem.Place place && place.orderId() % ONE_OF == 3) {
                    world.tally.count(Fault.POISONED_DECISION);
                    world.tally.count(CrashPoint.POISON);
                    throw new IllegalStateException("poisoned order " + place.orderId());
                }
                own.decideNext(batch);
            }

            @Override
            public boolean refuseNext(Batch batch) {
                items.next();
                return own.refuseNext(batch);
            }

            @Override
            public void skipNext() {
                items.next();
                own.skipNext();
            }
        };
    }
}
