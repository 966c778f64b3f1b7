package exchange.drill;

import exchange.persistence.DataDirectory;
import exchange.persistence.Database;
import exchange.persistence.EmbeddedPostgres;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The PostgreSQL of one drill, in a folder of its own and perhaps on a small disk of its own, and
 * what can be done to it. It is started again by itself when it was killed.
 */
public final class DrillPostgres implements AutoCloseable {
    private static final String BALLAST = "ballast";
    private static final long LOOK_MILLIS = 20;

    private final DataDirectory data;
    private final boolean mounted;
    private EmbeddedPostgres server;

    private DrillPostgres(DataDirectory data, boolean mounted) {
        this.data = data;
        this.mounted = mounted;
        this.server = EmbeddedPostgres.start(data);
    }

    /** @param diskBytes of a disk that is made for it; 0 for the machine's */
    static DrillPostgres start(Path folder, long diskBytes) throws IOException {
        if (diskBytes > 0) {
            Files.createDirectories(folder);
            run("mount", "-t", "tmpfs", "-o", "size=" + diskBytes, "drill", folder.toString());
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        }
        return new DrillPostgres(DataDirectory.open(folder, 0), diskBytes > 0);
    }

    /** The way to it past all proxies. */
    public Database database() {
        return server.database();
    }

    /** Whether it has a small disk of its own, which can be filled. */
    boolean isSmall() {
        return mounted;
    }

    /** Where its files are: the server's own in {@code postgres}. */
    public Path folder() {
        return data.path();
    }

    /** SIGKILL for its first process; the others end by that. */
    public void kill9() throws IOException {
        ProcessHandle first = first();
        first.destroyForcibly();
        first.onExit().join();
    }

    /** SIGSTOP for all of its processes: who asks it waits. */
    public void freeze() throws IOException {
        signal("-STOP");
    }

    public void thaw() throws IOException {
        signal("-CONT");
    }

    private void signal(String signal) throws IOException {
        ProcessHandle first = first();
        List<String> command = new ArrayList<>(List.of("kill", signal, "" + first.pid()));
        first.descendants().forEach(each -> command.add("" + each.pid()));
        run(command.toArray(String[]::new));
    }

    private ProcessHandle first() throws IOException {
        Path file = folder().resolve("postgres").resolve("postmaster.pid");
        long pid = Long.parseLong(Files.readAllLines(file).getFirst().strip());
        return ProcessHandle.of(pid).orElseThrow();
    }

    /** Leaves no free space on its disk. */
    public void fillDisk() throws IOException {
        byte[] block = new byte[4096];
        try (OutputStream out = Files.newOutputStream(folder().resolve(BALLAST))) {
            while (true) {
                out.write(block);
            }
        } catch (IOException e) {
            if (!mounted || Files.getFileStore(folder()).getUsableSpace() > block.length) {
                throw e;
            }
        }
    }

    public void freeDisk() throws IOException {
        Files.deleteIfExists(folder().resolve(BALLAST));
    }

    /** Returns as soon as it takes a connection and answers. */
    public void awaitAnswer(Duration limit) throws InterruptedException, TimeoutException {
        long giveUp = System.nanoTime() + limit.toNanos();
        while (!answers()) {
            if (System.nanoTime() > giveUp) {
                throw new TimeoutException("PostgreSQL does not answer");
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
    }

    private boolean answers() {
        Database own = database();
        try (Connection connection = DriverManager.getConnection(
                        own.jdbcUrl() + "&connectTimeout=1&socketTimeout=1",
                        own.user(),
                        own.password());
                Statement statement = connection.createStatement()) {
            return statement.execute("SELECT 1");
        } catch (SQLException e) {
            return false;
        }
    }

    private static void run(String... command) throws IOException {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes());
            if (process.waitFor() != 0) {
                throw new IOException(String.join(" ", command) + ": " + said.strip());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } finally {
            data.close();
            unmount();
        }
    }

    private void unmount() {
        if (!mounted) {
            return;
        }
        try {
            run("umount", data.path().toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
