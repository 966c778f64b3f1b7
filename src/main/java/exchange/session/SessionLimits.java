package exchange.session;

import com.typesafe.config.Config;

import java.time.Duration;

/**
 * Bounds of one session.
 *
 * @param unsentMessagesMax what may wait for a client that reads slowly; more ends the session
 * @param frameBytesMax to which size messages are joined into one frame
 * @param writeBytesMax what is handed to the socket at a time
 * @param stuckAfter a client that takes nothing for so long is disconnected
 * @param silentAfter a client that sends nothing for so long, not even a pong, is disconnected
 * @param closeGrace how long the goodbye may take before the connection is cut
 * @param behindMax unsent messages of a topic that may skip; more are left out for a snapshot
 * @param unreadBytesMax unsent bytes of topics that may not skip; more ends the session
 * @param messagesPerSecond what is heard of a client; above it the socket is read more slowly
 */
public record SessionLimits(
        int unsentMessagesMax,
        int frameBytesMax,
        int writeBytesMax,
        Duration stuckAfter,
        Duration silentAfter,
        Duration closeGrace,
        int behindMax,
        long unreadBytesMax,
        int messagesPerSecond) {

    /** Reads exchange.session, with the rate of this kind of socket. */
    public static SessionLimits of(Config config, int messagesPerSecond) {
        Config session = config.getConfig("exchange.session");
        return new SessionLimits(
                session.getInt("unsent-messages-max"),
                session.getBytes("frame-bytes-max").intValue(),
                session.getBytes("write-bytes-max").intValue(),
                session.getDuration("stuck-after"),
                session.getDuration("silent-after"),
                session.getDuration("close-grace"),
                session.getInt("behind-max"),
                session.getBytes("unread-bytes-max"),
                messagesPerSecond);
    }
}
