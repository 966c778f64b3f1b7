package exchange.sequencer;

import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Puts the batches of one entity in order and knows which are missing. Some that came too early are
 * kept, the rest are read again when their turn comes. Not safe for several threads.
 */
public final class BatchOrder {
    private static final long NOWHERE = 0;

    private final TreeMap<Long, BatchEvent> ahead = new TreeMap<>();
    private final int aheadMax;
    private long next = NOWHERE;
    private long lastKnown;

    /** @param aheadMax batches kept that came too early */
    public BatchOrder(int aheadMax) {
        this.aheadMax = aheadMax;
    }

    /** Whether it is known where the entity stands; before that there is nothing to miss. */
    public boolean hasPlace() {
        return next != NOWHERE;
    }

    /** The number of the batch whose turn it is. */
    public long next() {
        return next;
    }

    /** @param mayJump nobody wants what came before */
    public void heard(BatchEvent batch, boolean mayJump) {
        if (!hasPlace() || mayJump && batch.sequence() > next) {
            jumpTo(batch.sequence());
        }
        lastKnown = Math.max(lastKnown, batch.sequence());
        fill(batch);
        while (ahead.size() > aheadMax) {
            ahead.pollLastEntry();
        }
    }

    /** The entity has committed up to this number. */
    public void heardOf(long sequence, boolean mayJump) {
        if (!hasPlace() || mayJump && sequence >= next) {
            jumpTo(sequence + 1);
        }
        lastKnown = Math.max(lastKnown, sequence);
    }

    /** A batch that was missing, or comes early. */
    public void fill(BatchEvent batch) {
        if (batch.sequence() >= next) {
            ahead.put(batch.sequence(), batch);
        }
    }

    /** Hands over every batch whose turn has come. */
    public void take(Consumer<BatchEvent> consumer) {
        while (!ahead.isEmpty() && ahead.firstKey() == next) {
            next++;
            consumer.accept(ahead.pollFirstEntry().getValue());
        }
    }

    public boolean hasGap() {
        return hasPlace() && next <= lastKnown;
    }

    /** The last batch missing before those that are here. */
    public long gapEnd() {
        return ahead.isEmpty() ? lastKnown : ahead.firstKey() - 1;
    }

    private void jumpTo(long sequence) {
        next = sequence;
        ahead.headMap(sequence).clear();
    }
}
