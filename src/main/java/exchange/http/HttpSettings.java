package exchange.http;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;

import exchange.identity.IpRange;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** The decisions of this edge, read once from {@code exchange.http}. */
public record HttpSettings(
        String host,
        int port,
        Set<String> corsOrigins,
        long bodyBytesMax,
        Duration bodyTimeout,
        Duration firstRequestTimeout,
        Duration signupCreditTimeout,
        List<IpRange> trustedProxies) {

    public HttpSettings {
        trustedProxies = List.copyOf(trustedProxies);
        corsOrigins = Set.copyOf(corsOrigins);
    }

    /** The same for another listener: on this machine alone, on any free port. */
    public HttpSettings onThisMachine() {
        return new HttpSettings(
                "127.0.0.1",
                0,
                corsOrigins,
                bodyBytesMax,
                bodyTimeout,
                firstRequestTimeout,
                signupCreditTimeout,
                trustedProxies);
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
                config.getDuration("signup-credit-timeout"),
                proxies(config));
    }

    private static List<IpRange> proxies(Config config) {
        return Arrays.stream(config.getString("trusted-proxies").split(","))
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .map(text -> IpRange.parse(text)
                        .orElseThrow(() -> new ConfigException.BadValue(
                                config.origin(),
                                "exchange.http.trusted-proxies",
                                "TRUSTED_PROXIES must be addresses or ranges, found " + text)))
                .toList();
    }
}
