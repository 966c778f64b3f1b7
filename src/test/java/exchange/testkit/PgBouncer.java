package exchange.testkit;

import exchange.persistence.Database;

import org.apache.commons.io.FileUtils;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A real PgBouncer of transactions before the tests' PostgreSQL, with fewer sessions than the
 * exchange has connections, and what docs/operations.md asks for and nothing else.
 */
public final class PgBouncer implements AutoCloseable {
    private final Path folder;
    private final Process process;
    private final Database database;

    /** Where the program is, if this machine has it. */
    public static Optional<Path> program() {
        return Stream.of("/usr/sbin/pgbouncer", "/usr/bin/pgbouncer", "/usr/local/bin/pgbouncer")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
    }

    public PgBouncer(Path program, Database behind) throws IOException, InterruptedException {
        folder = Files.createTempDirectory("exchange-pgbouncer");
        int port = freePort();
        URI server = URI.create(behind.jdbcUrl().substring("jdbc:".length()));
        Path users = folder.resolve("users.txt");
        Path settings = folder.resolve("pgbouncer.ini");
        Files.writeString(users, "\"%s\" \"%s\"\n".formatted(behind.user(), behind.password()));
        Files.writeString(settings, """
                [databases]
                %s = host=%s port=%d
                [pgbouncer]
                listen_addr = 127.0.0.1
                listen_port = %d
                unix_socket_dir =
                auth_type = plain
                auth_file = %s
                pool_mode = transaction
                default_pool_size = 8
                max_client_conn = 200
                ignore_startup_parameters = extra_float_digits
                """.formatted(
                server.getPath().substring(1), server.getHost(), server.getPort(), port, users));
        // It refuses to be root, and reads its files as whom it becomes.
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        List<String> command = new ArrayList<>(List.of(program.toString()));
        if (System.getProperty("user.name").equals("root")) {
            command.addAll(List.of("-u", "nobody"));
        }
        command.add(settings.toString());
        process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        String url = "jdbc:postgresql://127.0.0.1:%d%s?sslmode=disable&ApplicationName=exchange"
                .formatted(port, server.getPath());
        database = new Database(url, behind.user(), behind.password()).pooled();
        awaitPort(port);
    }

    /** The database as it is reached this way. */
    public Database database() {
        return database;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void awaitPort(int port) throws InterruptedException, IOException {
        while (true) {
            try {
                new Socket(InetAddress.getLoopbackAddress(), port).close();
                return;
            } catch (IOException e) {
                if (!process.isAlive()) {
                    throw new IOException(Files.readString(folder.resolve("log")), e);
                }
                TimeUnit.MILLISECONDS.sleep(20);
            }
        }
    }

    @Override
    public void close() {
        process.destroy();
        FileUtils.deleteQuietly(folder.toFile());
    }
}
