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
import exchange.api.InFlight;
import exchange.api.FixedMarkets;
import exchange.api.Markets;
import exchange.api.OrderParser;
import exchange.api.Placement;
import exchange.identity.Caller;
import exchange.identity.Role;
import exchange.market.AccountIds;
import exchange.market.Asset;
import exchange.market.EndReason;
import exchange.market.MarketRules;
import exchange.market.MarketState;
import exchange.market.OrderIds;
import exchange.market.OrderStatus;
import exchange.market.RejectReason;
import exchange.market.Side;
import exchange.sequencer.LedgerItem;
import exchange.session.AccountEvent;
import exchange.session.SessionActor;
import exchange.session.SessionMessage;
import exchange.wire.Json;
import exchange.wire.JsonValue;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocketHandshakeException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/**
 * Both sockets over a real server; the ledger is a function, accounts and markets are fed by hand.
 */
final class WsRoutesTest {
    private static final ActorTestKit KIT = SocketServer.testKit();
    private static final long ALICE = 42;
    private static final long ORDER = OrderIds.of(1, 7);
    private static final String ORDER_ID = OrderIds.toUuid(ORDER).toString();
    private static final MarketRules BTC_USD = new MarketRules(
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
    private static final Markets MARKETS = new FixedMarkets(List.of(BTC_USD));

    private final AtomicLong expiresAt = new AtomicLong(System.currentTimeMillis() + 3_600_000);
    private final List<ActorRef<SessionMessage>> followers = new CopyOnWriteArrayList<>();
    private final List<ActorRef<SessionMessage>> watchers = new CopyOnWriteArrayList<>();
    private volatile Function<LedgerCommand, LedgerReply> ledger = WsRoutesTest::taken;
    private final InFlight inFlight = new InFlight(10_000);
    private LedgerClientFixture ledgers;
    private WsRoutes routes;
    private SocketServer server;

    @BeforeEach
    void serve() {
        ledgers = new LedgerClientFixture(KIT, command -> ledger.apply(command));
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
        };
        SocketSettings defaults = SocketSettings.of(SocketServer.CONFIG);
        SocketSettings settings = new SocketSettings(
                3,
                defaults.messageBytesMax(),
                defaults.messageTimeout(),
                Duration.ofSeconds(1),
                200,
                defaults.updateLimits(),
                defaults.orderLimits());
        routes = new WsRoutes(
                KIT.system(),
                settings,
                List.of("http://localhost:5173"),
                callers,
                MARKETS,
                new Placement(
                        new OrderParser(MARKETS, (symbol, side) -> 0),
                        MARKETS,
                        inFlight,
                        Clock.systemUTC()),
                ledgers.client(),
                ledgers::client,
                sources,
                Clock.systemUTC());
        server = new SocketServer(KIT.system(), routes.route());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @AfterAll
    static void stopAll() {
        KIT.shutdownTestKit();
    }

    // the old socket

    @Test
    void oldSocketGreetsItsUser() {
        SocketClient client = old("alice");

        assertThat(client.next())
                .isEqualTo("{\"event\":\"connected\",\"message\":\"connected\",\"user_id\":\""
                        + AccountIds.toUuid(ALICE) + "\"}");
    }

    @Test
    void oldSocketTakesATokenWithEscapesAndASlashAtTheEnd() {
        SocketClient client =
                SocketClient.connect(server.uri("/api/v1/ws/update/?token=alice%2B2"));

        assertThat(client.next()).contains("\"connected\"");
    }

    @Test
    void oldSocketWithoutAValidTokenSaysAnErrorAndClosesWith1008() {
        for (String query : List.of("", "?token=", "?token=nobody", "?other=alice")) {
            SocketClient client = SocketClient.connect(server.uri("/api/v1/ws/update" + query));

            assertThat(client.next())
                    .isEqualTo("{\"event\":\"error\",\"message\":\"missing or invalid token\"}");
            assertThat(client.closed())
                    .isEqualTo(new SocketClient.Closed(1008, "missing or invalid token"));
        }
    }

    @Test
    void oldSocketAnswersAPing() {
        SocketClient client = greeted("alice");

        client.send("{\"type\":\"ping\"}");

        assertThat(client.next()).isEqualTo("{\"type\":\"pong\"}");
    }

    @Test
    void oldSocketAnswersBadJsonWithAnErrorAndStaysOpen() {
        SocketClient client = greeted("alice");

        for (String bad :
                List.of("{", "ping", "[]", "7", "{\"type\":\"ping\",\"type\":\"ping\"}", "")) {
            client.send(bad);
            assertThat(client.next()).as(bad).startsWith("{\"event\":\"error\",\"message\":\"");
        }
        client.send("{\"type\":\"something else\"}").send("{\"type\":\"ping\"}");

        assertThat(client.next()).isEqualTo("{\"type\":\"pong\"}");
    }

    @Test
    void oldSocketTellsItsOwnerEachFillAndTheCancel() {
        SocketClient client = greeted("alice");

        tell(new LedgerFact.Settled(
                ALICE,
                1,
                "BTC-USD",
                Side.BUY,
                0,
                new LedgerItem.Fill(
                        ORDER,
                        3,
                        true,
                        100_00,
                        25_000_000,
                        1,
                        1,
                        0,
                        0,
                        75_000_000,
                        0,
                        1_700_000_000_042L)));
        tell(new LedgerFact.Settled(
                ALICE,
                2,
                "BTC-USD",
                Side.BUY,
                0,
                new LedgerItem.Ended(1, ORDER, EndReason.USER_CANCELED, 5, 1_700_000_000_043L)));

        assertThat(client.next())
                .isEqualTo("{\"event\":\"order_status\",\"timestamp\":\"2023-11-14T22:13:20.042Z\","
                        + "\"data\":{\"order_id\":\"" + ORDER_ID
                        + "\",\"status\":\"partially_filled\","
                        + "\"filled_quantity\":0.25,\"remaining_quantity\":0.75}}");
        assertThat(client.next())
                .isEqualTo("{\"event\":\"order_status\",\"timestamp\":\"2023-11-14T22:13:20.043Z\","
                        + "\"data\":{\"order_id\":\"" + ORDER_ID + "\",\"status\":\"cancelled\","
                        + "\"filled_quantity\":0,\"remaining_quantity\":0.75}}");
    }

    @Test
    void oldSocketAsksTheLedgerWhatWasLeftOfAnOrderItNeverHeardOfAndKeepsTheOrder() {
        CompletableFuture<LedgerReply> answer = new CompletableFuture<>();
        ledger = command -> answer.join();
        SocketClient client = greeted("alice");

        tell(new LedgerFact.Settled(
                ALICE,
                1,
                "BTC-USD",
                Side.BUY,
                0,
                new LedgerItem.Ended(0, ORDER, EndReason.USER_CANCELED, 5, 1)));
        tell(new LedgerFact.Settled(
                ALICE,
                2,
                "BTC-USD",
                Side.BUY,
                0,
                new LedgerItem.Fill(OrderIds.of(1, 8), 3, true, 100_00, 5, 1, 1, 0, 0, 0, 0, 2)));
        assertThat(client.poll(Duration.ofMillis(100))).isNull();
        answer.complete(taken(limit(0)));

        assertThat(client.next())
                .contains("\"cancelled\"", "\"filled_quantity\":0,\"remaining_quantity\":1.5");
        assertThat(client.next()).contains("\"filled\"", "\"remaining_quantity\":0");
        assertThat(ledgers.asked()).containsExactly(new LedgerCommand.GetOrder(ALICE, ORDER));
    }

    @Test
    void oldSocketShowsEverybodyTheBook() {
        SocketClient alice = greeted("alice");
        SocketClient bob = greeted("bob");

        watchers.forEach(each -> each.tell(
                new SessionMessage.Show("book", List.of("{\"type\":\"order_book_update\"}"))));

        assertThat(alice.next()).isEqualTo("{\"type\":\"order_book_update\"}");
        assertThat(bob.next()).isEqualTo("{\"type\":\"order_book_update\"}");
    }

    @Test
    void oldSocketEndsWithItsToken() {
        SocketClient client = greeted("alice");

        expiresAt.set(0);

        assertThat(client.next())
                .isEqualTo("{\"event\":\"error\",\"message\":\"the token has expired\"}");
        assertThat(client.closed())
                .isEqualTo(new SocketClient.Closed(1008, "the token has expired"));
    }

    // the new socket

    @Test
    void newSocketTakesATokenFromTheFirstMessage() {
        SocketClient client = fresh().send("{\"op\":\"auth\",\"token\":\"alice\"}");

        assertThat(client.next())
                .startsWith("{\"op\":\"auth\",\"id\":null,\"status\":200,\"result\":{\"user_id\":\""
                        + AccountIds.toUuid(ALICE) + "\",\"expires_at\":\"");
    }

    @Test
    void newSocketTakesATokenFromTheUpgrade() {
        SocketClient client = SocketClient.connect(
                server.uri("/api/v1/ws/"), Map.of("Authorization", "Bearer alice"), true);

        assertThat(client.next()).contains("\"status\":200");
        assertThat(client.send(place(1, "")).next()).startsWith("{\"id\":1,\"status\":200,");
    }

    @Test
    void newSocketWithABadTokenClosesWith1008() {
        SocketClient byMessage = fresh().send("{\"op\":\"auth\",\"id\":7,\"token\":\"nobody\"}");
        SocketClient byHeader = SocketClient.connect(
                server.uri("/api/v1/ws"), Map.of("Authorization", "Bearer nobody"), true);

        assertThat(byMessage.next())
                .isEqualTo(
                        "{\"op\":\"auth\",\"id\":7,\"status\":401,\"result\":{\"message\":\"missing"
                                + " or invalid token\",\"error\":\"UNAUTHENTICATED\","
                                + "\"detail\":\"missing or invalid token\"}}");
        assertThat(byHeader.next()).contains("\"status\":401");
        assertThat(List.of(byMessage.closed(), byHeader.closed()))
                .containsOnly(new SocketClient.Closed(1008, "missing or invalid token"));
    }

    @Test
    void newSocketWithoutATokenInTimeClosesWith1008() {
        assertThat(fresh().closed())
                .isEqualTo(new SocketClient.Closed(1008, "no token within 1000 ms"));
    }

    @Test
    void newSocketRefusesOrdersBeforeAToken() {
        SocketClient client = fresh().send(place(1, ""));

        assertThat(client.next())
                .startsWith("{\"id\":1,\"status\":401,\"result\":{\"message\":\"log in first\"");
        assertThat(client.closed()).isEqualTo(new SocketClient.Closed(1008, "log in first"));
        assertThat(ledgers.asked()).isEmpty();
    }

    @Test
    void newSocketIsProlongedByAnotherTokenOfTheSameUserOnly() {
        SocketClient client = authenticated();

        client.send("{\"op\":\"auth\",\"token\":\"alice+2\"}");
        assertThat(client.next()).contains("\"status\":200");
        client.send("[{\"op\":\"auth\",\"token\":\"bob\"}," + place(1, "") + "]");

        assertThat(client.next()).contains("\"status\":401");
        assertThat(client.closed().reason()).isEqualTo("the socket belongs to another account");
        assertThat(ledgers.asked()).isEmpty();
    }

    @Test
    void newSocketEndsWithItsToken() {
        SocketClient client = authenticated();

        expiresAt.set(0);

        assertThat(client.next()).contains("\"status\":401", "the token has expired");
        assertThat(client.closed())
                .isEqualTo(new SocketClient.Closed(1008, "the token has expired"));
    }

    @Test
    void newSocketPlacesAndCancels() {
        SocketClient client = authenticated();

        client.send(place(1, ",\"client_order_id\":\"c-1\""));
        assertThat(client.next())
                .startsWith(
                        "{\"id\":1,\"status\":200,\"result\":{\"trades\":[],\"order\":{\"id\":\""
                                + ORDER_ID + "\"")
                .endsWith("\"order_executed\":false}}");
        client.send("{\"op\":\"cancel\",\"id\":\"two\",\"client_order_id\":\"c-1\"}");
        assertThat(client.next())
                .isEqualTo(
                        "{\"id\":\"two\",\"status\":200,\"result\":{\"message\":\"order canceled\","
                                + "\"order_id\":\"" + ORDER_ID + "\"}}");
        client.send("{\"op\":\"cancel\",\"id\":3,\"order_id\":\"" + ORDER_ID + "\"}");
        assertThat(client.next()).startsWith("{\"id\":3,\"status\":200,");
        client.send("{\"op\":\"cancel\",\"id\":4,\"client_order_id\":\"c-1\",\"guard\":true}");
        assertThat(client.next()).startsWith("{\"id\":4,\"status\":200,");

        assertThat(ledgers.asked().subList(1, 4))
                .containsExactly(
                        new LedgerCommand.Cancel(ALICE, 0, "c-1", false),
                        new LedgerCommand.Cancel(ALICE, ORDER, "", false),
                        new LedgerCommand.Cancel(ALICE, 0, "c-1", true));
    }

    @Test
    void newSocketAnswersRefusalsWithTheirStatusAndWhenToTryAgain() {
        SocketClient client = authenticated();

        ledger = command -> new LedgerReply.Refused(RejectReason.INSUFFICIENT_FUNDS, "");
        assertThat(client.send(place(1, "")).next())
                .startsWith("{\"id\":1,\"status\":400,\"result\":{\"message\":\"not enough funds");
        ledger = command -> new LedgerReply.Refused(RejectReason.MARKET_BUSY, "");
        assertThat(client.send(place(2, "")).next())
                .startsWith("{\"id\":2,\"status\":503,")
                .endsWith("},\"retry_after\":1}");
        ledger = command -> new LedgerReply.Unknown();
        assertThat(client.send(place(3, ",\"client_order_id\":\"c\"")).next())
                .startsWith("{\"id\":3,\"status\":202,\"result\":{\"status\":\"UNKNOWN\","
                        + "\"client_order_id\":\"c\",\"final_at\":\"");
        assertThat(client.send("{\"op\":\"cancel\",\"id\":4,\"order_id\":\"nonsense\"}")
                        .next())
                .startsWith("{\"id\":4,\"status\":404,");
    }

    @Test
    void newSocketNamesEveryMistakeAndStaysOpen() {
        SocketClient client = authenticated();
        Map<String, String> fieldsByMessage = Map.ofEntries(
                Map.entry("{", "body"),
                Map.entry("7", "body"),
                Map.entry("[]", "body"),
                Map.entry("{}", "op"),
                Map.entry("{\"op\":\"fly\"}", "op"),
                Map.entry("{\"op\":\"place\"}", "order"),
                Map.entry("{\"op\":\"place\",\"order\":[]}", "order"),
                Map.entry("{\"op\":\"place\",\"order\":{},\"x\":1}", "x"),
                Map.entry("{\"op\":\"place\",\"id\":1.5,\"order\":{}}", "id"),
                Map.entry("{\"op\":\"place\",\"id\":99999999999999999,\"order\":{}}", "id"),
                Map.entry("{\"op\":\"place\",\"id\":{},\"order\":{}}", "id"),
                Map.entry("{\"op\":\"place\",\"id\":1,\"id\":2,\"order\":{}}", "id"),
                Map.entry("{\"op\":\"cancel\",\"id\":1}", "order_id"),
                Map.entry(
                        "{\"op\":\"cancel\",\"order_id\":\"a\",\"client_order_id\":\"b\"}",
                        "order_id"),
                Map.entry("{\"op\":\"cancel\",\"client_order_id\":\"é\"}", "client_order_id"),
                Map.entry("{\"op\":\"auth\"}", "token"),
                Map.entry(
                        "{\"op\":\"place\",\"order\":{\"side\":\"BUY\",\"order_type\":\"LIMIT\","
                                + "\"quantity\":1e999999999,\"price\":1}}",
                        "quantity"));

        fieldsByMessage.forEach((message, field) -> {
            String answer = client.send(message).next();
            assertThat(answer)
                    .as(message)
                    .contains("\"status\":422", "\"field\":\"" + field + "\"");
        });
        assertThat(ledgers.asked()).isEmpty();
        assertThat(client.send("{\"op\":\"ping\",\"id\":5}").next())
                .isEqualTo("{\"op\":\"pong\",\"id\":5}");
    }

    @Test
    void newSocketAnswersArraysInArraysAndKeepsTheOrderOfSending() {
        SocketClient client = authenticated();
        int arrays = 20;
        int size = 50;

        for (int i = 0; i < arrays; i++) {
            List<String> ops = new ArrayList<>();
            for (int j = 0; j < size; j++) {
                int id = i * size + j;
                ops.add(place(id, ",\"client_order_id\":\"c" + id + "\""));
            }
            client.send("[" + String.join(",", ops) + "]");
        }

        List<Long> ids = new ArrayList<>();
        int frames = 0;
        while (ids.size() < arrays * size) {
            frames++;
            ids(Json.parse(client.next(), "answer"), ids);
        }
        List<String> asked = ledgers.asked().stream()
                .map(command -> ((LedgerCommand.Place) command).clientOrderId())
                .toList();
        assertThat(asked).hasSize(arrays * size);
        for (int id = 0; id < arrays * size; id++) {
            assertThat(asked.get(id)).isEqualTo("c" + id);
        }
        assertThat(ids).hasSize(arrays * size).doesNotHaveDuplicates();
        assertThat(frames).isLessThan(arrays * size);
    }

    @Test
    void newSocketAnswersSingleOperationsSingly() {
        SocketClient client = authenticated();

        for (int id = 0; id < 100; id++) {
            client.send(place(id, ""));
        }

        for (int id = 0; id < 100; id++) {
            assertThat(client.next()).startsWith("{\"id\":" + id + ",");
        }
    }

    @Test
    void newSocketIsNotReadWhileTooManyOperationsAreInFlight() throws Exception {
        CompletableFuture<Void> go = new CompletableFuture<>();
        ledger = command -> {
            go.join();
            return taken(command);
        };
        SocketClient client = authenticated();
        for (int i = 0; i < 30; i++) {
            client.send(
                    "[" + String.join(",", java.util.Collections.nCopies(50, place(i, ""))) + "]");
        }
        Thread.sleep(500);
        int inFlightThen = inFlight.count();
        go.complete(null);

        List<Long> ids = new ArrayList<>();
        while (ids.size() < 1_500) {
            ids(Json.parse(client.next(), "answer"), ids);
        }
        assertThat(ids).hasSize(1_500);
        assertThat(inFlightThen).isBetween(200, 250);
        assertThat(inFlight.count()).isZero();
    }

    @Test
    void newSocketRefusesAMessageOfTooManyOperations() {
        SocketClient client = authenticated();

        client.send("[" + "1,".repeat(1_000) + "1]");

        assertThat(client.next())
                .startsWith("{\"id\":null,\"status\":422,")
                .contains("1 to 1000 operations");
    }

    // the upgrade

    @Test
    void pagesOfOtherHostsMayNotOpenASocket() {
        Map<String, Boolean> origins = Map.of(
                "http://localhost:5173",
                true,
                server.uri("").replace("ws://", "http://"),
                true,
                "http://evil.example",
                false,
                "http://localhost:5174",
                false,
                "null",
                false);

        origins.forEach((origin, allowed) -> {
            for (String path : List.of("/api/v1/ws", "/api/v1/ws/update?token=alice")) {
                if (allowed) {
                    SocketClient.connect(server.uri(path), Map.of("Origin", origin), true)
                            .abort();
                } else {
                    assertThat(handshakeStatus(path, Map.of("Origin", origin))).isEqualTo(403);
                }
            }
        });
    }

    @Test
    void plainRequestIsToldToUpgrade() throws Exception {
        URI uri = URI.create(server.uri("/api/v1/ws").replace("ws://", "http://"));
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(426);
        assertThat(answer.headers().firstValue("Upgrade")).contains("websocket");
        assertThat(answer.body())
                .isEqualTo(
                        "{\"message\":\"this address speaks WebSocket only\",\"error\":"
                                + "\"UPGRADE_REQUIRED\",\"detail\":\"this address speaks"
                                + " WebSocket only\"}");
    }

    @Test
    void oneSocketTooManyIsToldToTryAgain() throws Exception {
        List<SocketClient> open = List.of(greeted("alice"), greeted("alice"), greeted("bob"));

        assertThat(handshakeStatus("/api/v1/ws", Map.of())).isEqualTo(503);

        open.getFirst().close(1000, "");
        while (routes.openCount() == 3) {
            Thread.sleep(5);
        }
        assertThat(greeted("bob")).isNotNull();
    }

    private static void ids(JsonValue answer, List<Long> ids) {
        if (answer instanceof JsonValue.Array array) {
            array.items().forEach(item -> ids(item, ids));
        } else {
            JsonValue.Entries entries = (JsonValue.Entries) answer;
            int at = entries.names().indexOf("id");
            ids.add(Long.parseLong(((JsonValue.Number) entries.values().get(at)).digits()));
        }
    }

    private int handshakeStatus(String path, Map<String, String> headers) {
        int[] status = new int[1];
        assertThatThrownBy(() -> SocketClient.connect(server.uri(path), headers, true))
                .isInstanceOf(CompletionException.class)
                .satisfies(e -> status[0] = ((WebSocketHandshakeException) e.getCause())
                        .getResponse()
                        .statusCode());
        return status[0];
    }

    private SocketClient old(String token) {
        return SocketClient.connect(server.uri("/api/v1/ws/update?token=" + token));
    }

    private SocketClient greeted(String token) {
        SocketClient client = old(token);
        assertThat(client.next()).contains("\"connected\"");
        return client;
    }

    private SocketClient fresh() {
        return SocketClient.connect(server.uri("/api/v1/ws"));
    }

    private SocketClient authenticated() {
        SocketClient client = fresh().send("{\"op\":\"auth\",\"token\":\"alice\"}");
        assertThat(client.next()).contains("\"status\":200");
        return client;
    }

    private void tell(LedgerFact fact) {
        followers.forEach(each -> each.tell(new SessionMessage.Happened(
                List.of(new AccountEvent(ALICE, 1, 1_700_000_000_000L, fact)))));
    }

    private static String place(int id, String more) {
        return "{\"op\":\"place\",\"id\":" + id
                + ",\"order\":{\"side\":\"BUY\",\"order_type\":\"LIMIT\","
                + "\"quantity\":1.5,\"price\":100.25" + more + "}}";
    }

    private static Caller caller(long account) {
        return new Caller(
                account,
                "a@example.com",
                Role.TRADER,
                new UUID(0, account),
                Long.MAX_VALUE / 2_000);
    }

    private static LedgerCommand.Place limit(long ignored) {
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
    private static LedgerReply taken(LedgerCommand command) {
        if (command instanceof LedgerCommand.Place place) {
            return new LedgerReply.OrderResult(view(place), List.of(), false);
        }
        return new LedgerReply.Canceled(view(limit(0)));
    }

    private static OrderView view(LedgerCommand.Place place) {
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
