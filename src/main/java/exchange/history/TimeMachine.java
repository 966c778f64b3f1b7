package exchange.history;

import com.typesafe.config.Config;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import javax.sql.DataSource;

/**
 * Answers what markets were like, on a few threads of its own, from what is committed; and keeps
 * copies of past books now and then, which is all that it writes. A question fails when too many
 * wait already. Safe for several threads.
 */
public final class TimeMachine implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(TimeMachine.class);

    /** Of several nodes one makes the copies of a market. */
    private static final String LOCK =
            "SELECT pg_try_advisory_xact_lock(4711, hashtext('waypoints ' || ?))";

    private final DataSource questions;
    private final DataSource background;
    private final ThreadPoolExecutor travelers;
    private final ScheduledExecutorService keeper;
    private final long storyFactsMax;
    private final Waypoints.Rule copies;

    /** What is done with a connection in a transaction. */
    interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    private TimeMachine(Config config, DataSource questions, DataSource background) {
        this.questions = questions;
        this.background = background;
        storyFactsMax = config.getLong("story-facts-max");
        copies =
                new Waypoints.Rule(config.getBytes("copies-distance"), config.getInt("copies-max"));
        int threads = config.getInt("threads");
        travelers = new ThreadPoolExecutor(
                threads,
                threads,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(config.getInt("questions-max")),
                threads("history"));
        keeper = Executors.newSingleThreadScheduledExecutor(threads("history-copies"));
    }

    /**
     * @param root the whole configuration
     * @param questions for what somebody waits for
     * @param background for making copies
     * @param symbols the markets there are at the moment
     */
    public static TimeMachine open(
            Config root,
            DataSource questions,
            DataSource background,
            Supplier<? extends Collection<String>> symbols) {
        Config config = root.getConfig("exchange.history");
        TimeMachine machine = new TimeMachine(config, questions, background);
        long millis = config.getDuration("copies-check").toMillis();
        machine.keeper.scheduleWithFixedDelay(
                () -> machine.keepCopies(symbols.get()), millis, millis, TimeUnit.MILLISECONDS);
        return machine;
    }

    static ThreadFactory threads(String name) {
        return work -> {
            Thread thread = new Thread(work, name);
            thread.setDaemon(true);
            return thread;
        };
    }

    /** The book at that moment, or as it is now if the moment has not come. */
    public CompletionStage<PastBook> book(String symbol, Moment moment) {
        return ask(connection -> new Journey(connection, symbol).to(moment));
    }

    /**
     * What happened to an order.
     *
     * @param from about when it came to the book, epoch milliseconds
     * @param to about when it ended
     */
    public CompletionStage<OrderStory> story(String symbol, long orderId, long from, long to) {
        return ask(connection -> OrderStory.follow(
                new Journey(connection, symbol), orderId, from, to, storyFactsMax));
    }

    /** Done as soon as a thread is free; fails at once when too many wait. */
    <T> CompletionStage<T> ask(Work<T> work) {
        try {
            return CompletableFuture.supplyAsync(() -> in(questions, work), travelers);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.failedStage(e);
        }
    }

    static <T> T in(DataSource pool, Work<T> work) {
        try (Connection connection = pool.getConnection()) {
            connection.setAutoCommit(false);
            try {
                T done = work.on(connection);
                connection.commit();
                return done;
            } finally {
                // After a commit there is nothing left to roll back.
                connection.rollback();
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the past cannot be read", e);
        }
    }

    /** Never throws, or there would be no next time. */
    private void keepCopies(Collection<String> symbols) {
        for (String symbol : symbols) {
            try {
                in(background, connection -> keepCopies(connection, symbol));
            } catch (RuntimeException e) {
                log.warn("no copies of the past of {} this time: {}", symbol, e.toString());
            }
        }
    }

    private boolean keepCopies(Connection connection, String symbol) throws SQLException {
        try (var lock = connection.prepareStatement(LOCK)) {
            lock.setString(1, symbol);
            try (var row = lock.executeQuery()) {
                row.next();
                if (!row.getBoolean(1)) {
                    return false;
                }
            }
        }
        new Journey(connection, symbol).keepCopies(copies);
        return true;
    }

    @Override
    public void close() {
        keeper.shutdownNow();
        travelers.shutdown();
    }
}
