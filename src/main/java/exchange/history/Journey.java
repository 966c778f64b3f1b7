package exchange.history;

import exchange.book.BookFact;
import exchange.book.BookFacts;
import exchange.sequencer.BatchEvent;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Consumer;
import java.util.function.LongPredicate;

/**
 * The way through one market's past over one connection: from the nearest kept copy of the book to
 * a moment, and on from there fact by fact. Not safe for several threads.
 */
final class Journey {
    private static final int COPIES_MAX = 50;

    private final BookJournal journal;
    private final Waypoints waypoints;
    private PastBook book = new PastBook();

    /** @param connection in a transaction */
    Journey(Connection connection, String symbol) {
        journal = new BookJournal(connection, symbol);
        waypoints = new Waypoints(connection, symbol);
    }

    /** Where the journey is. */
    PastBook book() {
        return book;
    }

    /** To that moment, or to the end of the journal if that comes first. */
    PastBook to(Moment moment) throws SQLException {
        book = waypoints.before(moment);
        journal.after(book.batch(), batch -> switch (moment) {
            case Moment.AtSequence at -> toSequence(batch, at.sequence());
            case Moment.AtTime at -> {
                if (batch.time() <= at.time()) {
                    apply(batch);
                }
                yield batch.time() <= at.time();
            }
        });
        return book;
    }

    private boolean toSequence(BatchEvent batch, long sequence) {
        boolean[] reached = {book.sequence() >= sequence};
        if (!reached[0]) {
            BookFacts.decode(batch.content().facts(), batch.time(), (fact, after) -> {
                if (!reached[0]) {
                    book.apply(fact, after, batch.time());
                    reached[0] = after >= sequence;
                }
            });
        }
        if (!reached[0]) {
            book.ended(batch);
        }
        return !reached[0];
    }

    /**
     * On from where the journey is, which must be between two batches.
     *
     * @param goes whether to take a batch of that time
     * @param before is shown each fact before the book has it
     * @param after and after
     */
    void on(LongPredicate goes, Consumer<BookFact> before, Consumer<BookFact> after)
            throws SQLException {
        journal.after(book.batch(), batch -> {
            if (!goes.test(batch.time())) {
                return false;
            }
            BookFacts.decode(batch.content().facts(), batch.time(), (fact, sequence) -> {
                before.accept(fact);
                book.apply(fact, sequence, batch.time());
                after.accept(fact);
            });
            book.ended(batch);
            return true;
        });
    }

    /**
     * Goes to the end of the journal and keeps copies on the way, when enough is new; of very much
     * that is new a part.
     */
    void keepCopies(Waypoints.Rule rule) throws SQLException {
        book = waypoints.newest();
        int[] size = {book.batch() == 0 ? 0 : book.packed().length};
        if (!rule.isDue(journal.costAfter(book.batch()), size[0])) {
            return;
        }
        long[] cost = new long[1];
        int[] copies = new int[1];
        journal.after(book.batch(), batch -> {
            apply(batch);
            cost[0] += batch.bytes().length + Waypoints.Rule.BATCH_COST;
            if (rule.isDue(cost[0], size[0])) {
                size[0] = waypoints.keep(book);
                cost[0] = 0;
                copies[0]++;
            }
            return copies[0] < COPIES_MAX;
        });
        waypoints.thin(rule.copiesMax());
    }

    private void apply(BatchEvent batch) {
        BookFacts.decode(
                batch.content().facts(),
                batch.time(),
                (fact, after) -> book.apply(fact, after, batch.time()));
        book.ended(batch);
    }
}
