package exchange.session;

import exchange.marketdata.Topic;

import java.util.Optional;

/**
 * A message of a topic, in bytes that all who follow it share. Each knows the one after it, so
 * whoever has one can read on from there at any time without having been told: what slow clients
 * have yet to read is kept once for all of them, and only while one of them still needs it. Linked
 * by its feed, read by any thread.
 */
public final class Publication {
    private final Topic topic;
    private final boolean isSnapshot;
    private final SharedFrame frame;
    private final long number;
    private final long bytesSoFar;
    private volatile Publication next;

    private Publication(
            Topic topic, boolean isSnapshot, SharedFrame frame, long number, long bytesSoFar) {
        this.topic = topic;
        this.isSnapshot = isSnapshot;
        this.frame = frame;
        this.number = number;
        this.bytesSoFar = bytesSoFar;
    }

    /** A snapshot before which there is nothing. */
    public static Publication first(Topic topic, SharedFrame snapshot) {
        return new Publication(topic, true, snapshot, 0, snapshot.size());
    }

    /** A snapshot for those who begin here; what comes after this comes after it as well. */
    Publication beginning(SharedFrame snapshot) {
        return new Publication(topic, true, snapshot, number, bytesSoFar);
    }

    /** What comes after this, once {@link #leadTo} has said so. */
    public Publication after(boolean isSnapshotToo, SharedFrame later) {
        return new Publication(topic, isSnapshotToo, later, number + 1, bytesSoFar + later.size());
    }

    public void leadTo(Publication later) {
        next = later;
    }

    public Topic topic() {
        return topic;
    }

    /** Whether one can begin with it. */
    boolean isSnapshot() {
        return isSnapshot;
    }

    SharedFrame frame() {
        return frame;
    }

    /** What was published next; nothing if this is the newest. */
    Optional<Publication> next() {
        return Optional.ofNullable(next);
    }

    boolean isLaterThan(Publication other) {
        return number > other.number;
    }

    /** How many bytes were published after the earlier one, up to this. */
    long bytesSince(Publication earlier) {
        return bytesSoFar - earlier.bytesSoFar;
    }
}
