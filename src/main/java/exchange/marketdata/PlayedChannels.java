package exchange.marketdata;

import exchange.book.BookFact;
import exchange.market.MarketStatus;
import exchange.marketdata.LiveChannels.Rhythm;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Topics of one market told again from a moment of its past on: the same channels that tell what
 * happens now, fed by whoever reads the journal, and with the journal's time for a clock. Tells
 * only when asked to, so what happens in between is conflated. Not safe for several threads.
 */
public final class PlayedChannels {
    private final MarketDepth depth = new MarketDepth(0);
    private final LiveChannels live;
    private final Set<Topic> topics;
    private long now;

    /**
     * @param candles as they were then; empty when neither they nor a ticker are among the topics
     * @param told gets the updates
     */
    public PlayedChannels(
            PastMarket past,
            Set<Topic> topics,
            Optional<MarketHistory.Past> candles,
            Consumer<MarketUpdate> told) {
        this.topics = new LinkedHashSet<>(topics);
        depth.load(past);
        live = new LiveChannels(
                past.symbol(),
                past.tradeNumber(),
                depth,
                past.status(),
                () -> Instant.ofEpochMilli(now),
                told);
        candles.ifPresentOrElse(live::history, live::withoutHistory);
        live.want(topics);
        live.queues(past.bidOrders(), past.askOrders());
    }

    /** Whether candles as they were at the beginning are needed. */
    public static boolean needCandles(Set<Topic> topics) {
        return topics.stream()
                .map(Topic::channel)
                .anyMatch(each -> each == Channel.CANDLES || each == Channel.TICKER);
    }

    /** Tells where every topic stands. */
    public void begin(long time) {
        now = time;
        topics.forEach(topic -> live.ask(topic, true));
    }

    /**
     * The next fact of the market.
     *
     * @param sequence the book's public sequence number after it
     * @return whether it is one that somebody could see
     */
    public boolean apply(BookFact fact, long sequence, long time) {
        now = time;
        live.trade(fact, time);
        if (fact instanceof BookFact.MarketStateChanged to) {
            live.state(new MarketStatus(to.state(), to.reason(), time, to.endsAt()));
            return true;
        }
        if (fact instanceof BookFact.MarketDefined defined) {
            live.state(new MarketStatus(defined.rules().state(), "", time, 0));
            return true;
        }
        if (!fact.changesBook() || sequence <= depth.sequence()) {
            return false;
        }
        depth.apply(fact, sequence, time);
        if (depth.mustLoad()) {
            throw new IllegalStateException("the levels cannot be told after change " + sequence);
        }
        live.changed(fact, sequence, time);
        return true;
    }

    /**
     * Tells what is new at that time of the journal.
     *
     * @param isSlowToo tickers and candles too
     */
    public void tell(long time, boolean isSlowToo) {
        now = time;
        live.touch();
        live.tell(Rhythm.FAST);
        live.tell(Rhythm.MEDIUM);
        if (isSlowToo) {
            live.tell(Rhythm.SLOW);
        }
    }

    /** The book's public sequence number after everything so far. */
    public long sequence() {
        return depth.sequence();
    }
}
