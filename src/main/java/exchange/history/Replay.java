package exchange.history;

import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * One playing of a market's journal for one client. Whoever plays asks for a little at a time and
 * waits for it before asking for more, so that nothing is read ahead of the client but a page.
 */
public interface Replay extends AutoCloseable {

    /**
     * What came of playing a little.
     *
     * @param messages in order, as the client gets them
     * @param time of the journal to which everything was played, epoch milliseconds
     * @param sequence the book's public sequence number then
     * @param isAtEnd whether nothing is left to be played
     */
    record Played(List<String> messages, long time, long sequence, boolean isAtEnd) {
        public Played {
            messages = List.copyOf(messages);
        }
    }

    /** Goes to that time and tells where every topic stands; when it fails, it stays. */
    CompletionStage<Played> seek(long time);

    /**
     * Plays on.
     *
     * @param until no further than this time
     * @param isSlowToo tells tickers and candles too
     */
    CompletionStage<Played> play(long until, boolean isSlowToo);

    /** Plays as much as one answer is to hold, conflated by the journal's own time. */
    CompletionStage<Played> playFast();

    /** Plays so many changes that somebody could see, however long nothing happened between. */
    CompletionStage<Played> step(int changes);

    /** Frees what it holds; what was asked for and is not answered yet never is. */
    @Override
    void close();
}
