package exchange.persistence;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;

import java.util.Map;

/**
 * Where the exchange's PostgreSQL is and who we are there, whether it is the embedded one or a
 * server of the operator's. Never prints its password.
 */
public record Database(String jdbcUrl, String user, String password) {

    /**
     * {@code sslMode} is one of libpq's words: disable, prefer, require, verify-ca, verify-full.
     */
    public static Database at(
            String host, int port, String name, String user, String password, String sslMode) {
        String url = "jdbc:postgresql://%s:%d/%s?sslmode=%s&ApplicationName=exchange"
                .formatted(host, port, name, sslMode);
        return new Database(url, user, password);
    }

    /** What the journals, the snapshots and their queries need to know to connect. */
    public Config config() {
        Map<String, String> connection = Map.of("url", jdbcUrl, "user", user, "password", password);
        return ConfigFactory.parseMap(Map.of("exchange.database", connection), "database");
    }

    @Override
    public String toString() {
        return user + "@" + jdbcUrl;
    }
}
