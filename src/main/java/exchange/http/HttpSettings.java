package exchange.http;

import com.typesafe.config.Config;

import java.time.Duration;
import java.util.Set;

/** The decisions of this edge, read once from {@code exchange.http}. */
public record HttpSettings(
        String host,
        int port,
        Set<String> corsOrigins,
        long bodyBytesMax,
        Duration bodyTimeout,
        Duration firstRequestTimeout,
        Duration signupCreditTimeout) {

    public HttpSettings {
        corsOrigins = Set.copyOf(corsOrigins);
    }

    /** @param corsOrigins the origins of web pages that may call the API */
    public static HttpSettings from(Config root, String host, int port, Set<String> corsOrigins) {
        Config config = root.getConfig("exchange.http");
        return new HttpSettings(
                host,
                port,
                corsOrigins,
                config.getBytes("body-bytes-max"),
                config.getDuration("body-timeout"),
                config.getDuration("first-request-timeout"),
                config.getDuration("signup-credit-timeout"));
    }
}
