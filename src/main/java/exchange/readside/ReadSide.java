package exchange.readside;

import akka.actor.typed.ActorSystem;
import akka.cluster.sharding.typed.ShardedDaemonProcessSettings;
import akka.cluster.sharding.typed.javadsl.ShardedDaemonProcess;

import exchange.persistence.Pools;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import javax.sql.DataSource;

/**
 * The read side of one node: the workers that project journals into tables (on nodes with the role
 * read), the queries of these tables and the list of markets. The workers end with the actor
 * system, the rest with {@link #stop}. Everything in the tables can be made again from the
 * journals.
 */
public final class ReadSide {
    /** The role of the nodes that fill the tables. */
    public static final String ROLE = "read";

    static final String PROJECTION = "read-side";

    private final DataSource queryPool;
    private final KnownEntities entities;
    private final ScheduledExecutorService scheduler;
    private final ThreadPoolExecutor executor;
    private final ReadSideQueries queries;
    private final MarketDirectory markets;
    private final StoredMarkets stored;

    private ReadSide(Pools pools, ReadSideSettings settings, KnownEntities entities) {
        this.entities = entities;
        queryPool = pools.queries();
        scheduler = Executors.newScheduledThreadPool(2, threads("read-side-waiting"));
        executor = new ThreadPoolExecutor(
                settings.queryThreads(),
                settings.queryThreads(),
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(settings.queriesMax()),
                threads("read-side-queries"));
        Select select = new Select(queryPool);
        queries = new ReadSideQueries(select, executor, new CatchUp(queryPool, scheduler));
        markets = new MarketDirectory(
                select, scheduler, symbol -> entities.add(EntityName.book(symbol)));
        stored = new StoredMarkets(select, executor, markets);
        markets.poll(settings.directoryPoll());
    }

    /**
     * Starts this node's share.
     *
     * @param partitions of the ledger
     * @param symbols of books known already; more are found in the tables, or told by {@link #add}
     */
    public static ReadSide start(
            ActorSystem<?> system, Pools pools, int partitions, List<String> symbols) {
        ReadSideSettings settings = ReadSideSettings.of(system.settings().config());
        KnownEntities entities = new KnownEntities();
        for (int partition = 0; partition < partitions; partition++) {
            entities.add(EntityName.ledger(partition));
        }
        symbols.forEach(symbol -> entities.add(EntityName.book(symbol)));
        var parts = new ReadSideParts(
                system, pools.background(), settings, entities, Fronts.of(system));
        ShardedDaemonProcess.get(system)
                .init(
                        ReadWorker.Command.class,
                        PROJECTION,
                        settings.workers(),
                        index -> ReadWorker.create(parts, index),
                        ShardedDaemonProcessSettings.create(system).withRole(ROLE),
                        Optional.of(new ReadWorker.Stop()));
        return new ReadSide(pools, settings, entities);
    }

    /** Follows a new market's book at once; without this it is found by the next sweep. */
    public void add(String symbol) {
        entities.add(EntityName.book(symbol));
    }

    public ReadSideQueries queries() {
        return queries;
    }

    /** What is known of the markets' past. */
    public StoredMarkets stored() {
        return stored;
    }

    public MarketDirectory markets() {
        return markets;
    }

    /** How far the tables are behind the journals, over all nodes; one small query. */
    public CompletionStage<Lag> lag() {
        return CompletableFuture.supplyAsync(
                () -> Lag.measure(queryPool, entities.all()), scheduler);
    }

    /** Ends this node's queries. */
    public void stop() {
        scheduler.shutdownNow();
        executor.shutdown();
    }

    /** Empties the tables, so that the next start makes them again. Only while no worker runs. */
    public static void clear(DataSource pool) {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("TRUNCATE orders, fills, transfers, account_events, trades, prices,"
                    + " candles, assets, ledger_markets, markets, fee_levels, fee_overrides,"
                    + " read_side_progress");
            statement.execute("DELETE FROM akka_projection_offset_store WHERE projection_name = '"
                    + PROJECTION + "'");
            connection.commit();
        } catch (SQLException e) {
            throw new IllegalStateException("cannot empty the read side's tables", e);
        }
    }

    private static ThreadFactory threads(String name) {
        return runnable -> {
            Thread thread = new Thread(runnable, name);
            thread.setDaemon(true);
            return thread;
        };
    }
}
