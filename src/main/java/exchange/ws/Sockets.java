package exchange.ws;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Props;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.ws.WebSocketUpgrade;
import akka.stream.Materializer;

import exchange.ops.SocketMeters;
import exchange.session.Conversation;
import exchange.session.Session;
import exchange.session.SessionActor;
import exchange.session.SessionLimits;
import exchange.session.SessionMessage;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/** All sockets of this node: opens each with a session of its own, bounds how many there are. */
final class Sockets {
    /** Actors of one system need names of their own, whoever opens them. */
    private static final AtomicLong OPENED = new AtomicLong();
    /** Enough to open a socket elsewhere. */
    private static final Duration NOTICE = Duration.ofMillis(500);

    private final ActorSystem<?> system;
    private final int socketsMax;
    private final SessionActor.Sources sources;
    private final SocketUpgrade upgrades;
    private final SocketFlow flows;
    private final Set<ActorRef<SessionMessage>> sessions = ConcurrentHashMap.newKeySet();
    private volatile boolean isLeaving;

    Sockets(ActorSystem<?> system, SocketSettings settings, SessionActor.Sources sources) {
        this.system = system;
        this.socketsMax = settings.socketsMax();
        this.sources = sources;
        this.upgrades = new SocketUpgrade(system.classicSystem());
        this.flows = new SocketFlow(
                settings.messageBytesMax(),
                settings.messageTimeout(),
                Materializer.createMaterializer(system));
    }

    /**
     * The answer that opens the socket; empty when there are too many, or the node stops.
     *
     * @param gone run once, when an opened socket has ended
     */
    Optional<HttpResponse> open(
            WebSocketUpgrade upgrade,
            SessionLimits limits,
            SocketMeters meters,
            Runnable gone,
            Function<Session, Conversation> conversations) {
        if (isLeaving || sessions.size() >= socketsMax) {
            return Optional.empty();
        }
        CompletableFuture<ActorRef<SessionMessage>> opened = new CompletableFuture<>();
        SocketLine line = new SocketLine(() -> opened.thenAccept(session -> {
            gone.run();
            sessions.remove(session);
            meters.closed();
        }));
        ActorRef<SessionMessage> session = system.systemActorOf(
                SessionActor.create(line, limits, meters, sources, conversations),
                "socket-" + OPENED.incrementAndGet(),
                Props.empty());
        sessions.add(session);
        meters.opened();
        opened.complete(session);
        return Optional.of(upgrades.answer(
                upgrade, line, flows.to(session), () -> session.tell(SessionMessage.Ending.GONE)));
    }

    int count() {
        return sessions.size();
    }

    /** Cuts every connection without a word. */
    void cutAll() {
        sessions.forEach(each -> each.tell(SessionMessage.Ending.GONE));
    }

    /** Tells everyone that the node stops, and says goodbye a moment later. */
    void closeAll() {
        isLeaving = true;
        SessionMessage.End end = new SessionMessage.End(CloseCode.GOING_AWAY, "the node stops");
        SessionMessage leave = new SessionMessage.Leave(end, NOTICE);
        sessions.forEach(each -> each.tell(leave));
    }
}
