package exchange.bootstrap;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.Behaviors;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;

import exchange.accounts.LedgerClient;
import exchange.accounts.LedgerClients;
import exchange.book.OrderBookActor;
import exchange.market.Asset;
import exchange.market.MarketRules;
import exchange.market.OrderIds;
import exchange.ops.CannotStart;
import exchange.persistence.Database;
import exchange.persistence.StoredSettings;
import exchange.readside.DefinedNames;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The trading core of one node without its edges: the actor system with books and ledgers on a
 * database, markets defined and everybody awake. What the edges of a node, and the benches, stand
 * on.
 */
public final class Engine implements AutoCloseable {
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(9);
    private static final Duration BOOK_TRY = Duration.ofSeconds(5);
    private static final Duration MARKETS_PATIENCE = Duration.ofSeconds(90);

    /** Stored when a database is first used by an engine. */
    static final String PARTITIONS_SETTING = "ledger-partitions";

    /** A pooler refuses them; transactions bring them along then. */
    private static final String SESSION_SETTINGS =
            "akka-persistence-jdbc.shared-databases.write.db.properties.options";

    private final ActorSystem<Void> system;
    private final CompletionStage<?> ended;
    private final EngineClock clock;
    private final LedgerClients clients;
    private final LedgerClient ledgers;
    private final ConfiguredMarkets markets;
    private final int partitions;
    private final List<String> notices;

    private Engine(
            ActorSystem<Void> system,
            CompletionStage<?> ended,
            ConfiguredMarkets markets,
            int partitions,
            Entities entities,
            Database database,
            EngineClock clock) {
        this.system = system;
        this.ended = ended;
        this.clock = clock;
        this.markets = markets;
        this.partitions = partitions;
        entities.start();
        this.clients = new LedgerClients(system, partitions, clock::millis);
        this.ledgers = clients.create();
        this.notices = new MarketStart(
                        (symbol, command) -> OrderBookActor.ask(system, symbol, command, BOOK_TRY),
                        (command, within) ->
                                ledgers.askAll(command, clock.millis() + within.toMillis()),
                        () -> DefinedNames.read(database),
                        MARKETS_PATIENCE)
                .define(markets);
    }

    private static int partitions(Config config) {
        int partitions = config.getInt("exchange.ledger-partitions");
        if (partitions < 1 || partitions > OrderIds.PARTITIONS_MAX) {
            throw new CannotStart(
                    CannotStart.Reason.CONFIGURATION,
                    "LEDGER_PARTITIONS (exchange.ledger-partitions) must be 1 to "
                            + OrderIds.PARTITIONS_MAX + ", found " + partitions);
        }
        return partitions;
    }

    /**
     * Starts the actor system and opens the markets, with this machine's time.
     *
     * @param config everything, resolved; the database's address is put over it
     * @param database whose tables are migrated already
     */
    public static Engine start(Config config, Database database) {
        return start(config, database, EngineClock.ofPresent(System::currentTimeMillis));
    }

    /** The same with a clock of its own. */
    static Engine start(Config config, Database database, EngineClock clock) {
        int configured = partitions(config);
        ConfiguredMarkets markets = ConfiguredMarkets.of(config.getConfig("exchange"));
        int partitions = Integer.parseInt(new StoredSettings(database)
                .decide(PARTITIONS_SETTING, Integer.toString(configured)));
        ClusterSettings cluster = ClusterSettings.of(config);
        ActorSystem<Void> system = ActorSystem.create(
                Behaviors.empty(),
                "exchange",
                cluster.remoting().withFallback(connected(config, database)));
        try {
            Entities entities = new Entities(system, partitions, clock::millis);
            if (!cluster.seeds().isEmpty() && cluster.isCore()) {
                entities.rehearse(config.getString("exchange.default-market"));
            }
            CompletionStage<?> ended = ClusterJoin.join(system, config, cluster, database);
            return new Engine(system, ended, markets, partitions, entities, database, clock);
        } catch (RuntimeException e) {
            system.terminate();
            throw e;
        }
    }

    private static Config connected(Config config, Database database) {
        Map<String, String> values = new HashMap<>();
        for (String at : List.of(
                "exchange.database",
                "exchange.database-defaults",
                "akka-persistence-jdbc.shared-databases.write.db",
                "akka-persistence-jdbc.shared-databases.background.db")) {
            values.put(at + ".url", database.jdbcUrl());
            values.put(at + ".user", database.user());
            values.put(at + ".password", database.password());
        }
        Config own = database.isPooled() ? config.withoutPath(SESSION_SETTINGS) : config;
        return ConfigFactory.parseMap(values, "database").withFallback(own);
    }

    public ActorSystem<Void> system() {
        return system;
    }

    /** What entities and edges stamp with. */
    EngineClock clock() {
        return clock;
    }

    /** Makes ledger clients; {@link #ledgers()} is the one that stateless edges share. */
    public LedgerClients clients() {
        return clients;
    }

    public LedgerClient ledgers() {
        return ledgers;
    }

    public int partitions() {
        return partitions;
    }

    /** Symbols of the configured markets, in their order. */
    public List<String> symbols() {
        return markets.markets().stream().map(MarketRules::symbol).toList();
    }

    /** The configured assets. */
    public List<Asset> assets() {
        return markets.assets();
    }

    /** What the operator should know of the markets' start, one sentence each. */
    public List<String> notices() {
        return notices;
    }

    /** Completes when the node's part in the cluster is over, wanted or not. */
    public CompletionStage<?> ended() {
        return ended;
    }

    /** Leaves in order: what is in flight is committed and answered. */
    @Override
    public void close() {
        system.terminate();
        try {
            ended.toCompletableFuture().get(STOP_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            system.log().warn("the node did not stop in order: {}", e.toString());
        }
    }
}
