package exchange.session;

import exchange.marketdata.Topic;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What one client follows, and how well it keeps up. A topic that may skip is left while the client
 * is too far behind, and begun anew when it has caught up; of any other topic nothing is ever left
 * out, so a client too far behind is to be disconnected. Not safe for several threads.
 */
final class Subscriptions {
    private final Map<Topic, State> states = new HashMap<>();
    private final Outbox outbox;
    private final Source source;
    private final int behindMax;
    private final long unreadBytesMax;
    private int behind;

    private enum State {
        /** Followed; what came before the snapshot is of an earlier time. */
        BEGINNING,
        FOLLOWING,
        /** Not followed for now: the client has not read what it was sent. */
        BEHIND
    }

    /** Where the topics come from. */
    interface Source {
        void subscribe(Topic topic);

        void unsubscribe(Topic topic);
    }

    /**
     * @param behindMax unsent messages of a topic that may skip
     * @param unreadBytesMax unsent bytes of all topics together
     */
    Subscriptions(Outbox outbox, Source source, int behindMax, long unreadBytesMax) {
        this.outbox = outbox;
        this.source = source;
        this.behindMax = behindMax;
        this.unreadBytesMax = unreadBytesMax;
    }

    int count() {
        return states.size();
    }

    boolean contains(Topic topic) {
        return states.containsKey(topic);
    }

    /** Follows a topic, or begins it anew. */
    void add(Topic topic) {
        if (states.put(topic, State.BEGINNING) == State.BEHIND) {
            behind--;
        }
        source.subscribe(topic);
    }

    void remove(Topic topic) {
        State before = states.remove(topic);
        behind -= before == State.BEHIND ? 1 : 0;
        if (before != null) {
            outbox.skip(topic);
            source.unsubscribe(topic);
        }
    }

    /** Takes a message of a topic; says why the client must go when it reads too slowly. */
    Optional<String> take(SessionMessage.Published published) {
        Topic topic = published.topic();
        State state = states.get(topic);
        if (state == null
                || state == State.BEHIND
                || state == State.BEGINNING && !published.isSnapshot()) {
            return Optional.empty();
        }
        states.put(topic, State.FOLLOWING);
        if (topic.channel().maySkip() && outbox.unsent(topic) >= behindMax) {
            fallBehind(topic);
            return Optional.empty();
        }
        outbox.publish(topic, published.frame());
        return outbox.publishedBytes() > unreadBytesMax ? tooSlow() : Optional.empty();
    }

    private void fallBehind(Topic topic) {
        outbox.skip(topic);
        source.unsubscribe(topic);
        states.put(topic, State.BEHIND);
        behind++;
    }

    /** Topics that may skip make room first. */
    private Optional<String> tooSlow() {
        for (Map.Entry<Topic, State> each : states.entrySet()) {
            if (each.getKey().channel().maySkip() && each.getValue() == State.FOLLOWING) {
                fallBehind(each.getKey());
            }
        }
        return outbox.publishedBytes() > unreadBytesMax
                ? Optional.of("more than " + unreadBytesMax + " bytes unread")
                : Optional.empty();
    }

    /** The client has read everything: what was left is begun anew. */
    void caughtUp() {
        if (behind == 0) {
            return;
        }
        behind = 0;
        states.replaceAll((topic, state) -> {
            if (state == State.BEHIND) {
                source.subscribe(topic);
                return State.BEGINNING;
            }
            return state;
        });
    }

    void removeAll() {
        states.keySet().forEach(source::unsubscribe);
        states.clear();
        behind = 0;
    }
}
