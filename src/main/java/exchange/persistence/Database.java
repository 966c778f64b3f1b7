package exchange.persistence;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;

import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Map;
import java.util.Properties;

/**
 * Where the exchange's PostgreSQL is and who we are there, whether it is the embedded one or a
 * server of the operator's, and whether a pooler of transactions is before it. Never prints its
 * password.
 */
public record Database(String jdbcUrl, String user, String password) {
    private static final String POOLED = "&prepareThreshold=0";

    /**
     * {@code sslMode} is one of libpq's words: disable, prefer, require, verify-ca, verify-full.
     */
    public static Database at(
            String host, int port, String name, String user, String password, String sslMode) {
        String url = "jdbc:postgresql://%s:%d/%s?sslmode=%s&ApplicationName=exchange"
                .formatted(host, port, name, sslMode);
        return new Database(url, user, password);
    }

    /**
     * The same behind a pooler that gives each transaction another of the server's sessions: no
     * statement is prepared there for later, and no setting outlives its transaction.
     */
    public Database pooled() {
        return new Database(jdbcUrl + POOLED, user, password);
    }

    public boolean isPooled() {
        return jdbcUrl.contains(POOLED);
    }

    /**
     * A connection of one's own, in no pool. A server that says nothing holds nobody up for longer
     * than these seconds, for the address, for the login and for each answer.
     */
    public Connection connect(int addressSeconds, int loginSeconds, int answerSeconds)
            throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        properties.setProperty("connectTimeout", Integer.toString(addressSeconds));
        properties.setProperty("loginTimeout", Integer.toString(loginSeconds));
        properties.setProperty("socketTimeout", Integer.toString(answerSeconds));
        return DriverManager.getConnection(jdbcUrl, properties);
    }

    /** What the journals, the snapshots and their queries need to know to connect. */
    public Config config() {
        Map<String, String> connection = Map.of("url", jdbcUrl, "user", user, "password", password);
        return ConfigFactory.parseMap(Map.of("exchange.database", connection), "database");
    }

    /** The same for a process of ours, in the names of its environment. */
    public Map<String, String> environment() {
        URI uri = URI.create(jdbcUrl.substring("jdbc:".length()));
        String sslMode = Arrays.stream(uri.getQuery().split("&"))
                .filter(each -> each.startsWith("sslmode="))
                .map(each -> each.substring("sslmode=".length()))
                .findFirst()
                .orElse("prefer");
        return Map.of(
                "POSTGRES_HOST",
                uri.getHost(),
                "POSTGRES_PORT",
                Integer.toString(uri.getPort()),
                "POSTGRES_DB",
                uri.getPath().substring(1),
                "POSTGRES_USER",
                user,
                "POSTGRES_PASSWORD",
                password,
                "POSTGRES_SSLMODE",
                sslMode,
                "POSTGRES_POOLER",
                isPooled() ? "transaction" : "");
    }

    @Override
    public String toString() {
        return user + "@" + jdbcUrl;
    }
}
