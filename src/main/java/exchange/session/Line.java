package exchange.session;

/**
 * The wire under a session: how it ends, and whether the other side still lives. Safe for several
 * threads.
 */
public interface Line {

    /** The close frame to be sent when the session has said its last word. */
    void closeWith(int code, String reason);

    /** The session is over: what is left of the connection is cut, whatever is still unsent. */
    void cut();

    /** How long ago anything came from the client, answers to our pings included. */
    long silentMillis();
}
