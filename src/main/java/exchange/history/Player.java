package exchange.history;

import exchange.book.BookFact;
import exchange.book.BookFacts;
import exchange.marketdata.MarketHistory;
import exchange.marketdata.MarketUpdate;
import exchange.marketdata.PlayedChannels;
import exchange.marketdata.Topic;
import exchange.sequencer.BatchEvent;

import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * A market's journal from one moment on, told fact by fact in the messages of its topics. Holds one
 * page of the journal at most, and of that one batch unpacked. Not safe for several threads.
 */
final class Player {
    /** A batch that is larger makes a page of its own. */
    static final long PAGE_BYTES = 1L << 20;

    private static final int FACTS_MAX = 5_000;
    private static final int FAST_MILLIS = 50;
    private static final int SLOW_MILLIS = 250;
    private static final int MESSAGES_ENOUGH = 32;

    private final Pages pages;
    private final long to;
    private final PlayedChannels channels;
    private final List<String> messages = new ArrayList<>();
    private final ArrayDeque<BatchEvent> page = new ArrayDeque<>();
    private final ArrayDeque<Next> facts = new ArrayDeque<>();
    private long lastRead;
    private boolean isReadToEnd;
    private long time;
    private long slowToldAt;
    private int playedNow;

    /** Reads the journal after a batch; none at its end. */
    interface Pages {
        List<BatchEvent> after(long batch) throws SQLException;
    }

    private record Next(BookFact fact, long sequence, long time) {}

    /**
     * @param from is told first
     * @param to is played last
     */
    Player(
            Pages pages,
            String symbol,
            PastBook book,
            Set<Topic> topics,
            Optional<MarketHistory.Past> candles,
            long from,
            long to,
            Function<MarketUpdate, String> encoder) {
        this.pages = pages;
        this.to = to;
        this.time = from;
        lastRead = book.batch();
        channels = new PlayedChannels(
                book.market(symbol),
                topics,
                candles,
                update -> messages.add(encoder.apply(update)));
    }

    Replay.Played begin() {
        channels.begin(time);
        slowToldAt = time;
        return played(false);
    }

    Replay.Played play(long until, boolean isSlowToo) throws SQLException {
        return played(advance(Math.min(until, to), FACTS_MAX, 0, isSlowToo));
    }

    Replay.Played step(int changes) throws SQLException {
        return played(advance(to, Integer.MAX_VALUE, changes, true));
    }

    /** In the rhythm of the journal's time, leaving out the time in which nothing happens. */
    Replay.Played playFast() throws SQLException {
        boolean isAtEnd = false;
        playedNow = 0;
        while (!isAtEnd && messages.size() < MESSAGES_ENOUGH && playedNow < FACTS_MAX) {
            Optional<Next> next = next();
            long until =
                    next.map(each -> Math.min(to, each.time() + FAST_MILLIS)).orElse(to);
            isAtEnd = advance(until, FACTS_MAX, 0, until - slowToldAt >= SLOW_MILLIS);
        }
        return played(isAtEnd);
    }

    private Replay.Played played(boolean isAtEnd) {
        List<String> told = List.copyOf(messages);
        messages.clear();
        return new Replay.Played(told, time, channels.sequence(), isAtEnd);
    }

    /**
     * Plays up to that time, or less.
     *
     * @param factsMax no more of the journal
     * @param changesMax no more that somebody could see; 0 for any number
     * @return whether it came to the end
     */
    private boolean advance(long until, int factsMax, int changesMax, boolean isSlowToo)
            throws SQLException {
        int played = 0;
        int changes = 0;
        boolean isFull = false;
        Optional<Next> next = next();
        while (!isFull && next.isPresent() && next.get().time() <= until) {
            Next fact = facts.poll();
            time = Math.max(time, fact.time());
            changes += channels.apply(fact.fact(), fact.sequence(), fact.time()) ? 1 : 0;
            played++;
            isFull = played == factsMax || changesMax > 0 && changes == changesMax;
            next = next();
        }
        playedNow += played;
        boolean isAtEnd = next.isEmpty() && until >= to;
        if (isAtEnd || !isFull) {
            time = Math.max(time, until);
        }
        boolean tellsAll = isSlowToo || isAtEnd;
        channels.tell(time, tellsAll);
        slowToldAt = tellsAll ? time : slowToldAt;
        return isAtEnd;
    }

    /** The next fact that belongs to what is played; the first of {@link #facts}. */
    private Optional<Next> next() throws SQLException {
        while (facts.isEmpty() && !isReadToEnd) {
            if (page.isEmpty()) {
                page.addAll(pages.after(lastRead));
            }
            BatchEvent batch = page.poll();
            if (batch == null || batch.time() > to) {
                isReadToEnd = true;
                page.clear();
            } else {
                unpack(batch);
            }
        }
        return Optional.ofNullable(facts.peek());
    }

    private void unpack(BatchEvent batch) {
        lastRead = batch.sequence();
        BookFacts.decode(
                batch.content().facts(),
                batch.time(),
                (fact, sequence) -> facts.add(new Next(fact, sequence, batch.time())));
    }
}
