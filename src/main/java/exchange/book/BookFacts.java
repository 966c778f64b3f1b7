package exchange.book;

import exchange.sequencer.PackedReader;

/**
 * The packed facts of one batch of a book: a header with the codec's version and the first public
 * sequence number of the batch, then the facts in order, many numbers as differences to earlier
 * ones of the same batch. A kind's layout never changes; a new layout gets a new kind.
 */
public final class BookFacts {
    static final int VERSION = 1;

    static final int MARKET_DEFINED = 0;
    static final int MARKET_STATE_CHANGED = 1;
    static final int RULES_CHANGED = 2;
    static final int ACCEPTED = 3;
    static final int ACCEPTED_RESTS = 4;
    static final int TRADED = 5;
    static final int RESTED = 6;
    static final int ENDED = 7;
    static final int ENDED_RESTING = 8;
    static final int REFUSED = 9;
    static final int CANCEL_REFUSED = 10;
    static final int ACCEPTED_CONDITIONALLY = 11;
    static final int TRIGGERED = 12;
    static final int REFILLED = 13;
    static final int DECREMENTED = 14;
    static final int ENDED_ICEBERG = 15;
    static final int AMENDED = 16;
    static final int AMEND_REFUSED = 17;
    static final int MASS_CANCELED = 18;
    static final int ENDED_MOVING = 19;
    static final int TRAILED = 20;
    static final int AUCTION_TRADED = 32;

    private BookFacts() {}

    /** Takes the facts of a batch one by one. */
    @FunctionalInterface
    public interface Consumer {
        /**
         * @param sequence the book's public sequence number after the fact; the fact's own when it
         *     {@link BookFact#changesBook changes the book}
         */
        void accept(BookFact fact, long sequence);
    }

    /**
     * Shows the facts of one batch in order.
     *
     * @param facts as the batch holds them, empty for none
     * @param time of the batch, epoch milliseconds
     */
    public static void decode(byte[] facts, long time, Consumer consumer) {
        if (facts.length == 0) {
            return;
        }
        PackedReader in = new PackedReader(facts);
        long sequence = readHeader(in) - 1;
        FactReader reader = new FactReader(in, time);
        while (in.hasMore()) {
            BookFact fact = reader.next();
            sequence += fact.changesBook() ? 1 : 0;
            consumer.accept(fact, sequence);
        }
    }

    private static long readHeader(PackedReader in) {
        int version = in.readByte();
        if (version != VERSION) {
            throw new IllegalStateException("the batch's facts have codec version " + version
                    + ", this software reads " + VERSION + ": run a newer release");
        }
        return in.readLong();
    }
}
