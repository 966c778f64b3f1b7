package exchange.faults;

import exchange.sequencer.BatchEvent;
import exchange.sequencer.BatchOrder;

import java.util.List;
import java.util.function.Consumer;

/**
 * Follows one entity's committed batches over a network that loses them, by the rule of all
 * followers: what is missing is read from the journal.
 */
final class Follower {
    private static final int AHEAD_MAX = 4;

    private final World world;
    private final FaultyJournal journal;
    private final String id;
    private final Consumer<BatchEvent> reader;
    private final BatchOrder order = new BatchOrder(AHEAD_MAX);
    private boolean reading;

    Follower(World world, FaultyJournal journal, String id, Consumer<BatchEvent> reader) {
        this.world = world;
        this.journal = journal;
        this.id = id;
        this.reader = reader;
        order.heardOf(0, false);
    }

    void hear(BatchEvent event) {
        order.heard(event, false);
        take();
    }

    private void take() {
        order.take(reader);
        if (order.hasGap() && !reading) {
            reading = true;
            long from = order.next();
            long to = order.gapEnd();
            world.agenda.after(world.between(1, 20), () -> read(from, to));
        }
    }

    private void read(long from, long to) {
        reading = false;
        List<BatchEvent> rows = journal.rows(id);
        rows.subList((int) Math.min(from - 1, rows.size()), (int) Math.min(to, rows.size()))
                .forEach(order::fill);
        take();
    }

    /** Whether it has seen all that is committed, once it has heard of the end. */
    boolean isThere() {
        order.heardOf(journal.rows(id).size(), false);
        take();
        return !order.hasGap();
    }
}
