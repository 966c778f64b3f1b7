package exchange.testkit;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;

import exchange.persistence.DataDirectory;
import exchange.persistence.Database;
import exchange.persistence.EmbeddedPostgres;
import exchange.persistence.Migrations;
import exchange.persistence.TestServer;

import org.apache.commons.io.FileUtils;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One PostgreSQL for all tests of a JVM, started when the first one asks, and a fresh migrated
 * database for each that wants one. It does not wait for the disk: tests of durability start a
 * server of their own.
 */
public final class TestPostgres {
    private static final AtomicInteger COUNTER = new AtomicInteger();

    private TestPostgres() {}

    /** Empty but for the tables. A copy of a template, so it takes a fraction of a second. */
    public static Database freshDatabase() {
        String name = "test_" + COUNTER.incrementAndGet();
        try (Connection connection = connect(Server.TEMPLATE_OWNER);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name + " TEMPLATE migrated STRATEGY FILE_COPY");
        } catch (SQLException e) {
            throw new IllegalStateException("cannot make the database " + name, e);
        }
        return named(name);
    }

    /** Without any tables. */
    public static Database emptyDatabase() {
        String name = "test_" + COUNTER.incrementAndGet();
        try (Connection connection = connect(Server.TEMPLATE_OWNER);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name + " STRATEGY FILE_COPY");
        } catch (SQLException e) {
            throw new IllegalStateException("cannot make the database " + name, e);
        }
        return named(name);
    }

    /** The same once more; nobody may be connected to the first. */
    public static Database copy(Database database) {
        String name = "test_" + COUNTER.incrementAndGet();
        String from = database.jdbcUrl().replaceAll("^.*/|\\?.*$", "");
        try (Connection connection = connect(Server.TEMPLATE_OWNER);
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "CREATE DATABASE " + name + " TEMPLATE " + from + " STRATEGY FILE_COPY");
        } catch (SQLException e) {
            throw new IllegalStateException("cannot copy the database " + from, e);
        }
        return named(name);
    }

    /** The exchange's defaults with the connection to that database. */
    public static Config config(Database database) {
        return ConfigFactory.load(database.config()
                .withFallback(ConfigFactory.parseResources("exchange-defaults.conf")));
    }

    public static Connection connect(Database database) throws SQLException {
        return DriverManager.getConnection(
                database.jdbcUrl(), database.user(), database.password());
    }

    private static Database named(String name) {
        Database own = Server.TEMPLATE_OWNER;
        return new Database(
                own.jdbcUrl().replace("/exchange?", "/" + name + "?"), own.user(), own.password());
    }

    /** Loaded, and so started, by the first use. */
    private static final class Server {
        static final Database TEMPLATE_OWNER = start();

        private static Database start() {
            try {
                Path directory = Files.createTempDirectory("exchange-tests");
                DataDirectory data = DataDirectory.open(directory, 0);
                EmbeddedPostgres server = TestServer.startFast(data);
                Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server, data)));
                try (Connection connection = connect(server.database());
                        Statement statement = connection.createStatement()) {
                    statement.execute("CREATE DATABASE migrated");
                }
                Database own = server.database();
                Migrations.run(new Database(
                        own.jdbcUrl().replace("/exchange?", "/migrated?"),
                        own.user(),
                        own.password()));
                return own;
            } catch (IOException | SQLException e) {
                throw new IllegalStateException("the PostgreSQL for the tests did not start", e);
            }
        }

        private static void stop(EmbeddedPostgres server, DataDirectory data) {
            server.close();
            data.close();
            FileUtils.deleteQuietly(data.path().toFile());
        }
    }
}
