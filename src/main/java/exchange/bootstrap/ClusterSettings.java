package exchange.bootstrap;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;

import exchange.readside.ReadSide;
import exchange.sequencer.EntityKind;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Where this node is among the others, and how they talk.
 *
 * @param seeds the first nodes, {@code host:port}; none is a node of its own
 */
record ClusterSettings(
        String host, int port, List<String> seeds, List<String> roles, Map<String, String> tls) {
    private static final String EDGE = "edge";
    private static final Set<String> ROLES = Set.of(EntityKind.ROLE, EDGE, ReadSide.ROLE);
    private static final Pattern SEED = Pattern.compile("[^\\s:]+:[0-9]{1,5}");
    private static final int PORT_MAX = 65_535;

    ClusterSettings {
        seeds = List.copyOf(seeds);
        roles = List.copyOf(roles);
        tls = Map.copyOf(tls);
    }

    /** @param config everything, resolved */
    static ClusterSettings of(Config config) {
        Config cluster = config.getConfig("exchange.cluster");
        int port = cluster.getInt("port");
        if (port < 0 || port > PORT_MAX) {
            throw Settings.wrong("CLUSTER_PORT (exchange.cluster.port)", "0 to 65535", "" + port);
        }
        List<String> seeds = Settings.words(cluster.getString("seeds"));
        for (String seed : seeds) {
            if (!SEED.matcher(seed).matches()) {
                throw Settings.wrong(
                        "CLUSTER_SEEDS (exchange.cluster.seeds)", "host:port,...", seed);
            }
        }
        if (!seeds.isEmpty() && port == 0) {
            throw Settings.wrong(
                    "CLUSTER_PORT (exchange.cluster.port)", "set beside CLUSTER_SEEDS", "0");
        }
        if (!seeds.isEmpty() && config.getString("exchange.postgres.host").isEmpty()) {
            throw Settings.wrong(
                    "POSTGRES_HOST (exchange.postgres.host)",
                    "set beside CLUSTER_SEEDS, for all nodes share one PostgreSQL",
                    "nothing");
        }
        List<String> roles = Settings.words(cluster.getString("roles"));
        if (roles.isEmpty() || !ROLES.containsAll(roles)) {
            throw Settings.wrong(
                    "CLUSTER_ROLES (exchange.cluster.roles)", "of core, edge, read", "" + roles);
        }
        if (seeds.isEmpty() && !roles.containsAll(ROLES)) {
            throw Settings.wrong(
                    "CLUSTER_ROLES (exchange.cluster.roles)",
                    "all of core, edge, read without CLUSTER_SEEDS",
                    "" + roles);
        }
        return new ClusterSettings(
                cluster.getString("host"), port, seeds, roles, tls(cluster.getConfig("tls")));
    }

    private static Map<String, String> tls(Config tls) {
        Map<String, String> values = new HashMap<>();
        tls.entrySet().forEach(each -> values.put(each.getKey(), tls.getString(each.getKey())));
        boolean given = !values.get("key-store").isEmpty();
        if (given == values.get("trust-store").isEmpty()) {
            throw Settings.wrong(
                    "CLUSTER_KEY_STORE and CLUSTER_TRUST_STORE",
                    "set both, or neither",
                    given ? "no CLUSTER_TRUST_STORE" : "no CLUSTER_KEY_STORE");
        }
        return given ? values : Map.of();
    }

    /** Whether books and ledgers may live here. */
    boolean isCore() {
        return roles.contains(EntityKind.ROLE);
    }

    /** Whether clients are served here. */
    boolean isEdge() {
        return roles.contains(EDGE);
    }

    /** What Akka has to know of it. */
    Config remoting() {
        Map<String, Object> values = new HashMap<>();
        String artery = "akka.remote.artery.";
        values.put(artery + "canonical.hostname", host);
        values.put(artery + "canonical.port", port);
        values.put("akka.cluster.roles", roles);
        if (!tls.isEmpty()) {
            values.put(artery + "transport", "tls-tcp");
            String engine = artery + "ssl.config-ssl-engine.";
            tls.forEach((name, value) -> values.put(engine + name, value));
            values.put(engine + "key-password", tls.get("key-store-password"));
            values.put(engine + "protocol", "TLSv1.3");
            values.put(
                    engine + "enabled-algorithms",
                    List.of("TLS_AES_256_GCM_SHA384", "TLS_AES_128_GCM_SHA256"));
            values.put(engine + "require-mutual-authentication", "on");
            values.put(engine + "hostname-verification", "on");
        }
        return ConfigFactory.parseMap(values, "exchange.cluster");
    }
}
