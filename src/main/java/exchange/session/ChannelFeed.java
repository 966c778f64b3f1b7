package exchange.session;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;

import exchange.marketdata.MarketUpdate;
import exchange.marketdata.Topic;
import exchange.session.SessionMessage.Published;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Tells sessions the topics of one market. One per node and market: each message is made once, as
 * the bytes of its frame, however many sessions get it. Who begins gets a snapshot and from there
 * on every update; who left and comes again begins again. Who pauses is told of heartbeats only,
 * reads on by itself from what it was told last, and costs nothing until then. Remembers only who
 * is there.
 */
public final class ChannelFeed extends AbstractBehavior<ChannelFeed.Message> {
    private final Market market;
    private final ChannelEncoder encoder;
    private final ActorRef<MarketUpdate> ear;
    private final Map<Topic, Audience> audiences = new HashMap<>();
    private final Map<ActorRef<SessionMessage>, Set<Topic>> topicsOfSessions = new HashMap<>();

    /** Where the market's updates come from. */
    public interface Market {
        /** From now on these topics are told to the follower, and no others. */
        void follow(ActorRef<MarketUpdate> follower, Set<Topic> topics);

        /** The follower is told where the topic stands. */
        void askSnapshot(Topic topic);
    }

    public sealed interface Message {}

    /** The session gets a snapshot of the topic, then every update. */
    public record Subscribe(Topic topic, ActorRef<SessionMessage> session) implements Message {}

    public record Unsubscribe(Topic topic, ActorRef<SessionMessage> session) implements Message {}

    /** The session needs to be told no more updates for now: it can find them itself. */
    public record Pause(Topic topic, ActorRef<SessionMessage> session) implements Message {}

    /** Ends the pause: the session knows everything up to the last one. */
    public record GoOn(Publication last, ActorRef<SessionMessage> session) implements Message {}

    private record Left(ActorRef<SessionMessage> session) implements Message {}

    private record Updated(MarketUpdate update) implements Message {}

    private enum Heartbeat implements Message {
        HEARTBEAT
    }

    /** Who follows one topic, in the order in which they came. */
    private static final class Audience {
        private final Set<ActorRef<SessionMessage>> following = new LinkedHashSet<>();
        private final Set<ActorRef<SessionMessage>> pausing = new LinkedHashSet<>();
        private final Set<ActorRef<SessionMessage>> beginning = new LinkedHashSet<>();
        /** The newest of what was published, in each form in which somebody may have it. */
        private final List<Publication> newest = new ArrayList<>();

        private Optional<Publication> snapshot = Optional.empty();
        private boolean asked;
        private long sequence;

        private boolean isEmpty() {
            return isSilent() && beginning.isEmpty();
        }

        /** Nobody has begun. */
        private boolean isSilent() {
            return following.isEmpty() && pausing.isEmpty();
        }

        /** The next one for everybody who has begun; only a snapshot can be the first. */
        private Publication publish(Topic topic, boolean isSnapshot, SharedFrame frame) {
            Publication next = newest.isEmpty()
                    ? Publication.first(topic, frame)
                    : newest.getFirst().after(isSnapshot, frame);
            newest.forEach(each -> each.leadTo(next));
            newest.clear();
            newest.add(next);
            return next;
        }

        /** One for those who begin. */
        private Publication begin(Topic topic, SharedFrame frame) {
            Publication first = newest.isEmpty()
                    ? Publication.first(topic, frame)
                    : newest.getFirst().beginning(frame);
            newest.add(first);
            return first;
        }
    }

    /** @param heartbeat how often each topic says where it stands */
    public static Behavior<Message> create(
            Market market, ChannelEncoder encoder, Duration heartbeat) {
        return Behaviors.setup(context -> Behaviors.withTimers(timers -> {
            timers.startTimerWithFixedDelay(Heartbeat.HEARTBEAT, heartbeat);
            return new ChannelFeed(context, market, encoder);
        }));
    }

    private ChannelFeed(ActorContext<Message> context, Market market, ChannelEncoder encoder) {
        super(context);
        this.market = market;
        this.encoder = encoder;
        this.ear = context.messageAdapter(MarketUpdate.class, Updated::new);
    }

    @Override
    public Receive<Message> createReceive() {
        return newReceiveBuilder().onAnyMessage(this::onMessage).build();
    }

    private Behavior<Message> onMessage(Message message) {
        switch (message) {
            case Subscribe subscribe -> onSubscribe(subscribe.topic(), subscribe.session());
            case Unsubscribe leave -> onUnsubscribe(leave.topic(), leave.session());
            case Left left -> onLeft(left.session());
            case Pause pause -> onPause(pause.topic(), pause.session());
            case GoOn goOn -> onGoOn(goOn);
            case Updated updated -> onUpdate(updated.update());
            case Heartbeat heartbeat -> onHeartbeat();
        }
        return this;
    }

    private void onSubscribe(Topic topic, ActorRef<SessionMessage> session) {
        watch(session).add(topic);
        Audience audience = audiences.get(topic);
        if (audience == null) {
            audience = new Audience();
            audiences.put(topic, audience);
            market.follow(ear, audiences.keySet());
        }
        audience.following.remove(session);
        audience.pausing.remove(session);
        if (audience.snapshot.isPresent()) {
            session.tell(new Published(audience.snapshot.get()));
            audience.following.add(session);
            return;
        }
        audience.beginning.add(session);
        if (!audience.asked) {
            audience.asked = true;
            market.askSnapshot(topic);
        }
    }

    private Set<Topic> watch(ActorRef<SessionMessage> session) {
        return topicsOfSessions.computeIfAbsent(session, added -> {
            getContext().watchWith(added, new Left(added));
            return new HashSet<>();
        });
    }

    private void onUnsubscribe(Topic topic, ActorRef<SessionMessage> session) {
        Set<Topic> topics = topicsOfSessions.getOrDefault(session, new HashSet<>());
        if (!topics.remove(topic)) {
            return;
        }
        if (topics.isEmpty()) {
            topicsOfSessions.remove(session);
            getContext().unwatch(session);
        }
        leave(topic, session);
    }

    private void onLeft(ActorRef<SessionMessage> session) {
        Set<Topic> topics = topicsOfSessions.remove(session);
        if (topics != null) {
            topics.forEach(topic -> leave(topic, session));
        }
    }

    private void leave(Topic topic, ActorRef<SessionMessage> session) {
        Audience audience = audiences.get(topic);
        audience.following.remove(session);
        audience.pausing.remove(session);
        audience.beginning.remove(session);
        if (audience.isEmpty()) {
            audiences.remove(topic);
            market.follow(ear, audiences.keySet());
        }
    }

    private void onPause(Topic topic, ActorRef<SessionMessage> session) {
        Audience audience = audiences.get(topic);
        if (audience != null && audience.following.remove(session)) {
            audience.pausing.add(session);
        }
    }

    private void onGoOn(GoOn goOn) {
        Audience audience = audiences.get(goOn.last().topic());
        if (audience == null || !audience.pausing.remove(goOn.session())) {
            return;
        }
        Optional<Publication> missed = goOn.last().next();
        while (missed.isPresent()) {
            goOn.session().tell(new Published(missed.get()));
            missed = missed.get().next();
        }
        audience.following.add(goOn.session());
    }

    private void onUpdate(MarketUpdate update) {
        Audience audience = audiences.get(update.topic());
        if (audience == null) {
            return;
        }
        audience.sequence = update.sequence();
        Topic topic = update.topic();
        switch (update.kind()) {
            case CHANGE -> {
                audience.snapshot = Optional.empty();
                if (!audience.isSilent()) {
                    tell(audience.following, audience.publish(topic, false, frame(update)));
                }
            }
            case SNAPSHOT -> begin(audience, audience.begin(topic, frame(update)));
            case RESTART -> {
                Publication anew = audience.publish(topic, true, frame(update));
                tell(audience.following, anew);
                begin(audience, anew);
            }
        }
    }

    private SharedFrame frame(MarketUpdate update) {
        return SharedFrame.of(encoder.update(update));
    }

    private static void begin(Audience audience, Publication snapshot) {
        audience.asked = false;
        audience.snapshot = Optional.of(snapshot);
        tell(audience.beginning, snapshot);
        audience.following.addAll(audience.beginning);
        audience.beginning.clear();
    }

    private static void tell(
            Collection<ActorRef<SessionMessage>> sessions, Publication publication) {
        Published published = new Published(publication);
        sessions.forEach(session -> session.tell(published));
    }

    private void onHeartbeat() {
        audiences.forEach((topic, audience) -> {
            if (!audience.isSilent()) {
                String text = encoder.heartbeat(topic, audience.sequence);
                Publication heartbeat = audience.publish(topic, false, SharedFrame.of(text));
                tell(audience.following, heartbeat);
                tell(audience.pausing, heartbeat);
            }
        });
    }
}
