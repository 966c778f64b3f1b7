package exchange.sequencer;

import exchange.serialization.CborSerializable;

/**
 * What a subscriber of an entity gets. Pushes may be lost: whoever misses a sequence number reads
 * the journal.
 */
public sealed interface Push extends CborSerializable {
    String entity();

    /** A batch was committed. */
    record Committed(String entity, BatchEvent event) implements Push {}

    /** The last committed batch, said on subscribing, after a start and once a second. */
    record Last(String entity, long sequence) implements Push {}
}
