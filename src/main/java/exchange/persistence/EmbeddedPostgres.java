package exchange.persistence;

import exchange.ops.CannotStart;
import exchange.ops.CannotStart.Reason;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A real PostgreSQL that lives and dies with the exchange, with its files in the data directory. It
 * is started again when it ends before.
 * It is durable: what it has committed survives a kill of the exchange, of itself and of the
 * machine. It listens on the loopback address only and asks for the password that is generated
 * once and kept beside it. Its port stands in the data directory, for commands that look in.
 */
public final class EmbeddedPostgres implements AutoCloseable {
    static final String MAJOR_VERSION = "17";
    private static final String HOST = "127.0.0.1";
    private static final String SUPERUSER = "postgres";
    private static final String NAME = "exchange";
    private static final String SERVER_FOLDER = "postgres";
    private static final String PASSWORD_FILE = "postgres.password";
    private static final String PORT_FILE = "postgres.port";
    private static final String COMPLETE_FILE = "postgres.complete";
    private static final Duration START_TIMEOUT = Duration.ofSeconds(60);

    private final KeptServer server;
    private final Path portFile;
    private final Database database;

    private EmbeddedPostgres(KeptServer server, Path portFile, Database database) {
        this.server = server;
        this.portFile = portFile;
        this.database = database;
    }

    /** Starts it, making it first when the data directory has none. */
    public static EmbeddedPostgres start(DataDirectory data) {
        return start(data, DURABLE);
    }

    /** What {@link #start} tells the server. The library's own defaults lose commits in a crash. */
    static final Map<String, String> DURABLE = Map.of(
            "fsync", "on",
            "synchronous_commit", "on",
            "full_page_writes", "on");

    static EmbeddedPostgres start(DataDirectory data, Map<String, String> durability) {
        requireSupportedSystem();
        Path folder = data.path().resolve(SERVER_FOLDER);
        try {
            setAsideIfIncomplete(data, folder);
            requireVersion(folder);
            OrphanedServer.clear(folder);
            String password = data.secret(PASSWORD_FILE);
            int port = freePort(data.path().resolve(PORT_FILE));
            var launched = launch(data, folder, port, password, durability);
            try {
                Database database = prepare(port, password);
                Files.writeString(data.path().resolve(COMPLETE_FILE), MAJOR_VERSION + "\n");
                Files.writeString(data.path().resolve(PORT_FILE), port + "\n");
                var server = new KeptServer(launched, folder, logFile(data).toFile());
                return new EmbeddedPostgres(server, data.path().resolve(PORT_FILE), database);
            } catch (IOException | SQLException | RuntimeException e) {
                launched.close();
                throw e;
            }
        } catch (IOException | SQLException | IllegalStateException e) {
            throw new CannotStart(
                    Reason.FAULT,
                    "the embedded PostgreSQL did not start in " + folder + " (" + e.getMessage()
                            + "); its own words are in " + logFile(data),
                    e);
        }
    }

    /** The one that a running exchange has started in this data directory, if there is one. */
    public static Optional<Database> running(Path dataDirectory) {
        Path folder = dataDirectory.resolve(SERVER_FOLDER);
        try {
            if (!Files.exists(folder.resolve("postmaster.pid"))
                    || !Files.exists(dataDirectory.resolve(PORT_FILE))) {
                return Optional.empty();
            }
            int port = Integer.parseInt(read(dataDirectory.resolve(PORT_FILE)));
            Database database = database(port, read(dataDirectory.resolve(PASSWORD_FILE)));
            connect(database).close();
            return Optional.of(database);
        } catch (IOException | SQLException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    public Database database() {
        return database;
    }

    @Override
    public void close() {
        try {
            server.close();
            Files.deleteIfExists(portFile);
        } catch (IOException e) {
            throw new IllegalStateException("cannot stop the embedded PostgreSQL", e);
        }
    }

    private static io.zonky.test.db.postgres.embedded.EmbeddedPostgres launch(
            DataDirectory data,
            Path folder,
            int port,
            String password,
            Map<String, String> durability)
            throws IOException {
        var log = Redirect.appendTo(logFile(data).toFile());
        var builder = io.zonky.test.db.postgres.embedded.EmbeddedPostgres.builder()
                .setOverrideWorkingDirectory(binaries(data).toFile())
                .setDataDirectory(folder)
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setPGStartupWait(START_TIMEOUT)
                .setOutputRedirector(log)
                .setErrorRedirector(log)
                .setPort(port)
                .setConnectConfig("password", password)
                // Given to initdb, after the library's own "trust", which they overrule.
                .setLocaleConfig("auth", "scram-sha-256")
                .setLocaleConfig("pwfile", data.path().resolve(PASSWORD_FILE).toString())
                .setLocaleConfig("locale", "C")
                .setServerConfig("listen_addresses", HOST)
                .setServerConfig("unix_socket_directories", "''")
                .setServerConfig("timezone", "UTC")
                .setServerConfig("log_timezone", "UTC")
                .setServerConfig("shared_buffers", "512MB")
                .setServerConfig("max_wal_size", "4GB")
                .setServerConfig("checkpoint_timeout", "15min")
                .setServerConfig("jit", "off");
        durability.forEach(builder::setServerConfig);
        return builder.start();
    }

    /** Our own role and database, so that nothing of ours works as the superuser. */
    private static Database prepare(int port, String password) throws SQLException {
        Database superuser = Database.at(HOST, port, SUPERUSER, SUPERUSER, password, "disable");
        try (Connection connection = connect(superuser);
                Statement statement = connection.createStatement()) {
            if (!exists(statement, "SELECT 1 FROM pg_roles WHERE rolname = '" + NAME + "'")) {
                statement.execute(
                        "CREATE ROLE " + NAME + " LOGIN CREATEDB PASSWORD '" + password + "'");
            }
            if (!exists(statement, "SELECT 1 FROM pg_database WHERE datname = '" + NAME + "'")) {
                statement.execute("CREATE DATABASE " + NAME + " OWNER " + NAME);
            }
        }
        return database(port, password);
    }

    private static boolean exists(Statement statement, String query) throws SQLException {
        try (ResultSet rows = statement.executeQuery(query)) {
            return rows.next();
        }
    }

    /** An initdb that was killed half-way is kept for whoever wants to look, and made anew. */
    private static void setAsideIfIncomplete(DataDirectory data, Path folder) throws IOException {
        if (Files.exists(folder) && !Files.exists(data.path().resolve(COMPLETE_FILE))) {
            OrphanedServer.clear(folder);
            String name = SERVER_FOLDER + ".incomplete-" + Instant.now().toEpochMilli();
            Files.move(folder, data.path().resolve(name));
        }
    }

    private static void requireVersion(Path folder) throws IOException {
        Path versionFile = folder.resolve("PG_VERSION");
        if (Files.exists(versionFile) && !read(versionFile).equals(MAJOR_VERSION)) {
            throw new CannotStart(
                    Reason.DATA_VERSION,
                    "the data in " + folder + " was made by PostgreSQL " + read(versionFile)
                            + " and this exchange carries " + MAJOR_VERSION
                            + "; start the version of the exchange that made it, or set DATA_DIR"
                            + " to another folder");
        }
    }

    private static void requireSupportedSystem() {
        String system = System.getProperty("os.name") + " " + System.getProperty("os.arch");
        if (!system.equals("Linux amd64")) {
            throw new CannotStart(
                    Reason.NOT_SUPPORTED_HERE,
                    "there is no embedded PostgreSQL for " + system + "; install PostgreSQL 15 or"
                            + " newer and set POSTGRES_HOST, POSTGRES_DB, POSTGRES_USER and"
                            + " POSTGRES_PASSWORD");
        }
    }

    /** The last one again when it is free, so that a tool that was pointed at it stays right. */
    private static int freePort(Path portFile) throws IOException {
        if (Files.exists(portFile)) {
            try (var socket = new ServerSocket(
                    Integer.parseInt(read(portFile)), 1, InetAddress.getByName(HOST))) {
                return socket.getLocalPort();
            } catch (IOException | NumberFormatException e) {
                // Somebody else has it now.
            }
        }
        try (var socket = new ServerSocket(0, 1, InetAddress.getByName(HOST))) {
            return socket.getLocalPort();
        }
    }

    /** Per user and never in a shared temporary folder, where others could have put theirs. */
    private static Path binaries(DataDirectory data) throws IOException {
        String cache = System.getenv().getOrDefault("XDG_CACHE_HOME", "");
        Path root = cache.isBlank()
                ? Path.of(System.getProperty("user.home"), ".cache")
                : Path.of(cache);
        Path ours = root.resolve("exchange");
        try {
            Files.createDirectories(ours);
            Files.setPosixFilePermissions(ours, PosixFilePermissions.fromString("rwx------"));
            return Files.createDirectories(ours.resolve("postgres"));
        } catch (IOException e) {
            // No home, or somebody else's: every data directory then has its own copy.
            return Files.createDirectories(data.path().resolve("postgres.binaries"));
        }
    }

    private static Path logFile(DataDirectory data) {
        return data.path().resolve("postgres.log");
    }

    private static Database database(int port, String password) {
        return Database.at(HOST, port, NAME, NAME, password, "disable");
    }

    private static Connection connect(Database database) throws SQLException {
        return DriverManager.getConnection(
                database.jdbcUrl(), database.user(), database.password());
    }

    private static String read(Path file) throws IOException {
        return Files.readString(file).strip();
    }
}
