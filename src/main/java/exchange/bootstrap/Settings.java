package exchange.bootstrap;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigResolveOptions;

import exchange.ops.CannotStart;
import exchange.ops.CannotStart.Reason;
import exchange.ops.DiskSpace;
import exchange.persistence.Database;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the operator wants, read once at start: the defaults in the jar, over them
 * {@code application.conf} and the environment with {@code .env}, both from the exchange's folder.
 * A value that makes no sense stops the start and is named by its key. Rooms read their own
 * sections of {@link #config()}.
 */
public record Settings(
        Config config,
        String host,
        int port,
        List<String> corsOrigins,
        Path dataDirectory,
        Optional<Database> externalDatabase,
        String adminEmail,
        Optional<String> adminPassword,
        Map<String, String> signupCredit,
        boolean demo,
        long freeSpaceMinBytes,
        List<String> notices) {

    /** The launcher says where the exchange's folder is; without it, it is the current one. */
    public static final String HOME_PROPERTY = "exchange.home";

    private static final int SECRET_LENGTH_MIN = 32;
    private static final int MESSAGE_LENGTH_MAX = 300;

    public Settings {
        corsOrigins = List.copyOf(corsOrigins);
        signupCredit = Map.copyOf(signupCredit);
        notices = List.copyOf(notices);
    }

    public static Settings load() {
        return load(Path.of(System.getProperty(HOME_PROPERTY, ".")), System.getenv());
    }

    /** The same with another folder and environment. */
    public static Settings load(Path folder, Map<String, String> process) {
        Path home = folder.toAbsolutePath().normalize();
        try {
            Environment environment = Environment.of(process, home.resolve(".env"));
            Config defaults = environment
                    .values()
                    .withFallback(ConfigFactory.parseResources("exchange-defaults.conf"))
                    .withFallback(ConfigFactory.defaultReferenceUnresolved());
            Config operator =
                    ConfigFactory.parseFile(home.resolve("application.conf").toFile());
            Config config =
                    resolve(environment.values().withFallback(operator).withFallback(defaults));
            List<String> notices = new ArrayList<>(environment.notices());
            notices.addAll(unknownKeys(config, resolve(defaults)));
            return of(config, home, notices);
        } catch (ConfigException e) {
            throw new CannotStart(
                    Reason.CONFIGURATION, "the configuration is wrong: " + firstWords(e), e);
        }
    }

    /** Whether the PostgreSQL in the data directory is used. */
    public boolean embedded() {
        return externalDatabase.isEmpty();
    }

    /** Whose disk the database writes to, when that is this machine's. */
    Optional<Path> databaseDirectory() {
        String said = config.getString("exchange.postgres.data-directory");
        if (embedded()) {
            return Optional.of(dataDirectory);
        }
        return said.isEmpty() ? Optional.empty() : Optional.of(Path.of(said));
    }

    /** How much free space there is little. */
    DiskSpace.Bounds freeSpace() {
        Config free = config.getConfig("exchange.persistence");
        return new DiskSpace.Bounds(
                free.getBytes("free-space-low"),
                free.getBytes("free-space-red"),
                free.getBytes("free-space-stop"));
    }

    private static Settings of(Config config, Path home, List<String> notices) {
        Optional<Database> external = externalDatabase(config.getConfig("exchange.postgres"));
        requireKeySecret(config);
        // Before anything is made that such settings were not meant for.
        ClusterSettings.of(config);
        if (external.isPresent()) {
            requireSecret(config);
        }
        String password = config.getString("exchange.admin.password");
        return new Settings(
                config,
                config.getString("exchange.server.host"),
                port(config),
                words(config.getString("exchange.server.cors-origins")),
                home.resolve(config.getString("exchange.data-directory")).normalize(),
                external,
                config.getString("exchange.admin.email"),
                password.isEmpty() ? Optional.empty() : Optional.of(password),
                signupCredit(config, external.isEmpty()),
                automatic(config, "exchange.demo", external.isEmpty()),
                config.getBytes("exchange.persistence.free-space-min"),
                notices);
    }

    private static Optional<Database> externalDatabase(Config postgres) {
        String host = postgres.getString("host");
        if (host.isEmpty()) {
            return Optional.empty();
        }
        Database database = Database.at(
                host,
                postgres.getInt("port"),
                postgres.getString("database"),
                postgres.getString("user"),
                postgres.getString("password"),
                postgres.getString("ssl-mode"));
        return Optional.of(isPooled(postgres.getString("pooler")) ? database.pooled() : database);
    }

    private static boolean isPooled(String pooler) {
        if (!pooler.isEmpty() && !pooler.equals("transaction")) {
            throw wrong("exchange.postgres.pooler (POSTGRES_POOLER)", "transaction", pooler);
        }
        return !pooler.isEmpty();
    }

    private static int port(Config config) {
        int port = config.getInt("exchange.server.port");
        if (port < 0 || port > 65_535) {
            throw wrong("exchange.server.port (SERVER_PORT)", "0 to 65535", "" + port);
        }
        return port;
    }

    /** Embedded, one is made and kept in the data directory; nodes that share a server share it. */
    private static void requireSecret(Config config) {
        String path = "exchange.identity.token-secret";
        String secret = config.hasPath(path) ? config.getString(path) : "";
        if (secret.length() < SECRET_LENGTH_MIN) {
            throw wrong(
                    "JWT_SECRET_KEY",
                    "at least " + SECRET_LENGTH_MIN + " characters when POSTGRES_HOST is set",
                    secret.length() + " characters");
        }
    }

    private static void requireKeySecret(Config config) {
        String secret = config.getString("exchange.identity.api-key-secret");
        if (!secret.isEmpty() && secret.length() < SECRET_LENGTH_MIN) {
            throw wrong(
                    "API_KEY_SECRET",
                    "at least " + SECRET_LENGTH_MIN + " characters",
                    secret.length() + " characters");
        }
    }

    private static Map<String, String> signupCredit(Config config, boolean embedded) {
        String text = config.getString("exchange.signup-credit");
        if (text.equals("auto")) {
            text = embedded ? config.getString("exchange.signup-credit-embedded") : "";
        }
        Map<String, String> amounts = new LinkedHashMap<>();
        for (String part : words(text)) {
            String[] pair = part.split("=", -1);
            if (pair.length != 2 || !pair[1].strip().matches("[0-9]+(\\.[0-9]+)?")) {
                throw wrong("exchange.signup-credit (SIGNUP_CREDIT)", "ASSET=amount,...", part);
            }
            amounts.put(pair[0].strip(), pair[1].strip());
        }
        return amounts;
    }

    private static boolean automatic(Config config, String path, boolean otherwise) {
        return config.getString(path).equals("auto") ? otherwise : config.getBoolean(path);
    }

    /** What stands between commas. */
    static List<String> words(String text) {
        return Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .toList();
    }

    /** An empty variable would count as set if the library looked at the environment itself. */
    private static Config resolve(Config layers) {
        return ConfigFactory.defaultOverrides()
                .withFallback(layers)
                .resolve(ConfigResolveOptions.defaults().setUseSystemEnvironment(false));
    }

    private static List<String> unknownKeys(Config config, Config defaults) {
        Config known = defaults.getConfig("exchange");
        List<String> unknown = config.getConfig("exchange").entrySet().stream()
                .map(Map.Entry::getKey)
                .filter(key -> !known.hasPathOrNull(key) && !key.startsWith("assets."))
                .filter(key -> !System.getProperties().containsKey("exchange." + key))
                .sorted()
                .toList();
        return unknown.isEmpty()
                ? List.of()
                : List.of("application.conf sets exchange." + String.join(", exchange.", unknown)
                        + ", which the exchange does not know");
    }

    /** The library's longer messages hold the whole configuration, secrets included. */
    private static String firstWords(ConfigException e) {
        String message = String.valueOf(e.getMessage());
        return message.substring(0, Math.min(message.length(), MESSAGE_LENGTH_MAX));
    }

    /** A setting that makes no sense, by its name. */
    static CannotStart wrong(String name, String expected, String found) {
        return new CannotStart(
                Reason.CONFIGURATION, name + " must be " + expected + ", found: " + found);
    }
}
