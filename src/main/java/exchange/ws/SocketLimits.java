package exchange.ws;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;

import exchange.identity.IpRange;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;

/**
 * What one client of the new socket may do, from exchange.limits. Accounts of the tier "unlimited"
 * and the addresses named here are free of it.
 */
public record SocketLimits(
        int socketsPerAccount,
        int socketsPerAddress,
        int subscriptionsMax,
        int messagesPerSecond,
        int replaysPerSocket,
        int replaysPerClient,
        List<IpRange> unlimitedAddresses) {
    public SocketLimits {
        unlimitedAddresses = List.copyOf(unlimitedAddresses);
    }

    static SocketLimits of(Config root) {
        Config config = root.getConfig("exchange.limits");
        return new SocketLimits(
                config.getInt("sockets-per-account"),
                config.getInt("sockets-per-address"),
                config.getInt("subscriptions-max"),
                config.getInt("messages-per-second"),
                config.getInt("replays-per-socket"),
                config.getInt("replays-per-client"),
                addresses(config));
    }

    boolean isFree(InetAddress address) {
        return unlimitedAddresses.stream().anyMatch(range -> range.contains(address));
    }

    private static List<IpRange> addresses(Config config) {
        return Arrays.stream(config.getString("unlimited-addresses").split(","))
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .map(text -> IpRange.parse(text)
                        .orElseThrow(() -> new ConfigException.BadValue(
                                config.origin(),
                                "exchange.limits.unlimited-addresses",
                                "must be addresses or ranges, found " + text)))
                .toList();
    }
}
