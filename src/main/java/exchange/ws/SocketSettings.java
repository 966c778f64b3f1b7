package exchange.ws;

import com.typesafe.config.Config;

import exchange.session.SessionLimits;

import java.time.Duration;

/**
 * Bounds of the sockets, from exchange.ws.
 *
 * @param socketsMax open at a time on this node; one more is refused with 503
 * @param messageBytesMax of one message from a client; a larger one closes the socket with 1009
 * @param messageTimeout how long a message may take that comes in parts
 * @param authTimeout how long a new socket waits for a token
 * @param inFlightMax operations of one socket without an answer; beyond it the socket is not read
 * @param updateLimits of a session of the old socket
 * @param orderLimits of a session of the new socket
 * @param operationsPerSecond how fast a new socket is heard that no limits hold for
 * @param limits of one client of the new socket
 */
public record SocketSettings(
        int socketsMax,
        int messageBytesMax,
        Duration messageTimeout,
        Duration authTimeout,
        int inFlightMax,
        SessionLimits updateLimits,
        SessionLimits orderLimits,
        int operationsPerSecond,
        SocketLimits limits) {

    public static SocketSettings of(Config config) {
        Config ws = config.getConfig("exchange.ws");
        SocketLimits limits = SocketLimits.of(config);
        return new SocketSettings(
                ws.getInt("sockets-max"),
                ws.getBytes("message-bytes-max").intValue(),
                ws.getDuration("message-timeout"),
                ws.getDuration("auth-timeout"),
                ws.getInt("in-flight-max"),
                SessionLimits.of(config, ws.getInt("messages-per-second")),
                SessionLimits.of(config, limits.messagesPerSecond()),
                ws.getInt("operations-per-second"),
                limits);
    }
}
