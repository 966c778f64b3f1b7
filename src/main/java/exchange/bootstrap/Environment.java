package exchange.bootstrap;

import static java.util.Map.entry;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;

import exchange.ops.CannotStart;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The names that the exchange takes from its environment and from {@code .env}; the environment
 * wins. What the operator should know, such as a name that nobody reads, is a notice.
 */
record Environment(Config values, List<String> notices) {
    /** Each name and the key it sets. */
    static final Map<String, String> KEYS = Map.ofEntries(
            entry("SERVER_HOST", "exchange.server.host"),
            entry("SERVER_PORT", "exchange.server.port"),
            entry("CORS_ORIGINS", "exchange.server.cors-origins"),
            entry("JWT_SECRET_KEY", "exchange.identity.token-secret"),
            entry("API_KEY_SECRET", "exchange.identity.api-key-secret"),
            entry("TRUSTED_PROXIES", "exchange.http.trusted-proxies"),
            entry("ALGORITHM", "exchange.identity.token-algorithm"),
            entry("ACCESS_TOKEN_EXPIRE_MINUTES", "exchange.identity.access-token-minutes"),
            entry("POSTGRES_HOST", "exchange.postgres.host"),
            entry("POSTGRES_PORT", "exchange.postgres.port"),
            entry("POSTGRES_DB", "exchange.postgres.database"),
            entry("POSTGRES_USER", "exchange.postgres.user"),
            entry("POSTGRES_PASSWORD", "exchange.postgres.password"),
            entry("POSTGRES_SSLMODE", "exchange.postgres.ssl-mode"),
            entry("POSTGRES_DATA", "exchange.postgres.data-directory"),
            entry("POSTGRES_POOLER", "exchange.postgres.pooler"),
            entry("DATA_DIR", "exchange.data-directory"),
            entry("ADMIN_EMAIL", "exchange.admin.email"),
            entry("ADMIN_PASSWORD", "exchange.admin.password"),
            entry("SIGNUP_CREDIT", "exchange.signup-credit"),
            entry("PAPER", "exchange.paper.enabled"),
            entry("DEMO", "exchange.demo"),
            entry("LEDGER_PARTITIONS", "exchange.ledger-partitions"),
            entry("CLUSTER_HOST", "exchange.cluster.host"),
            entry("CLUSTER_PORT", "exchange.cluster.port"),
            entry("CLUSTER_SEEDS", "exchange.cluster.seeds"),
            entry("CLUSTER_ROLES", "exchange.cluster.roles"),
            entry("CLUSTER_KEY_STORE", "exchange.cluster.tls.key-store"),
            entry("CLUSTER_KEY_STORE_PASSWORD", "exchange.cluster.tls.key-store-password"),
            entry("CLUSTER_TRUST_STORE", "exchange.cluster.tls.trust-store"),
            entry("CLUSTER_TRUST_STORE_PASSWORD", "exchange.cluster.tls.trust-store-password"));

    /** These may stand in a file instead, which the same name with {@code _FILE} tells. */
    static final Set<String> SECRETS = Set.of(
            "JWT_SECRET_KEY",
            "API_KEY_SECRET",
            "POSTGRES_PASSWORD",
            "ADMIN_PASSWORD",
            "CLUSTER_KEY_STORE_PASSWORD",
            "CLUSTER_TRUST_STORE_PASSWORD");

    private static final String FILE = "_FILE";

    /** Read by the launcher and by the front end's build. */
    private static final Set<String> NAMES_OF_OTHERS =
            Set.of("VITE_API_BASE", "VITE_WS_BASE", "EXCHANGE_JAVA_OPTS");

    private static final Set<String> NAMES_OF_OLD =
            Set.of("SERVER_DEBUG", "SERVER_RELOAD", "DATABASE_URL", "POSTGRES_INITDB_ARGS");

    /** Here alone an empty value says something: nothing at all. */
    private static final String MAY_BE_EMPTY = "SIGNUP_CREDIT";

    Environment {
        notices = List.copyOf(notices);
    }

    static Environment of(Map<String, String> process, Path file) {
        Map<String, String> inFile = DotEnv.read(file);
        Map<String, String> all = new HashMap<>(inFile);
        all.putAll(process);
        Config values = ConfigFactory.empty();
        for (String name : KEYS.keySet()) {
            String value = SECRETS.contains(name) ? secret(name, all) : all.getOrDefault(name, "");
            boolean given = all.containsKey(name);
            if (!value.isBlank() || (given && name.equals(MAY_BE_EMPTY))) {
                ConfigValue text = ConfigValueFactory.fromAnyRef(value.strip(), name);
                values = values.withValue(KEYS.get(name), text);
            }
        }
        return new Environment(values, notices(process, inFile, file));
    }

    private static String secret(String name, Map<String, String> all) {
        String value = all.getOrDefault(name, "");
        String file = all.getOrDefault(name + FILE, "");
        if (file.isBlank()) {
            return value;
        }
        if (!value.isBlank()) {
            throw new CannotStart(
                    CannotStart.Reason.CONFIGURATION,
                    name + " and " + name + FILE + " are both set; remove one of them");
        }
        try {
            return Files.readString(Path.of(file.strip()));
        } catch (IOException e) {
            throw new CannotStart(
                    CannotStart.Reason.CONFIGURATION,
                    name + FILE + " names " + file + ", which cannot be read (" + e + ")",
                    e);
        }
    }

    private static boolean isSecretFile(String name) {
        return name.endsWith(FILE)
                && SECRETS.contains(name.substring(0, name.length() - FILE.length()));
    }

    private static List<String> notices(
            Map<String, String> process, Map<String, String> inFile, Path file) {
        List<String> notices = new ArrayList<>();
        List<String> unknown = inFile.keySet().stream()
                .filter(name -> !KEYS.containsKey(name) && !isSecretFile(name))
                .filter(name -> !NAMES_OF_OTHERS.contains(name) && !NAMES_OF_OLD.contains(name))
                .toList();
        if (!unknown.isEmpty()) {
            notices.add(file.getFileName() + " sets " + String.join(", ", unknown)
                    + ", which the exchange does not know; see .env.sample for the names");
        }
        List<String> old = NAMES_OF_OLD.stream()
                .filter(name -> process.containsKey(name) || inFile.containsKey(name))
                .sorted()
                .toList();
        if (!old.isEmpty()) {
            notices.add(String.join(", ", old) + " have no meaning here and are ignored");
        }
        return notices;
    }
}
