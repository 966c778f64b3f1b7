package exchange.book;

/**
 * One committed batch of a book, as its followers get it.
 *
 * @param sequence 1, 2, 3… of the book's journal
 * @param time epoch milliseconds
 * @param facts packed, see {@link BookFacts}
 */
public record BookBatch(long sequence, long time, byte[] facts) {

    /** Shows the batch's facts in order. */
    public void forEach(BookFacts.Consumer consumer) {
        BookFacts.decode(facts, time, consumer);
    }
}
