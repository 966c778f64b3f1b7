package exchange.session;

import exchange.marketdata.Topic;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What one client follows, and how well it keeps up. A topic that may skip is left while the client
 * is too far behind, and begun anew when it has caught up. Of any other topic nothing is ever left
 * out: it pauses, and what was published meanwhile is read when there is room for it; a client that
 * leaves too much unread is to be disconnected. Not safe for several threads.
 */
final class Subscriptions {
    private final Map<Topic, Following> followed = new HashMap<>();
    private final Outbox outbox;
    private final Source source;
    private final Bounds bounds;
    private int behind;

    private enum State {
        /** Followed; what came before the snapshot is of an earlier time. */
        BEGINNING,
        FOLLOWING,
        /** Left for now: the client has not read what it was sent. */
        LEFT,
        /** Not told of for now, for the same reason; to be read on from the last that was taken. */
        PAUSING
    }

    /** One topic: the last publication taken, and the newest that was heard of. */
    private static final class Following {
        private State state = State.BEGINNING;
        private Publication last;
        private Publication newest;

        private boolean isBehind() {
            return state == State.LEFT || state == State.PAUSING;
        }

        private void take(Publication publication) {
            state = State.FOLLOWING;
            last = publication;
            newest = publication;
        }
    }

    /**
     * @param behindMax unsent messages of a topic, above which it is left or pauses
     * @param unreadBytesMax bytes of all topics together that the client has not read
     * @param readBytes how much is read of a topic that pauses, at a time
     */
    record Bounds(int behindMax, long unreadBytesMax, int readBytes) {}

    /** Where the topics come from. */
    interface Source {
        void subscribe(Topic topic);

        void unsubscribe(Topic topic);

        /** Of this topic only heartbeats are to be told. */
        void pause(Topic topic);

        /** The topic is to be told again, from the one after the last. */
        void goOn(Publication last);
    }

    Subscriptions(Outbox outbox, Source source, Bounds bounds) {
        this.outbox = outbox;
        this.source = source;
        this.bounds = bounds;
    }

    int count() {
        return followed.size();
    }

    boolean contains(Topic topic) {
        return followed.containsKey(topic);
    }

    /** Follows a topic, or begins it anew. */
    void add(Topic topic) {
        forget(followed.put(topic, new Following()));
        source.subscribe(topic);
    }

    void remove(Topic topic) {
        if (forget(followed.remove(topic))) {
            outbox.skip(topic);
            source.unsubscribe(topic);
        }
    }

    private boolean forget(Following before) {
        behind -= before != null && before.isBehind() ? 1 : 0;
        return before != null;
    }

    /** Takes a message of a topic; says why the client must go when it reads too slowly. */
    Optional<String> take(Publication publication) {
        Following topic = followed.get(publication.topic());
        if (topic == null) {
            return Optional.empty();
        }
        switch (topic.state) {
            case BEGINNING -> {
                if (publication.isSnapshot()) {
                    publish(topic, publication);
                }
            }
            case FOLLOWING -> {
                if (publication.isLaterThan(topic.last)) {
                    publish(topic, publication);
                }
            }
            case PAUSING -> topic.newest = publication;
            case LEFT -> {}
        }
        return unreadBytes() > bounds.unreadBytesMax() ? tooSlow() : Optional.empty();
    }

    private void publish(Following following, Publication publication) {
        Topic topic = publication.topic();
        boolean isFull = outbox.unsent(topic) >= bounds.behindMax();
        if (isFull && topic.channel().maySkip()) {
            leave(topic, following);
        } else if (isFull && following.state == State.FOLLOWING) {
            following.state = State.PAUSING;
            following.newest = publication;
            behind++;
            source.pause(topic);
        } else {
            following.take(publication);
            outbox.publish(topic, publication.frame());
        }
    }

    private void leave(Topic topic, Following following) {
        outbox.skip(topic);
        source.unsubscribe(topic);
        following.state = State.LEFT;
        behind++;
    }

    /** What waits for the socket, and what was published while topics paused. */
    private long unreadBytes() {
        long bytes = outbox.publishedBytes();
        if (behind > 0) {
            for (Following each : followed.values()) {
                bytes += each.state == State.PAUSING ? each.newest.bytesSince(each.last) : 0;
            }
        }
        return bytes;
    }

    /** Topics that may skip make room first. */
    private Optional<String> tooSlow() {
        followed.forEach((topic, following) -> {
            if (topic.channel().maySkip() && following.state == State.FOLLOWING) {
                leave(topic, following);
            }
        });
        return unreadBytes() > bounds.unreadBytesMax()
                ? Optional.of("more than " + bounds.unreadBytesMax() + " bytes unread")
                : Optional.empty();
    }

    /** The client has read everything: what was left is begun anew, what pauses is read. */
    void caughtUp() {
        if (behind == 0) {
            return;
        }
        followed.forEach((topic, following) -> {
            if (following.state == State.LEFT) {
                following.state = State.BEGINNING;
                behind--;
                source.subscribe(topic);
            } else if (following.state == State.PAUSING) {
                read(following);
            }
        });
    }

    private void read(Following following) {
        Topic topic = following.last.topic();
        long bytes = 0;
        Optional<Publication> next = following.last.next();
        while (next.isPresent() && bytes < bounds.readBytes()) {
            outbox.publish(topic, next.get().frame());
            bytes += next.get().frame().size();
            following.last = next.get();
            next = next.get().next();
        }
        if (next.isEmpty()) {
            following.take(following.last);
            behind--;
            source.goOn(following.last);
        } else if (!following.newest.isLaterThan(following.last)) {
            following.newest = following.last;
        }
    }

    void removeAll() {
        followed.keySet().forEach(source::unsubscribe);
        followed.clear();
        behind = 0;
    }
}
