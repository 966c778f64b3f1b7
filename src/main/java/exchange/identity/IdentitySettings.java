package exchange.identity;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;

import java.time.Duration;

/** The decisions of this room, read once from {@code exchange.identity}. */
public record IdentitySettings(
        String tokenAlgorithm,
        Duration accessTokenLife,
        Duration refreshTokenLife,
        Duration refreshGrace,
        Duration revocationsInterval,
        Passwords passwords,
        Pool tables,
        Throttle throttle,
        PaperAccounts paperAccounts,
        Keys keys) {

    record Passwords(Pool pool, int memoryKib, int iterations, int lengthMin, int lengthMax) {}

    /** {@code window} and {@code ahead}: how far a timestamp may be behind and ahead. */
    record Keys(
            Duration window,
            Duration ahead,
            int seenMax,
            int perAccountMax,
            int rememberedMax,
            Pool lookups) {}

    record Pool(int threads, int queue) {}

    record Throttle(
            int failuresPerAccount, int failuresPerAddress, Duration delayMax, int rememberedMax) {}

    /** How many may be made in an hour. */
    record PaperAccounts(int perAddress, int all) {}

    /** @throws ConfigException that names the key, when a value is missing or makes no sense */
    public static IdentitySettings from(Config root) {
        Config config = root.getConfig("exchange.identity");
        Duration accessLife = Duration.ofMinutes(positive(config, "access-token-minutes"));
        return new IdentitySettings(
                algorithm(config),
                accessLife,
                accessLife.plus(config.getDuration("refresh-token-longer")),
                config.getDuration("refresh-grace"),
                config.getDuration("revocations-interval"),
                passwords(config.getConfig("passwords")),
                pool(config.getConfig("tables")),
                throttle(config.getConfig("throttle")),
                paperAccounts(config.getConfig("paper-accounts-per-hour")),
                keys(config.getConfig("api-keys")));
    }

    private static Keys keys(Config config) {
        return new Keys(
                config.getDuration("window"),
                config.getDuration("ahead"),
                positive(config, "seen-max"),
                positive(config, "per-account-max"),
                positive(config, "remembered-max"),
                pool(config.getConfig("lookups")));
    }

    private static Passwords passwords(Config config) {
        return new Passwords(
                pool(config),
                positive(config, "memory-kib"),
                positive(config, "iterations"),
                positive(config, "length-min"),
                positive(config, "length-max"));
    }

    private static Pool pool(Config config) {
        return new Pool(positive(config, "threads"), positive(config, "queue"));
    }

    private static Throttle throttle(Config config) {
        return new Throttle(
                positive(config, "failures-per-account"),
                positive(config, "failures-per-address"),
                config.getDuration("delay-max"),
                positive(config, "remembered-max"));
    }

    private static PaperAccounts paperAccounts(Config config) {
        return new PaperAccounts(positive(config, "of-an-address"), positive(config, "of-all"));
    }

    private static String algorithm(Config config) {
        String name = config.getString("token-algorithm");
        if (!TokenCodec.ALGORITHMS.contains(name)) {
            throw new ConfigException.BadValue(
                    config.origin(),
                    "exchange.identity.token-algorithm",
                    "ALGORITHM must be one of " + TokenCodec.ALGORITHMS + ", found " + name);
        }
        return name;
    }

    private static int positive(Config config, String key) {
        int value = config.getInt(key);
        if (value < 1) {
            throw new ConfigException.BadValue(
                    config.origin(), key, "must be at least 1, found " + value);
        }
        return value;
    }
}
