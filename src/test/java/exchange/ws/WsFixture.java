package exchange.ws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.typed.ActorRef;

import exchange.accounts.LedgerClientFixture;
import exchange.accounts.LedgerCommand;
import exchange.accounts.LedgerFact;
import exchange.accounts.LedgerReply;
import exchange.accounts.OrderView;
import exchange.api.AccountSource;
import exchange.api.FixedMarkets;
import exchange.api.Funds;
import exchange.api.InFlight;
import exchange.api.Markets;
import exchange.api.OrderParser;
import exchange.api.OrderQueries;
import exchange.api.Placement;
import exchange.api.Questions;
import exchange.history.Replays;
import exchange.identity.Caller;
import exchange.identity.Role;
import exchange.market.Asset;
import exchange.market.MarketRules;
import exchange.market.MarketState;
import exchange.market.OrderIds;
import exchange.market.OrderStatus;
import exchange.market.Side;
import exchange.marketdata.Topic;
import exchange.ops.Metrics;
import exchange.session.AccountEvent;
import exchange.session.Publication;
import exchange.session.SessionActor;
import exchange.session.SessionLimits;
import exchange.session.SessionMessage;
import exchange.wire.JsonValue;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

import java.net.InetAddress;
import java.net.http.WebSocketHandshakeException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/**
 * Both sockets over a real server; the ledger is a function, accounts and markets are fed by hand.
 */
abstract class WsFixture {
    static ActorTestKit kit;
    static final long ALICE = 42;
    static final long ORDER = OrderIds.of(1, 7);
    static final String ORDER_ID = OrderIds.toUuid(ORDER).toString();
    static final MarketRules BTC_USD = new MarketRules(
            "BTC-USD",
            new Asset("BTC", 10),
            new Asset("USD", 10),
            1,
            2,
            1,
            8,
            0,
            1_000_000_0000000000L,
            0,
            0,
            100_000,
            MarketState.OPEN);
    static final Markets MARKETS = new FixedMarkets(List.of(BTC_USD));

    final AtomicLong expiresAt = new AtomicLong(System.currentTimeMillis() + 3_600_000);
    final List<ActorRef<SessionMessage>> followers = new CopyOnWriteArrayList<>();
    final List<ActorRef<SessionMessage>> watchers = new CopyOnWriteArrayList<>();
    final BlockingQueue<Topic> topics = new LinkedBlockingQueue<>();
    final BlockingQueue<Topic> left = new LinkedBlockingQueue<>();
    final BlockingQueue<ActorRef<SessionMessage>> subscribers = new LinkedBlockingQueue<>();
    SocketLimits limits = SocketSettings.of(SocketServer.CONFIG).limits();
    /** The one account that no limits hold for. */
    volatile long unlimited = ALICE;

    volatile Function<LedgerCommand, LedgerReply> ledger = WsFixture::taken;
    volatile AccountSource source = new FakeAccount(ALICE);
    volatile Replays replays = (symbol, asked, to, encoder) -> Optional.empty();
    final InFlight inFlight = new InFlight(10_000);
    final Metrics metrics = new Metrics();
    LedgerClientFixture ledgers;
    WsRoutes routes;
    SocketServer server;

    @BeforeAll
    static void startAll() {
        kit = SocketServer.testKit();
    }

    @BeforeEach
    void serve() {
        ledgers = new LedgerClientFixture(kit, command -> ledger.apply(command));
        Callers callers = new Callers() {
            @Override
            public Optional<Caller> verify(String token) {
                return switch (token) {
                    case "alice", "alice+2" -> Optional.of(caller(ALICE));
                    case "bob" -> Optional.of(caller(43));
                    default -> Optional.empty();
                };
            }

            @Override
            public boolean isValid(Caller caller) {
                return System.currentTimeMillis() < expiresAt.get();
            }
        };
        SessionActor.Sources sources = new SessionActor.Sources() {
            @Override
            public void follow(long account, ActorRef<SessionMessage> subscriber) {
                followers.add(subscriber);
                subscriber.tell(new SessionMessage.Following(account));
            }

            @Override
            public void watchPublic(ActorRef<SessionMessage> subscriber) {
                watchers.add(subscriber);
            }

            @Override
            public void subscribe(Topic topic, ActorRef<SessionMessage> subscriber) {
                topics.add(topic);
                subscribers.add(subscriber);
            }

            @Override
            public void unsubscribe(Topic topic, ActorRef<SessionMessage> subscriber) {
                left.add(topic);
            }

            @Override
            public void pause(Topic topic, ActorRef<SessionMessage> subscriber) {}

            @Override
            public void goOn(Publication last, ActorRef<SessionMessage> subscriber) {}
        };
        SocketSettings defaults = SocketSettings.of(SocketServer.CONFIG);
        SocketSettings settings = new SocketSettings(
                3,
                defaults.messageBytesMax(),
                defaults.messageTimeout(),
                Duration.ofSeconds(3),
                200,
                defaults.updateLimits(),
                sessionLimits(defaults.orderLimits()),
                defaults.operationsPerSecond(),
                limits);
        routes = new WsRoutes(
                kit.system(),
                settings,
                List.of("http://localhost:5173"),
                callers,
                MARKETS,
                new Placement(
                        new OrderParser(MARKETS, (symbol, side) -> 0, symbol -> 0),
                        MARKETS,
                        inFlight,
                        Clock.systemUTC()),
                client -> new Questions(
                        new OrderQueries(client, null, MARKETS, Clock.systemUTC()),
                        new Funds(client, MARKETS, null, Clock.systemUTC()),
                        source,
                        null),
                ledgers.client(),
                ledgers::client,
                sources,
                (symbol, asked, to, encoder) -> replays.open(symbol, asked, to, encoder),
                request -> InetAddress.getLoopbackAddress(),
                account -> CompletableFuture.completedStage(account == unlimited),
                metrics,
                Clock.systemUTC());
        server = new SocketServer(kit.system(), routes.route());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @AfterAll
    static void stopAll() {
        kit.shutdownTestKit();
    }

    SessionLimits sessionLimits(SessionLimits standard) {
        return standard;
    }

    static void ids(JsonValue answer, List<Long> ids) {
        if (answer instanceof JsonValue.Array array) {
            array.items().forEach(item -> ids(item, ids));
        } else {
            JsonValue.Entries entries = (JsonValue.Entries) answer;
            int at = entries.names().indexOf("id");
            ids.add(Long.parseLong(((JsonValue.Number) entries.values().get(at)).digits()));
        }
    }

    int handshakeStatus(String path, Map<String, String> headers) {
        int[] status = new int[1];
        assertThatThrownBy(() -> SocketClient.connect(server.uri(path), headers, true))
                .isInstanceOf(CompletionException.class)
                .satisfies(e -> status[0] = ((WebSocketHandshakeException) e.getCause())
                        .getResponse()
                        .statusCode());
        return status[0];
    }

    SocketClient old(String token) {
        return SocketClient.connect(server.uri("/api/v1/ws/update?token=" + token));
    }

    SocketClient greeted(String token) {
        SocketClient client = old(token);
        assertThat(client.next()).contains("\"connected\"");
        return client;
    }

    SocketClient fresh() {
        return SocketClient.connect(server.uri("/api/v1/ws"));
    }

    SocketClient authenticated() {
        SocketClient client = fresh().send("{\"op\":\"auth\",\"token\":\"alice\"}");
        assertThat(client.next()).contains("\"status\":200");
        return client;
    }

    void tell(LedgerFact fact) {
        followers.forEach(each -> each.tell(new SessionMessage.Happened(
                List.of(new AccountEvent(ALICE, 1, 1_700_000_000_000L, fact)))));
    }

    static String place(int id, String more) {
        return "{\"op\":\"place\",\"id\":" + id
                + ",\"order\":{\"side\":\"BUY\",\"order_type\":\"LIMIT\","
                + "\"quantity\":1.5,\"price\":100.25" + more + "}}";
    }

    static Caller caller(long account) {
        return new Caller(
                account,
                "a@example.com",
                Role.TRADER,
                new UUID(0, account),
                Long.MAX_VALUE / 2_000);
    }

    static LedgerCommand.Place limit(long ignored) {
        return new LedgerCommand.Place(
                ALICE,
                "",
                "BTC-USD",
                Side.BUY,
                exchange.market.OrderType.LIMIT,
                exchange.market.TimeInForce.GTC,
                false,
                exchange.market.SelfTradePrevention.NONE,
                100_25,
                150_000_000,
                0,
                0,
                0,
                false);
    }

    /** A ledger where every order rests and every cancel finds its order. */
    static LedgerReply taken(LedgerCommand command) {
        if (command instanceof LedgerCommand.Place place) {
            return new LedgerReply.OrderResult(view(place), List.of(), false);
        }
        return new LedgerReply.Canceled(view(limit(0)));
    }

    static OrderView view(LedgerCommand.Place place) {
        return new OrderView(
                ORDER,
                ALICE,
                place.clientOrderId(),
                place.symbol(),
                place.side(),
                place.type(),
                place.timeInForce(),
                place.postOnly(),
                place.selfTradePrevention(),
                place.priceTicks(),
                place.quantityLots(),
                0,
                OrderStatus.OPEN,
                0,
                0,
                0,
                "BTC",
                "",
                0,
                0);
    }
}
