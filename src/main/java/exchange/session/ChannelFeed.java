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
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Tells sessions the topics of one market. One per node and market: each message is made once, as
 * the bytes of its frame, however many sessions get it. Who begins gets a snapshot and from there
 * on every update; who left and comes again begins again. Remembers only who is there.
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

    private record Left(ActorRef<SessionMessage> session) implements Message {}

    private record Updated(MarketUpdate update) implements Message {}

    private enum Heartbeat implements Message {
        HEARTBEAT
    }

    /** Who follows one topic, in the order in which they came. */
    private static final class Audience {
        private final Set<ActorRef<SessionMessage>> following = new LinkedHashSet<>();
        private final Set<ActorRef<SessionMessage>> beginning = new LinkedHashSet<>();
        private Optional<Published> snapshot = Optional.empty();
        private boolean asked;
        private long sequence;

        private boolean isEmpty() {
            return following.isEmpty() && beginning.isEmpty();
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
        if (audience.snapshot.isPresent()) {
            session.tell(audience.snapshot.get());
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
        audience.beginning.remove(session);
        if (audience.isEmpty()) {
            audiences.remove(topic);
            market.follow(ear, audiences.keySet());
        }
    }

    private void onUpdate(MarketUpdate update) {
        Audience audience = audiences.get(update.topic());
        if (audience == null) {
            return;
        }
        audience.sequence = update.sequence();
        switch (update.kind()) {
            case CHANGE -> {
                audience.snapshot = Optional.empty();
                if (!audience.following.isEmpty()) {
                    tell(audience.following, published(update, false));
                }
            }
            case SNAPSHOT -> begin(audience, published(update, true));
            case RESTART -> {
                Published anew = published(update, true);
                tell(audience.following, anew);
                begin(audience, anew);
            }
        }
    }

    private Published published(MarketUpdate update, boolean isSnapshot) {
        return new Published(update.topic(), isSnapshot, SharedFrame.of(encoder.update(update)));
    }

    private static void begin(Audience audience, Published snapshot) {
        audience.asked = false;
        audience.snapshot = Optional.of(snapshot);
        tell(audience.beginning, snapshot);
        audience.following.addAll(audience.beginning);
        audience.beginning.clear();
    }

    private static void tell(Collection<ActorRef<SessionMessage>> sessions, Published published) {
        sessions.forEach(session -> session.tell(published));
    }

    private void onHeartbeat() {
        audiences.forEach((topic, audience) -> {
            if (!audience.following.isEmpty()) {
                String text = encoder.heartbeat(topic, audience.sequence);
                tell(audience.following, new Published(topic, false, SharedFrame.of(text)));
            }
        });
    }
}
