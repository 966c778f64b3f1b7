package exchange.ws;

import static akka.http.javadsl.server.Directives.complete;
import static akka.http.javadsl.server.Directives.extractRequest;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Props;
import akka.http.javadsl.Http;
import akka.http.javadsl.ServerBinding;
import akka.http.javadsl.model.AttributeKeys;
import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.HttpResponse;

import com.typesafe.config.Config;

import exchange.marketdata.Channel;
import exchange.marketdata.MarketUpdate;
import exchange.marketdata.Topic;
import exchange.ops.Metrics;
import exchange.session.ChannelEncoder;
import exchange.session.ChannelFeed;
import exchange.session.Conversation;
import exchange.session.Publication;
import exchange.session.Session;
import exchange.session.SessionActor;
import exchange.session.SessionMessage;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * The sockets alone, to be measured: a server on a free port of this machine that says the same
 * text to everybody, each time as a message and a frame of its own, through the same feed and
 * sessions as the exchange. It goes on when its listeners have taken most of what was said, so that
 * none is ever too far behind. One per measurement.
 */
public final class BroadcastServer implements AutoCloseable {
    private static final Topic TOPIC = Topic.of(Channel.TRADES, "BROADCAST");
    private static final int MESSAGES_A_TURN = 10;
    private static final int AHEAD_MAX = 40;

    private final AtomicInteger listeners = new AtomicInteger();
    private final CompletableFuture<ActorRef<MarketUpdate>> ear = new CompletableFuture<>();
    private final ActorRef<ChannelFeed.Message> feed;
    private final Sockets sockets;
    private final SocketSettings settings;
    private final ServerBinding binding;
    private final Metrics metrics = new Metrics();
    private final Thread speaker;
    private volatile boolean isOver;

    /**
     * @param text what is said
     * @param taken how many messages the listeners have got, all together
     */
    public BroadcastServer(ActorSystem<?> system, Config config, String text, LongSupplier taken) {
        settings = SocketSettings.of(config);
        feed = system.systemActorOf(
                ChannelFeed.create(new Market(), new Encoder(text), Duration.ofHours(1)),
                "broadcast-" + UUID.randomUUID(),
                Props.empty());
        sockets = new Sockets(system, settings, new Listeners());
        binding = Http.get(system)
                .newServerAt("127.0.0.1", 0)
                .bind(extractRequest(request -> complete(open(request))))
                .toCompletableFuture()
                .join();
        speaker = new Thread(() -> speak(taken), "broadcast");
    }

    /** Has nothing to say but what the speaker says. */
    private final class Market implements ChannelFeed.Market {
        @Override
        public void follow(ActorRef<MarketUpdate> follower, Set<Topic> topics) {
            ear.complete(follower);
        }

        @Override
        public void askSnapshot(Topic topic) {
            ear.join().tell(update(MarketUpdate.Kind.SNAPSHOT));
        }
    }

    private record Encoder(String text) implements ChannelEncoder {
        @Override
        public String update(MarketUpdate update) {
            return text;
        }

        @Override
        public String heartbeat(Topic topic, long sequence) {
            return text;
        }
    }

    private static MarketUpdate update(MarketUpdate.Kind kind) {
        return new MarketUpdate.Trades(TOPIC, kind, 0, 0, List.of());
    }

    /** Whoever opens a socket listens. */
    private final class Listeners implements SessionActor.Sources {
        @Override
        public void follow(long account, ActorRef<SessionMessage> subscriber) {}

        @Override
        public void watchPublic(ActorRef<SessionMessage> subscriber) {}

        @Override
        public void subscribe(Topic topic, ActorRef<SessionMessage> subscriber) {
            feed.tell(new ChannelFeed.Subscribe(topic, subscriber));
            listeners.incrementAndGet();
        }

        @Override
        public void unsubscribe(Topic topic, ActorRef<SessionMessage> subscriber) {
            feed.tell(new ChannelFeed.Unsubscribe(topic, subscriber));
            listeners.decrementAndGet();
        }

        @Override
        public void pause(Topic topic, ActorRef<SessionMessage> subscriber) {
            feed.tell(new ChannelFeed.Pause(topic, subscriber));
        }

        @Override
        public void goOn(Publication last, ActorRef<SessionMessage> subscriber) {
            feed.tell(new ChannelFeed.GoOn(last, subscriber));
        }
    }

    private record Listening(Session session) implements Conversation {
        @Override
        public void opened() {
            session.subscribe(TOPIC);
        }

        @Override
        public int heard(String message) {
            return 1;
        }
    }

    private HttpResponse open(HttpRequest request) {
        return request.getAttribute(AttributeKeys.webSocketUpgrade)
                .flatMap(upgrade -> sockets.open(
                        upgrade,
                        settings.orderLimits(),
                        metrics.sockets("broadcast"),
                        () -> {},
                        Listening::new))
                .orElseGet(() -> HttpResponse.create().withStatus(426));
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + binding.localAddress().getPort());
    }

    /** Begins when so many listen. */
    public void start(int listenersWanted) {
        while (listeners.get() < listenersWanted) {
            LockSupport.parkNanos(1_000_000);
        }
        speaker.start();
    }

    private void speak(LongSupplier taken) {
        ActorRef<MarketUpdate> market = ear.join();
        MarketUpdate change = update(MarketUpdate.Kind.CHANGE);
        int count = listeners.get();
        long before = taken.getAsLong();
        long said = 0;
        while (!isOver) {
            if (said - (taken.getAsLong() - before) > (long) count * AHEAD_MAX) {
                LockSupport.parkNanos(100_000);
                continue;
            }
            for (int i = 0; i < MESSAGES_A_TURN; i++) {
                market.tell(change);
            }
            said += (long) MESSAGES_A_TURN * count;
        }
    }

    @Override
    public void close() {
        isOver = true;
        sockets.closeAll();
        binding.terminate(Duration.ofSeconds(1)).toCompletableFuture().join();
    }
}
