package exchange.session;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.TimerScheduler;

import exchange.marketdata.Topic;
import exchange.ops.SocketMeters;
import exchange.session.SessionMessage.Ending;
import exchange.session.SessionMessage.Following;
import exchange.session.SessionMessage.Happened;
import exchange.session.SessionMessage.Heard;
import exchange.session.SessionMessage.Incoming;
import exchange.session.SessionMessage.Outgoing;
import exchange.session.SessionMessage.Own;
import exchange.session.SessionMessage.Published;
import exchange.session.SessionMessage.ReadOn;
import exchange.session.SessionMessage.Readable;
import exchange.session.SessionMessage.Show;
import exchange.session.SessionMessage.Writable;
import exchange.session.SessionMessage.Written;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/**
 * One socket's client. Hands the socket a little at a time and only when it has taken the last, so
 * it knows when the client does not read: then newer states replace older ones, a client that lags
 * too far or stands still is disconnected, and the socket itself is not read while the conversation
 * has enough to do. Everything it keeps is bounded; nothing of it outlives the socket.
 */
public final class SessionActor extends AbstractBehavior<SessionMessage> implements Session {
    private static final Duration TICK = Duration.ofMillis(250);
    private static final int INTERNAL_ERROR = 1011;
    private static final int TRY_AGAIN_LATER = 1013;

    private final TimerScheduler<SessionMessage> timers;
    private final Line line;
    private final SessionLimits limits;
    private final SocketMeters meters;
    private final Sources sources;
    private final Outbox outbox;
    private final Pace pace;
    private final Subscriptions subscriptions;
    private final AtomicBoolean woken = new AtomicBoolean();
    private final ArrayDeque<Incoming> heard = new ArrayDeque<>();
    private final Conversation conversation;
    private Optional<ActorRef<ReadOn>> reader = Optional.empty();
    private Optional<ActorRef<Outgoing>> writer = Optional.empty();
    private boolean isWriting;
    private long writingSince;
    private boolean isClosing;

    /** Where a session's news come from. */
    public interface Sources {
        /**
         * From now on the subscriber gets Following, then every event of the account, until it
         * stops.
         */
        void follow(long account, ActorRef<SessionMessage> subscriber);

        /** From now on the subscriber gets what everybody gets, until it stops. */
        void watchPublic(ActorRef<SessionMessage> subscriber);

        /** From now on the subscriber gets a snapshot of the topic and its updates. */
        void subscribe(Topic topic, ActorRef<SessionMessage> subscriber);

        void unsubscribe(Topic topic, ActorRef<SessionMessage> subscriber);

        /** From now on the subscriber gets nothing but heartbeats of the topic. */
        void pause(Topic topic, ActorRef<SessionMessage> subscriber);

        /** Ends the pause: everything after the last one is told. */
        void goOn(Publication last, ActorRef<SessionMessage> subscriber);
    }

    public static Behavior<SessionMessage> create(
            Line line,
            SessionLimits limits,
            SocketMeters meters,
            Sources sources,
            Function<Session, Conversation> conversations) {
        return Behaviors.setup(context -> Behaviors.withTimers(timers ->
                new SessionActor(context, timers, line, limits, meters, sources, conversations)));
    }

    private SessionActor(
            ActorContext<SessionMessage> context,
            TimerScheduler<SessionMessage> timers,
            Line line,
            SessionLimits limits,
            SocketMeters meters,
            Sources sources,
            Function<Session, Conversation> conversations) {
        super(context);
        this.timers = timers;
        this.line = line;
        this.limits = limits;
        this.meters = meters;
        this.sources = sources;
        this.outbox = new Outbox(limits.frameBytesMax(), limits.writeBytesMax());
        this.pace = new Pace(limits.messagesPerSecond(), System.nanoTime());
        this.subscriptions = new Subscriptions(
                outbox,
                topicsOf(sources),
                new Subscriptions.Bounds(
                        limits.behindMax(), limits.unreadBytesMax(), limits.writeBytesMax()));
        this.conversation = conversations.apply(this);
        this.writingSince = System.nanoTime();
        timers.startTimerWithFixedDelay(Own.TICK, TICK);
    }

    private Subscriptions.Source topicsOf(Sources all) {
        ActorRef<SessionMessage> self = getContext().getSelf();
        return new Subscriptions.Source() {
            @Override
            public void subscribe(Topic topic) {
                all.subscribe(topic, self);
            }

            @Override
            public void unsubscribe(Topic topic) {
                all.unsubscribe(topic, self);
            }

            @Override
            public void pause(Topic topic) {
                all.pause(topic, self);
            }

            @Override
            public void goOn(Publication last) {
                all.goOn(last, self);
            }
        };
    }

    @Override
    public Receive<SessionMessage> createReceive() {
        return newReceiveBuilder().onAnyMessage(this::onMessage).build();
    }

    private Behavior<SessionMessage> onMessage(SessionMessage message) {
        try {
            Behavior<SessionMessage> next = handle(message);
            hearOn();
            write();
            return next;
        } catch (RuntimeException e) {
            getContext().getLog().error("a socket's session failed on {}", message.getClass(), e);
            close(INTERNAL_ERROR, "internal error");
            write();
            return isClosing ? this : stop();
        }
    }

    private Behavior<SessionMessage> handle(SessionMessage message) {
        switch (message) {
            case Writable writable -> onWritable(writable.socket());
            case Written written -> isWriting = false;
            case Readable readable -> readable.socket().tell(ReadOn.READ_ON);
            case Heard messages -> onHeard(messages);
            case Ending ending -> {
                return onEnding(ending);
            }
            case Following following -> conversation.following();
            case Happened happened -> conversation.happened(happened.events());
            case Show show -> outbox.show(show.topic(), show.jsons());
            case Published published -> onPublished(published);
            case SessionMessage.End end -> close(end.code(), end.reason());
            case SessionMessage.Leave leave -> leave(leave);
            case Own own -> {
                return onOwn(own);
            }
        }
        return this;
    }

    private void onWritable(ActorRef<Outgoing> socket) {
        writer = Optional.of(socket);
        conversation.opened();
    }

    /** Whoever goes elsewhere meanwhile misses nothing. */
    private void leave(SessionMessage.Leave leave) {
        conversation.leaving();
        timers.startSingleTimer(leave.end(), leave.notice());
    }

    private void onPublished(Published published) {
        if (!isClosing) {
            subscriptions.take(published.publication()).ifPresent(this::lag);
        }
    }

    private void onHeard(Heard messages) {
        heard.addAll(messages.messages());
        reader = Optional.of(messages.socket());
    }

    private Behavior<SessionMessage> onEnding(Ending ending) {
        return switch (ending) {
            case READ_TO_END -> {
                shut();
                yield this;
            }
            case GONE -> stop();
        };
    }

    /** Hears what came as far as rate and conversation allow, then lets the socket read on. */
    private void hearOn() {
        while (!heard.isEmpty() && !isClosing && conversation.hearsMore()) {
            if (!pace.allows(System.nanoTime())) {
                timers.startSingleTimer(Own.READ_ON, Duration.ofMillis(pace.waitMillis()));
                return;
            }
            hear(heard.poll());
        }
        if (heard.isEmpty() || isClosing) {
            heard.clear();
            reader.ifPresent(socket -> socket.tell(ReadOn.READ_ON));
            reader = Optional.empty();
        }
    }

    private void hear(Incoming incoming) {
        switch (incoming) {
            case Incoming.Text text -> pace.spend(conversation.heard(text.message()));
            case Incoming.Violation violation -> close(violation.code(), violation.reason());
        }
    }

    private void write() {
        if (isWriting || writer.isEmpty()) {
            return;
        }
        if (!outbox.isEmpty()) {
            isWriting = true;
            writingSince = System.nanoTime();
            writer.get().tell(new Outgoing.Frames(SharedFrame.joined(outbox.take())));
        } else if (isClosing) {
            writer.get().tell(Outgoing.Last.LAST);
            writer = Optional.empty();
        } else {
            subscriptions.caughtUp();
            conversation.unburdened();
            if (!outbox.isEmpty()) {
                write();
            }
        }
    }

    private Behavior<SessionMessage> onOwn(Own own) {
        return switch (own) {
            case WAKE -> {
                woken.set(false);
                conversation.woken();
                yield this;
            }
            case TICK -> onTick();
            case READ_ON -> this;
            case CUT -> stop();
        };
    }

    private Behavior<SessionMessage> onTick() {
        if (isClosing) {
            return this;
        }
        if (line.silentMillis() > limits.silentAfter().toMillis() && reader.isEmpty()) {
            getContext().getLog().debug("a socket's client fell silent");
            return stop();
        }
        boolean waits = isWriting || writer.isEmpty();
        if (waits && System.nanoTime() - writingSince > limits.stuckAfter().toNanos()) {
            lag("nothing was read for " + limits.stuckAfter().toMillis() + " ms");
            giveUpWriting();
            return this;
        }
        if (writer.isPresent()) {
            conversation.tick();
        }
        return this;
    }

    /** The client reads too slowly: what waits is dropped and it is told why. */
    private void lag(String why) {
        meters.tooSlow();
        outbox.clear();
        close(TRY_AGAIN_LATER, why);
    }

    /** A goodbye behind what is stuck already: it is read if the client ever reads again. */
    private void giveUpWriting() {
        writer.ifPresent(socket -> socket.tell(Outgoing.Last.LAST));
        writer = Optional.empty();
    }

    /** Ends for good; a connection that still stands is cut. */
    private Behavior<SessionMessage> stop() {
        line.cut();
        conversation.ended();
        return Behaviors.stopped();
    }

    @Override
    public void say(String json) {
        said(json, false);
    }

    @Override
    public void sayJoined(String json) {
        said(json, true);
    }

    private void said(String json, boolean joins) {
        if (isClosing) {
            return;
        }
        outbox.say(json, joins);
        if (outbox.saidCount() > limits.unsentMessagesMax()) {
            lag("more than " + limits.unsentMessagesMax() + " messages unread");
        }
    }

    @Override
    public int unsent() {
        return outbox.saidCount();
    }

    @Override
    public void close(int code, String reason) {
        if (isClosing) {
            return;
        }
        subscriptions.removeAll();
        outbox.forgetTopics();
        line.closeWith(code, reason);
        shut();
    }

    /** Says nothing new; the connection gets a moment to end in order. */
    private void shut() {
        isClosing = true;
        timers.startSingleTimer(Own.CUT, limits.closeGrace());
    }

    @Override
    public void follow(long account) {
        sources.follow(account, getContext().getSelf());
    }

    @Override
    public void watchPublic() {
        sources.watchPublic(getContext().getSelf());
    }

    @Override
    public void subscribe(Topic topic) {
        if (!isClosing) {
            subscriptions.add(topic);
        }
    }

    @Override
    public void unsubscribe(Topic topic) {
        subscriptions.remove(topic);
    }

    @Override
    public int subscriptionsBeside(Topic topic) {
        return subscriptions.count() - (subscriptions.contains(topic) ? 1 : 0);
    }

    @Override
    public void hearPerSecond(int messages) {
        pace.change(messages);
    }

    @Override
    public Runnable waker() {
        ActorRef<SessionMessage> self = getContext().getSelf();
        return () -> {
            if (woken.compareAndSet(false, true)) {
                self.tell(Own.WAKE);
            }
        };
    }
}
