package exchange.ws;

import static akka.http.javadsl.server.Directives.complete;
import static akka.http.javadsl.server.Directives.extractRequest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.typed.ActorRef;
import akka.http.javadsl.model.AttributeKeys;
import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.ws.WebSocketUpgrade;
import akka.http.javadsl.server.Route;

import exchange.marketdata.Topic;
import exchange.ops.Metrics;
import exchange.session.Conversation;
import exchange.session.Publication;
import exchange.session.Session;
import exchange.session.SessionActor;
import exchange.session.SessionLimits;
import exchange.session.SessionMessage;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

/** Sessions over real sockets, with conversations as simple as they can be. */
final class SocketsTest implements SessionActor.Sources {
    private static final Duration SOON = Duration.ofSeconds(10);

    private static final long UNREAD = 1 << 20;
    private static final SocketLimits FREE = new SocketLimits(1, 1, 1, 1, 1, 1, List.of());

    private final ActorTestKit kit = SocketServer.testKit();
    private final BlockingQueue<ActorRef<SessionMessage>> watchers = new LinkedBlockingQueue<>();
    private SessionLimits limits = limits(Duration.ofSeconds(10));
    private final Metrics metrics = new Metrics();
    private Sockets sockets;
    private SocketServer server;

    @AfterEach
    void stop() {
        server.close();
        kit.shutdownTestKit();
    }

    @Override
    public void follow(long account, ActorRef<SessionMessage> subscriber) {}

    @Override
    public void watchPublic(ActorRef<SessionMessage> subscriber) {
        watchers.add(subscriber);
    }

    @Override
    public void subscribe(Topic topic, ActorRef<SessionMessage> subscriber) {}

    @Override
    public void unsubscribe(Topic topic, ActorRef<SessionMessage> subscriber) {}

    @Override
    public void pause(Topic topic, ActorRef<SessionMessage> subscriber) {}

    @Override
    public void goOn(Publication last, ActorRef<SessionMessage> subscriber) {}

    @Test
    void closesWithAnyCodeAndReasonAfterTheLastText() {
        SocketClient client = connect(session -> new Echo(session) {
            @Override
            public int heard(String message) {
                session.say("{\"error\":\"policy\"}");
                session.close(1008, "slow consumer / policy é");
                return 1;
            }
        });

        client.send("one");

        assertThat(client.next()).isEqualTo("{\"error\":\"policy\"}");
        assertThat(client.closed())
                .isEqualTo(new SocketClient.Closed(1008, "slow consumer / policy é"));
        assertThat(socketsLeft()).isZero();
    }

    @Test
    void aReasonTooLongForACloseFrameIsCutAtAWholeCharacter() {
        SocketClient client = connect(session -> new Echo(session) {
            @Override
            public void opened() {
                session.close(4000, "x" + "é".repeat(100));
            }
        });

        assertThat(client.closed()).isEqualTo(new SocketClient.Closed(4000, "x" + "é".repeat(61)));
    }

    @Test
    void closesOfTheClientAreEchoedAndEndTheSession() {
        SocketClient client = connect(Echo::new);
        client.send("a");
        assertThat(client.next()).isEqualTo("a");

        client.close(1000, "bye");

        assertThat(client.closed().code()).isEqualTo(1000);
        assertThat(socketsLeft()).isZero();
    }

    @Test
    void aConnectionThatBreaksEndsTheSession() {
        SocketClient client = connect(Echo::new);
        client.send("a");
        assertThat(client.next()).isEqualTo("a");

        client.abort();

        assertThat(socketsLeft()).isZero();
    }

    @Test
    void messagesInPartsAreHeardWhole() {
        SocketClient client = connect(Echo::new);

        client.sendParts("on", "e ", "message");

        assertThat(client.next()).isEqualTo("one message");
    }

    @Test
    void aMessageOf64KibIsHeardAndALargerOneClosesTheSocket() {
        SocketClient client = connect(Echo::new);
        String largest = "x".repeat(64 * 1024);

        client.send(largest);
        assertThat(client.next()).isEqualTo(largest);
        client.send(largest + "x");

        assertThat(client.closed()).isEqualTo(new SocketClient.Closed(1009, "message too large"));
    }

    @Test
    void aMessageTooLargeInBytesOrInPartsClosesTheSocket() {
        SocketClient inBytes = connect(Echo::new);
        inBytes.send("é".repeat(33 * 1024));
        assertThat(inBytes.closed().code()).isEqualTo(1009);

        SocketClient inParts = SocketClient.connect(server.uri("/"));
        inParts.sendParts("x".repeat(40_000), "x".repeat(40_000));
        assertThat(inParts.closed().code()).isEqualTo(1009);
    }

    @Test
    void anEndlessMessageClosesTheSocketInTime() {
        SocketClient client = connect(Echo::new);

        client.sendLater("x".repeat(10)).join();
        assertThat(client.next()).hasSize(10);
        client.sendPart("never ends");

        assertThat(client.closed())
                .isEqualTo(new SocketClient.Closed(1008, "a message came too slowly"));
    }

    @Test
    void binaryMessagesCloseTheSocket() {
        SocketClient client = connect(Echo::new);

        client.sendBinary(new byte[] {1, 2, 3});

        assertThat(client.closed().code()).isEqualTo(1003);
    }

    @Test
    void aConversationThatFailsClosesTheSocket() {
        SocketClient client = connect(session -> new Echo(session) {
            @Override
            public int heard(String message) {
                throw new IllegalStateException("expected by the test");
            }
        });

        client.send("a");

        assertThat(client.closed()).isEqualTo(new SocketClient.Closed(1011, "internal error"));
    }

    @Test
    void aSlowReaderGetsTheNewestStateInOrderAndFewerOfThem() throws Exception {
        SocketClient client = connectWithoutReading(Watcher::new);
        ActorRef<SessionMessage> session = watchers.take();
        String filler = "x".repeat(2_000);
        int states = 20_000;

        for (int i = 1; i <= states; i++) {
            session.tell(new SessionMessage.Show("book", List.of(i + filler)));
            if (i % 100 == 0) {
                Thread.sleep(1);
            }
        }
        client.read(Long.MAX_VALUE);

        List<Integer> seen = new java.util.ArrayList<>();
        do {
            seen.add(Integer.parseInt(client.next().replace("x", "")));
        } while (seen.getLast() < states);
        assertThat(seen).isSorted().doesNotHaveDuplicates();
        assertThat(seen.size()).isLessThan(states / 2);
    }

    @Test
    void aReaderThatStandsStillIsDisconnected() throws Exception {
        limits = limits(Duration.ofSeconds(1));
        SocketClient client = connectWithoutReading(Watcher::new);
        ActorRef<SessionMessage> session = watchers.take();
        long begun = System.nanoTime();

        while (sockets.count() > 0 && System.nanoTime() - begun < SOON.toNanos()) {
            session.tell(new SessionMessage.Show("book", List.of("x".repeat(30_000))));
            Thread.sleep(1);
        }

        assertThat(sockets.count()).isZero();
        assertThat(client.closing()).isNotCompleted();
        assertThat(metrics.text())
                .contains(
                        "sockets_open{socket=\"v1\"} 0.0",
                        "sockets_opened_total{socket=\"v1\"} 1.0",
                        "sockets_too_slow_total{socket=\"v1\"} 1.0");
    }

    @Test
    void aReaderThatWakesUpInTimeReadsWhyItWasDisconnected() throws Exception {
        limits = new SessionLimits(
                1_000,
                16_384,
                32_768,
                Duration.ofSeconds(1),
                SOON,
                Duration.ofSeconds(8),
                16,
                UNREAD,
                1_000);
        SocketClient client = connectWithoutReading(Watcher::new);
        ActorRef<SessionMessage> session = watchers.take();
        for (int i = 0; i < 3_000; i++) {
            session.tell(new SessionMessage.Show("book", List.of("x".repeat(30_000))));
            Thread.sleep(1);
        }

        client.read(Long.MAX_VALUE);

        assertThat(client.closed())
                .isEqualTo(new SocketClient.Closed(1013, "nothing was read for 1000 ms"));
    }

    @Test
    void aReaderThatLetsTooManyMessagesWaitIsDisconnected() throws Exception {
        SocketClient client = connectWithoutReading(Flood::new);
        client.sendLater("flood");
        Thread.sleep(1_500);

        client.read(Long.MAX_VALUE);

        assertThat(client.closed())
                .isEqualTo(new SocketClient.Closed(1013, "more than 1000 messages unread"));
    }

    @Test
    void aClientIsHeardNoFasterThanItsRate() {
        limits = new SessionLimits(
                1_000, 16_384, 32_768, SOON, SOON, Duration.ofSeconds(1), 16, UNREAD, 100);
        SocketClient client = connect(Echo::new);
        long begun = System.nanoTime();

        for (int i = 0; i < 200; i++) {
            client.send(String.valueOf(i));
        }
        for (int i = 0; i < 200; i++) {
            assertThat(client.next()).isEqualTo(String.valueOf(i));
        }

        assertThat(Duration.ofNanos(System.nanoTime() - begun))
                .isGreaterThan(Duration.ofMillis(900));
    }

    @Test
    void aSilentClientIsDisconnected() {
        limits = new SessionLimits(
                1_000,
                16_384,
                32_768,
                SOON,
                Duration.ofMillis(500),
                Duration.ofSeconds(1),
                16,
                UNREAD,
                100);
        SocketClient client = connect(Echo::new);

        assertThat(client.closing()).failsWithin(SOON);
        assertThat(socketsLeft()).isZero();
    }

    @Test
    void aSocketWhoseClientLeftBeforeItOpenedIsForgotten() throws Exception {
        limits = limits(Duration.ofMillis(500));
        SocketSettings settings =
                new SocketSettings(100, 64 * 1024, SOON, SOON, 100, limits, limits, 100_000, FREE);
        sockets = new Sockets(kit.system(), settings, this);
        server = new SocketServer(kit.system(), extractRequest(request -> {
            sockets.open(upgrade(request), limits, metrics.sockets("v1"), () -> {}, Echo::new);
            return complete("never mind");
        }));

        assertThatThrownBy(() -> SocketClient.connect(server.uri("/"))).isNotNull();

        assertThat(socketsLeft()).isZero();
        assertThat(metrics.text()).contains("sockets_open{socket=\"v1\"} 0.0");
    }

    @Test
    void stoppingTheNodeSaysGoodbye() {
        SocketClient client = connect(Echo::new);
        client.send("a");
        assertThat(client.next()).isEqualTo("a");

        sockets.closeAll();

        assertThat(client.closed()).isEqualTo(new SocketClient.Closed(1001, "the node stops"));
    }

    @Test
    void stoppingNodeGivesNoticeServesAMomentLongerAndOpensNothingNew() {
        SocketClient client = connect(Polite::new);
        client.send("a");
        assertThat(client.next()).isEqualTo("a");

        sockets.closeAll();

        assertThat(client.next()).isEqualTo("I go");
        client.send("b");
        assertThat(client.next()).isEqualTo("b");
        assertThatThrownBy(() -> SocketClient.connect(server.uri("/"))).isNotNull();
        assertThat(client.closed()).isEqualTo(new SocketClient.Closed(1001, "the node stops"));
    }

    private SocketClient connect(Function<Session, Conversation> conversations) {
        serve(conversations);
        return SocketClient.connect(server.uri("/"));
    }

    private SocketClient connectWithoutReading(Function<Session, Conversation> conversations) {
        serve(conversations);
        return SocketClient.connectWithoutReading(server.uri("/"));
    }

    private void serve(Function<Session, Conversation> conversations) {
        SocketSettings settings = new SocketSettings(
                100, 64 * 1024, Duration.ofSeconds(2), SOON, 100, limits, limits, 100_000, FREE);
        sockets = new Sockets(kit.system(), settings, this);
        Route route = extractRequest(request -> complete(sockets.open(
                        upgrade(request), limits, metrics.sockets("v1"), () -> {}, conversations)
                .orElseThrow()));
        server = new SocketServer(kit.system(), route);
    }

    private static WebSocketUpgrade upgrade(HttpRequest request) {
        return request.getAttribute(AttributeKeys.webSocketUpgrade).orElseThrow();
    }

    private int socketsLeft() {
        long begun = System.nanoTime();
        while (sockets.count() > 0 && System.nanoTime() - begun < SOON.toNanos()) {
            LockSupport.parkNanos(5_000_000);
        }
        return sockets.count();
    }

    private static SessionLimits limits(Duration stuckAfter) {
        return new SessionLimits(
                1_000,
                16 * 1024,
                32 * 1024,
                stuckAfter,
                Duration.ofSeconds(60),
                Duration.ofSeconds(1),
                16,
                UNREAD,
                100_000);
    }

    private static class Echo implements Conversation {
        final Session session;

        Echo(Session session) {
            this.session = session;
        }

        @Override
        public void opened() {}

        @Override
        public int heard(String message) {
            session.say(message);
            return 1;
        }
    }

    private static final class Polite extends Echo {
        Polite(Session session) {
            super(session);
        }

        @Override
        public void leaving() {
            session.say("I go");
        }
    }

    private static final class Watcher extends Echo {
        Watcher(Session session) {
            super(session);
        }

        @Override
        public void opened() {
            session.watchPublic();
        }
    }

    private static final class Flood extends Echo {
        Flood(Session session) {
            super(session);
        }

        @Override
        public int heard(String message) {
            for (int i = 0; i < 1_002; i++) {
                session.say("x".repeat(10_000));
            }
            return 1;
        }
    }
}
