package exchange.history;

import com.typesafe.config.Config;

import exchange.marketdata.MarketUpdate;
import exchange.marketdata.PastCandles;
import exchange.marketdata.Topic;
import exchange.sequencer.BatchEvent;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

import javax.sql.DataSource;

/**
 * All replays of this node, played on a few threads of their own. Each reads one page of its
 * market's journal at a time, over a connection that it gives back with the page. How many there
 * are is bounded, and each waits for one thing at most, so what waits is too. Safe for several
 * threads.
 */
public final class JournalReplays implements Replays, AutoCloseable {
    private final TimeMachine machine;
    private final DataSource journal;
    private final PastCandles candles;
    private final ThreadPoolExecutor players;
    private final int replaysMax;
    private final AtomicInteger open = new AtomicInteger();

    private JournalReplays(
            Config config, TimeMachine machine, DataSource journal, PastCandles candles) {
        this.machine = machine;
        this.journal = journal;
        this.candles = candles;
        replaysMax = config.getInt("replays-max");
        int threads = config.getInt("replay-threads");
        players = new ThreadPoolExecutor(
                threads,
                threads,
                0,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                TimeMachine.threads("replay"));
    }

    /**
     * @param root the whole configuration
     * @param machine goes to where a replay begins
     * @param journal is read page by page
     */
    public static JournalReplays open(
            Config root, TimeMachine machine, DataSource journal, PastCandles candles) {
        return new JournalReplays(root.getConfig("exchange.history"), machine, journal, candles);
    }

    @Override
    public Optional<Replay> open(
            String symbol, Set<Topic> topics, long to, Function<MarketUpdate, String> encoder) {
        if (open.incrementAndGet() > replaysMax) {
            open.decrementAndGet();
            return Optional.empty();
        }
        return Optional.of(new JournalReplay(
                machine,
                candles,
                players,
                batch -> page(symbol, batch),
                symbol,
                topics,
                to,
                encoder,
                open::decrementAndGet));
    }

    private List<BatchEvent> page(String symbol, long batch) {
        return TimeMachine.in(
                journal,
                connection -> new BookJournal(connection, symbol).page(batch, Player.PAGE_BYTES));
    }

    /** How many are open. */
    public int count() {
        return open.get();
    }

    @Override
    public void close() {
        players.shutdown();
    }
}
