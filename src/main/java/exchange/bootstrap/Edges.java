package exchange.bootstrap;

import akka.actor.typed.ActorSystem;
import akka.http.javadsl.ServerBinding;

import com.typesafe.config.Config;

import exchange.api.Api;
import exchange.api.ApiSettings;
import exchange.api.Chaos;
import exchange.api.FeeCount;
import exchange.api.FeeDesk;
import exchange.api.FeeSchedule;
import exchange.api.Leaderboard;
import exchange.api.ListedMarkets;
import exchange.api.OrderStories;
import exchange.api.OwnHistory;
import exchange.api.PastMarkets;
import exchange.api.Portfolio;
import exchange.api.PortfolioDesk;
import exchange.api.Ranker;
import exchange.audit.AuditDesk;
import exchange.book.OrderBookActor;
import exchange.history.JournalReplays;
import exchange.history.TimeMachine;
import exchange.http.ClientAddress;
import exchange.http.HttpServer;
import exchange.http.HttpSettings;
import exchange.http.RestRoutes;
import exchange.http.SystemRoutes;
import exchange.http.WebApp;
import exchange.identity.Identity;
import exchange.marketdata.MarketData;
import exchange.ops.CannotStart;
import exchange.ops.Metrics;
import exchange.ops.Samples;
import exchange.readside.AccountPast;
import exchange.readside.Lag;
import exchange.readside.ReadSide;
import exchange.readside.TradedVolumes;
import exchange.session.AccountRelays;
import exchange.simulator.Simulator;
import exchange.ws.Feeds;
import exchange.ws.SocketSettings;
import exchange.ws.WsRoutes;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * Everything of one node that strangers connect to, REST, sockets and the web app, with what
 * answers their questions: the read side, the market data, the relays of account events. Opened
 * when orders can be taken.
 */
public final class Edges implements EdgeStarter.Edge {
    private static final Duration DRAIN = Duration.ofSeconds(3);
    private static final Duration BOOK_TRY = Duration.ofSeconds(2);
    private static final Duration MARKETS_WAIT = Duration.ofSeconds(60);
    private static final long MARKETS_LOOK_MILLIS = 50;

    private final ReadSide readSide;
    private final NodeHealth health;
    private final Samples samples;
    private final AuditDesk audit;
    private final FeeDesk fees;
    private final TimeMachine history;
    private final JournalReplays replays;
    private final PortfolioDesk portfolios;
    private final Ranker ranker;
    private final WsRoutes sockets;
    private final DemoMarket demo;
    private final ServerBinding binding;

    private Edges(
            ReadSide readSide,
            NodeHealth health,
            Samples samples,
            AuditDesk audit,
            FeeDesk fees,
            TimeMachine history,
            JournalReplays replays,
            PortfolioDesk portfolios,
            Ranker ranker,
            WsRoutes sockets,
            DemoMarket demo,
            ServerBinding binding) {
        this.readSide = readSide;
        this.health = health;
        this.samples = samples;
        this.audit = audit;
        this.fees = fees;
        this.history = history;
        this.replays = replays;
        this.portfolios = portfolios;
        this.ranker = ranker;
        this.sockets = sockets;
        this.demo = demo;
        this.binding = binding;
    }

    /** Opens the port; fails when it is taken. */
    public static Edges open(Settings settings, Storage storage, Identity identity, Engine engine) {
        return open(settings, storage, identity, engine, (done, total) -> {});
    }

    /** @param progress hears how far the first day is, if this is to be one */
    public static Edges open(
            Settings settings,
            Storage storage,
            Identity identity,
            Engine engine,
            Simulator.Progress progress) {
        ActorSystem<?> system = engine.system();
        Config config = settings.config();
        ReadSide readSide =
                ReadSide.start(system, storage.pools(), engine.partitions(), engine.symbols());
        ListedMarkets markets =
                new ListedMarkets(readSide.markets(), config.getString("exchange.default-market"));
        awaitMarkets(readSide, engine.symbols());
        Waker.start(system, engine.partitions(), readSide.markets()::symbols);
        EngineClock clock = engine.clock();
        Chaos chaos = new Chaos(settings.embedded());
        MarketData marketData = new MarketData(system, readSide.stored(), clock);
        FeeCount feeCount = feeCount(config, storage, engine, markets);
        Api api = api(settings, engine, readSide, markets, marketData, feeCount, chaos);
        api.admin().tellLedgers();
        HttpSettings http = HttpSettings.from(
                config, settings.host(), settings.port(), Set.copyOf(settings.corsOrigins()));
        TimeMachine history = history(config, storage, readSide);
        JournalReplays replays =
                JournalReplays.open(config, history, storage.pools().queries(), readSide.stored());
        WsRoutes sockets =
                sockets(settings, http, identity, engine, markets, marketData, api, replays, clock);
        NodeHealth health = NodeHealth.open(settings, storage, system);
        Samples samples = new Samples(Metrics.process(), clock::presentMillis).start();
        AuditDesk audit = audit(config, storage, clock);
        FeeDesk fees = FeeDesk.open(config, feeCount, readSide::lag, clock);
        AccountPast past = new AccountPast(storage.pools().queries());
        PortfolioDesk portfolios = new PortfolioDesk(past, markets, clock);
        Ranker ranker = new Ranker(past, identity.ranked(), markets, clock);
        DemoMarket demo = DemoMarket.of(settings, storage, engine);
        RestRoutes routes = RestRoutes.of(
                api,
                identity,
                Credit.of(engine.ledgers(), settings.signupCredit(), engine.assets(), clock),
                http,
                Metrics.process(),
                sockets.route(),
                audit,
                fees,
                new PastMarkets(history, clock),
                new OrderStories(engine.ledgers(), readSide.queries(), markets, history, clock),
                new OwnHistory(engine.ledgers(), readSide.queries(), markets, clock),
                new Portfolio(portfolios, engine.ledgers(), readSide.queries(), markets, clock),
                leaderboard(api, identity, ranker, config, clock),
                demo,
                chaos,
                system(health, chaos, samples));
        ChaosDesk.cutWhenTold(system, chaos, sockets);
        demo.open(() -> bind(http.onThisMachine(), system, routes), readSide::lag, progress);
        ServerBinding binding = bind(http, system, routes);
        demo.live();
        return new Edges(
                readSide,
                health,
                samples,
                audit,
                fees,
                history,
                replays,
                portfolios,
                ranker,
                sockets,
                demo,
                binding);
    }

    private static Leaderboard leaderboard(
            Api api, Identity identity, Ranker ranker, Config config, Clock clock) {
        return new Leaderboard(
                api.settings().paper().enabled(),
                identity.ranked(),
                ranker,
                config.getDuration("exchange.api.leaderboard-refresh"),
                clock);
    }

    private static SystemRoutes system(NodeHealth health, Chaos chaos, Samples samples) {
        return new SystemRoutes(
                () -> ChaosDesk.said(health.report(), chaos),
                samples,
                Metrics.process(),
                WebApp.packaged());
    }

    private static Api api(
            Settings settings,
            Engine engine,
            ReadSide readSide,
            ListedMarkets markets,
            MarketData marketData,
            FeeCount feeCount,
            Chaos chaos) {
        return Api.create(
                ApiSettings.of(settings.config()),
                engine.ledgers(),
                readSide.queries(),
                readSide.stored(),
                markets,
                marketData,
                (symbol, command) -> OrderBookActor.ask(engine.system(), symbol, command, BOOK_TRY),
                feeCount,
                chaos,
                engine.clock(),
                engine.clock()::graceMillis);
    }

    private static FeeCount feeCount(
            Config config, Storage storage, Engine engine, ListedMarkets markets) {
        return new FeeCount(
                FeeSchedule.of(config),
                new TradedVolumes(storage.pools().background()),
                markets,
                engine.ledgers()::ask,
                engine.clock());
    }

    private static AuditDesk audit(Config config, Storage storage, EngineClock clock) {
        return AuditDesk.open(
                storage.database(),
                storage.pools().queries(),
                config,
                Metrics.process(),
                () -> Instant.ofEpochMilli(clock.presentMillis()));
    }

    private static TimeMachine history(Config config, Storage storage, ReadSide readSide) {
        return TimeMachine.open(
                config,
                storage.pools().queries(),
                storage.pools().background(),
                readSide.markets()::symbols);
    }

    private static WsRoutes sockets(
            Settings settings,
            HttpSettings http,
            Identity identity,
            Engine engine,
            ListedMarkets markets,
            MarketData marketData,
            Api api,
            JournalReplays replays,
            Clock clock) {
        return new WsRoutes(
                engine.system(),
                SocketSettings.of(settings.config()),
                settings.corsOrigins(),
                new IdentityCallers(identity),
                markets,
                api.placement(),
                api.questions(),
                engine.ledgers(),
                engine.clients()::create,
                new Feeds(
                        engine.system(),
                        AccountRelays.start(engine.system(), engine.partitions()),
                        marketData,
                        markets),
                replays,
                new ClientAddress(http.trustedProxies())::of,
                api.accounts()::isUnlimited,
                Metrics.process(),
                clock);
    }

    /** The tables follow the journals; a market that the engine opened is in them soon. */
    private static void awaitMarkets(ReadSide readSide, List<String> symbols) {
        long giveUp = System.nanoTime() + MARKETS_WAIT.toNanos();
        while (!symbols.stream().allMatch(each -> readSide.markets().rules(each).isPresent())) {
            if (System.nanoTime() > giveUp) {
                throw new CannotStart(
                        CannotStart.Reason.FAULT,
                        "the tables of the read side did not catch up within " + MARKETS_WAIT);
            }
            readSide.markets().refresh();
            Pause.millis(MARKETS_LOOK_MILLIS);
        }
    }

    private static ServerBinding bind(HttpSettings http, ActorSystem<?> system, RestRoutes routes) {
        return OpenPort.await(http, new HttpServer(http).start(system, routes));
    }

    @Override
    public int port() {
        return binding.localAddress().getPort();
    }

    /** How far the tables are behind the journals. */
    public Lag lag() {
        return readSide.lag().toCompletableFuture().join();
    }

    @Override
    public void close() {
        demo.close();
        sockets.closeAll();
        var closing = binding.terminate(DRAIN).toCompletableFuture();
        demo.closeDoor(DRAIN);
        closing.join();
        audit.close();
        fees.close();
        replays.close();
        history.close();
        portfolios.close();
        ranker.close();
        health.close();
        samples.close();
        readSide.stop();
    }
}
