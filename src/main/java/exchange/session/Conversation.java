package exchange.session;

import java.util.List;

/**
 * What one kind of socket says and understands. One per socket, called by its session only, one
 * thread at a time.
 */
public interface Conversation {

    /** The socket is open. */
    void opened();

    /** One message of the client; returns what it counts against the client's rate, at least 1. */
    int heard(String message);

    /** Whether another message may be heard now. When not, the client's socket is not read. */
    default boolean hearsMore() {
        return true;
    }

    /** Someone ran the session's waker. */
    default void woken() {}

    /** Every later event of the account will come. */
    default void following() {}

    /** What happened to the account, in the order of its sequence. */
    default void happened(List<AccountEvent> events) {}

    /** The socket has taken everything that was said; may be called again and again. */
    default void unburdened() {}

    /** A moment passed since the socket opened; for deadlines. */
    default void tick() {}

    /** The node stops: the socket serves a moment longer, then it is closed. */
    default void leaving() {}

    /** The socket is gone. */
    default void ended() {}
}
