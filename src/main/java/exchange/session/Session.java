package exchange.session;

import exchange.marketdata.Topic;

/**
 * What a conversation can do to its socket. For the session's own thread, except {@link #waker}.
 */
public interface Session {

    /**
     * Says it after everything said before; never dropped. A client that leaves too many unread is
     * disconnected.
     */
    void say(String json);

    /**
     * Says it in the same order, but it may share a frame, as an array, with others said this way.
     */
    void sayJoined(String json);

    /** How many messages were said and not yet handed to the socket. */
    int unsent();

    /** Ends the session after what was said so far. The first call decides code and reason. */
    void close(int code, String reason);

    /**
     * Registers for the events of that account; {@link Conversation#following} tells when they
     * begin.
     */
    void follow(long account);

    /**
     * Registers for what everybody gets, sent in the newest state only to a client that reads
     * slowly.
     */
    void watchPublic();

    /** Follows a topic, or begins it anew: a snapshot comes, then every update. */
    void subscribe(Topic topic);

    /** Nothing more of the topic comes. */
    void unsubscribe(Topic topic);

    /** How many topics are followed, not counting this one. */
    int subscriptionsBeside(Topic topic);

    /** From now on so much is heard of the client each second. */
    void hearPerSecond(int messages);

    /**
     * To be run by any thread, to have {@link Conversation#woken} called; many calls may become
     * one.
     */
    Runnable waker();
}
