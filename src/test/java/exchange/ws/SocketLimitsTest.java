package exchange.ws;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.typed.ActorRef;

import exchange.identity.IpRange;
import exchange.marketdata.CandleInterval;
import exchange.marketdata.Channel;
import exchange.marketdata.Topic;
import exchange.session.Publication;
import exchange.session.SessionLimits;
import exchange.session.SessionMessage;
import exchange.session.SessionMessage.Published;
import exchange.session.SharedFrame;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** What one client of the new socket may do, and what becomes of one that reads too slowly. */
final class SocketLimitsTest extends WsFixture {
    private static final Topic DEPTH = Topic.of(Channel.DEPTH, "BTC-USD");
    private static final Topic TRADES = Topic.of(Channel.TRADES, "BTC-USD");
    private static final int UNREAD_MAX = 1 << 20;

    SocketLimitsTest() {
        limits = new SocketLimits(1, 2, 2, 50, 2, 3, List.of());
        unlimited = 0;
    }

    @Override
    SessionLimits sessionLimits(SessionLimits standard) {
        return new SessionLimits(
                standard.unsentMessagesMax(),
                standard.frameBytesMax(),
                standard.writeBytesMax(),
                Duration.ofMinutes(5),
                standard.silentAfter(),
                standard.closeGrace(),
                standard.behindMax(),
                UNREAD_MAX,
                standard.messagesPerSecond());
    }

    @Test
    void topicsAreFollowedWithoutAToken() throws Exception {
        SocketClient client = fresh();

        client.send(subscribe(1, "depth"));

        assertThat(client.next())
                .isEqualTo("{\"id\":1,\"status\":200,\"result\":{\"channel\":\"depth\","
                        + "\"symbol\":\"BTC-USD\"}}");
        assertThat(topics.take()).isEqualTo(DEPTH);
        ActorRef<SessionMessage> session = subscribers.take();
        Publication snapshot = snapshot(DEPTH, "snapshot");
        Publication update = snapshot.after(false, SharedFrame.of("update"));
        session.tell(new Published(snapshot));
        session.tell(new Published(update));
        assertThat(List.of(client.next(), client.next())).containsExactly("snapshot", "update");
        client.send("{\"op\":\"unsubscribe\",\"id\":2,\"channel\":\"depth\"}");
        assertThat(client.next()).startsWith("{\"id\":2,\"status\":200,");
        session.tell(new Published(update.after(false, SharedFrame.of("another"))));
        client.send("{\"op\":\"ping\",\"id\":3}");
        assertThat(client.next()).isEqualTo("{\"op\":\"pong\",\"id\":3}");
        assertThat(left.take()).isEqualTo(DEPTH);
    }

    @Test
    void whatCannotBeFollowedIsNamed() {
        SocketClient client = fresh();
        Map<String, String> fieldsByMessage = Map.of(
                "{\"op\":\"subscribe\"}", "channel",
                "{\"op\":\"subscribe\",\"channel\":\"gossip\"}", "channel",
                "{\"op\":\"subscribe\",\"channel\":\"depth\",\"symbol\":\"NO-SUCH\"}", "symbol",
                "{\"op\":\"subscribe\",\"channel\":\"depth\",\"interval\":\"1m\"}", "interval",
                "{\"op\":\"subscribe\",\"channel\":\"candles\"}", "interval",
                "{\"op\":\"unsubscribe\",\"channel\":\"candles\",\"interval\":\"2m\"}", "interval");

        fieldsByMessage.forEach(
                (message, field) -> assertThat(client.send(message).next())
                        .as(message)
                        .contains("\"status\":422", "\"field\":\"" + field + "\""));
    }

    @Test
    void oneTopicTooManyIsRefusedAndTheSameAgainIsNot() throws Exception {
        SocketClient client = fresh();
        client.send(subscribe(1, "depth"));
        client.send("{\"op\":\"subscribe\",\"id\":2,\"channel\":\"candles\",\"interval\":\"1m\"}");
        assertThat(client.next()).contains("\"status\":200");
        assertThat(client.next()).contains("\"status\":200");
        assertThat(List.of(topics.take(), topics.take()))
                .containsExactly(DEPTH, Topic.candles("BTC-USD", CandleInterval.MINUTE));

        assertThat(client.send(subscribe(3, "trades")).next())
                .startsWith("{\"id\":3,\"status\":429,")
                .contains("TOO_MANY_SUBSCRIPTIONS");
        assertThat(client.send(subscribe(4, "depth")).next()).contains("\"status\":200");
    }

    @Test
    void oneSocketTooManyOfAnAddressIsRefusedUntilOneEnds() {
        SocketClient first = fresh();
        fresh();

        assertThat(handshakeStatus("/api/v1/ws", Map.of())).isEqualTo(429);

        first.close(1000, "");
        assertThat(first.closed().code()).isEqualTo(1000);
        awaitSockets(1);
        fresh();
    }

    @Test
    void oneSocketTooManyOfAnAccountIsClosed() {
        authenticated();

        SocketClient second = fresh().send("{\"op\":\"auth\",\"token\":\"alice\"}");

        assertThat(second.next()).contains("\"status\":200");
        assertThat(second.next()).contains("\"status\":429", "TOO_MANY_SOCKETS");
        assertThat(second.closed())
                .isEqualTo(
                        new SocketClient.Closed(1008, "an account may have 1 sockets at a time"));
    }

    @Test
    void anUnlimitedAccountHasNoLimits() {
        unlimited = ALICE;
        authenticated();
        SocketClient second = authenticated();

        for (int i = 1; i < Channel.TEXTS.size(); i++) {
            second.send(subscribe(i, Channel.TEXTS.get(i - 1)));
            assertThat(second.next()).contains("\"status\":200");
        }
        for (int id = 0; id < 500; id++) {
            second.send("{\"op\":\"ping\",\"id\":" + id + "}");
        }
        for (int id = 0; id < 500; id++) {
            assertThat(second.next()).isEqualTo("{\"op\":\"pong\",\"id\":" + id + "}");
        }
    }

    @Test
    void anUnlimitedAddressHasNoLimits() {
        limits = new SocketLimits(
                1, 0, 0, 1, 0, 0, List.of(IpRange.parse("127.0.0.0/8").orElseThrow()));
        server.close();
        serve();

        SocketClient client = fresh();

        for (int id = 0; id < 20; id++) {
            client.send(subscribe(id, "depth"));
            assertThat(client.next()).contains("\"status\":200");
        }
    }

    @Test
    void messagesAreHeardNoFasterThanTheRate() {
        SocketClient client = fresh();
        long begun = System.nanoTime();

        for (int id = 0; id < 100; id++) {
            client.send("{\"op\":\"ping\",\"id\":" + id + "}");
        }
        for (int id = 0; id < 100; id++) {
            assertThat(client.next()).isEqualTo("{\"op\":\"pong\",\"id\":" + id + "}");
        }

        assertThat(Duration.ofNanos(System.nanoTime() - begun))
                .isGreaterThan(Duration.ofMillis(900));
    }

    @Test
    void whoReadsDepthTooSlowlySkipsToASnapshot() throws Exception {
        SocketClient client = SocketClient.connectWithoutReading(server.uri("/api/v1/ws"));
        client.sendLater(subscribe(1, "depth"));
        assertThat(topics.take()).isEqualTo(DEPTH);
        ActorRef<SessionMessage> session = subscribers.take();
        Publication newest = snapshot(DEPTH, "first");
        session.tell(new Published(newest));
        String large = "x".repeat(10_000);
        while (left.isEmpty()) {
            newest = newest.after(false, SharedFrame.of(large));
            session.tell(new Published(newest));
            TimeUnit.MICROSECONDS.sleep(100);
        }

        client.read(Long.MAX_VALUE);

        assertThat(topics.poll(20, TimeUnit.SECONDS)).isEqualTo(DEPTH);
        session.tell(new Published(snapshot(DEPTH, "again")));
        String text;
        do {
            text = client.next();
        } while (!text.equals("again"));
    }

    @Test
    void whoReadsTradesTooSlowlyIsDisconnectedAndToldWhy() throws Exception {
        SocketClient client = SocketClient.connectWithoutReading(server.uri("/api/v1/ws"));
        client.sendLater(subscribe(1, "trades"));
        ActorRef<SessionMessage> session = subscribers.take();
        Publication newest = snapshot(TRADES, "first");
        session.tell(new Published(newest));
        String large = "x".repeat(10_000);
        while (left.isEmpty()) {
            newest = newest.after(false, SharedFrame.of(large));
            session.tell(new Published(newest));
            TimeUnit.MICROSECONDS.sleep(100);
        }

        client.read(Long.MAX_VALUE);

        assertThat(client.closed())
                .isEqualTo(
                        new SocketClient.Closed(1013, "more than " + UNREAD_MAX + " bytes unread"));
        assertThat(metrics.text()).contains("sockets_too_slow_total{socket=\"v1\"} 1.0");
    }

    private void awaitSockets(int count) {
        long giveUp = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (routes.openCount() > count) {
            assertThat(System.nanoTime()).isLessThan(giveUp);
            Thread.onSpinWait();
        }
    }

    private static Publication snapshot(Topic topic, String text) {
        return Publication.first(topic, SharedFrame.of(text));
    }

    private static String subscribe(int id, String channel) {
        return "{\"op\":\"subscribe\",\"id\":" + id + ",\"channel\":\"" + channel + "\""
                + (channel.equals("candles") ? ",\"interval\":\"1m\"" : "") + "}";
    }
}
