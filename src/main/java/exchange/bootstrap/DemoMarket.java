package exchange.bootstrap;

import akka.http.javadsl.ServerBinding;

import com.typesafe.config.Config;

import exchange.api.Bots;
import exchange.identity.TokenSecret;
import exchange.load.LoadFailed;
import exchange.persistence.Database;
import exchange.readside.Lag;
import exchange.simulator.PastTempo;
import exchange.simulator.Plan;
import exchange.simulator.Simulator;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * The bots that trade on this exchange so that there is something to see. They come in by a door of
 * their own on this machine, and are to the exchange what everybody is, but for their accounts,
 * which it funds. Without {@code DEMO} there are none. An exchange whose bots fail goes on without.
 */
final class DemoMarket implements Bots, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(DemoMarket.class);
    private static final Duration TABLES_WAIT = Duration.ofSeconds(20);
    private static final Duration TABLES_LOOK = Duration.ofMillis(50);

    private final boolean isWanted;
    private final Config config;
    private final Database database;
    private final Engine engine;
    private final DemoAccounts accounts;
    private volatile Optional<Simulator> simulator = Optional.empty();
    private volatile Optional<ServerBinding> door = Optional.empty();

    private DemoMarket(Settings settings, Storage storage, Engine engine, DemoAccounts accounts) {
        this.isWanted = isWanted(settings);
        this.config = settings.config().getConfig("exchange.simulator");
        this.database = storage.database();
        this.engine = engine;
        this.accounts = accounts;
    }

    /** Nodes that share a database would all have the same bots, and one clock each. */
    static boolean isWanted(Settings settings) {
        return settings.demo() && ClusterSettings.of(settings.config()).seeds().isEmpty();
    }

    static DemoMarket of(Settings settings, Storage storage, Engine engine) {
        Optional<Path> own =
                settings.embedded() ? Optional.of(storage.data().path()) : Optional.empty();
        byte[] secret = TokenSecret.find(settings.config(), own);
        return new DemoMarket(settings, storage, engine, new DemoAccounts(engine, secret));
    }

    /**
     * Lets the bots in, and through a day when it is the exchange's first. Returns when that is
     * over, and in the charts.
     *
     * @param opening opens the door where they come in
     * @param lag how far the tables are behind the journals
     */
    void open(
            Supplier<ServerBinding> opening,
            Supplier<CompletionStage<Lag>> lag,
            Simulator.Progress progress) {
        if (!isWanted) {
            return;
        }
        ServerBinding opened = opening.get();
        door = Optional.of(opened);
        boolean isFirstDay = engine.clock().isPast();
        enter(URI.create("http://127.0.0.1:" + opened.localAddress().getPort()), progress);
        if (isFirstDay) {
            engine.clock().arrive();
            FirstDay.ended(database, engine.clock());
            awaitTables(lag);
        }
    }

    private void enter(URI address, Simulator.Progress progress) {
        Plan plan = new Plan(
                config.getLong("seed"),
                engine.symbols().size(),
                config.getDouble("orders-per-second"),
                true);
        try {
            Simulator opened = new Simulator(
                    address, plan, accounts.bots(config.getInt("bots")), accounts::welcome);
            simulator = Optional.of(opened);
            if (engine.clock().isPast()) {
                livePast(opened, engine.clock(), progress);
            }
        } catch (LoadFailed e) {
            log.warn("the bots of the demo are not at their best: {}", e.getMessage());
        }
    }

    /** What is late comes soon. */
    private static void awaitTables(Supplier<CompletionStage<Lag>> lag) {
        long giveUp = System.nanoTime() + TABLES_WAIT.toNanos();
        while (lag.get().toCompletableFuture().join().rowsBehind() > 0
                && System.nanoTime() < giveUp) {
            LockSupport.parkNanos(TABLES_LOOK.toNanos());
        }
    }

    private void livePast(Simulator bots, EngineClock clock, Simulator.Progress progress) {
        long day = config.getDuration("first-day").toMillis();
        double orders = config.getDouble("first-day-orders");
        long now = clock.presentMillis();
        long from = Math.max(clock.millis(), bots.lastTradeAt());
        PastTempo tempo = PastTempo.of(
                Math.min(from, now - day), now, orders, config.getDouble("orders-per-second"));
        long begun = System.nanoTime();
        long count = bots.livePast(from, now, tempo, clock::moveTo, progress);
        log.info(
                "the first day had {} orders, {} of them refused, and took {} s",
                count,
                bots.state().refused(),
                Math.round((System.nanoTime() - begun) / 1e9));
    }

    /** Begins to trade in the present. */
    void live() {
        simulator.ifPresent(Simulator::live);
    }

    @Override
    public Optional<State> state() {
        return simulator
                .map(Simulator::state)
                .map(each -> new State(
                        each.isEnabled(),
                        each.bots(),
                        each.orders(),
                        each.refused(),
                        each.firstRefusal()));
    }

    @Override
    public void enable(boolean isEnabled) {
        simulator.ifPresent(each -> each.enable(isEnabled));
    }

    @Override
    public void close() {
        simulator.ifPresent(Simulator::close);
    }

    /** After {@link #close}: nobody comes in by the bots' door any more. */
    void closeDoor(Duration drain) {
        door.ifPresent(each -> each.terminate(drain).toCompletableFuture().join());
    }
}
