package exchange.persistence;

import exchange.ops.CannotStart;
import exchange.ops.CannotStart.Reason;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * What a killed exchange leaves behind: a PostgreSQL that still runs, or a postmaster.pid whose
 * number may by now belong to somebody else's process. The first is stopped, so that the next start
 * brings its own settings; of the second only the file goes. No process is signalled unless it is
 * a postgres that works in exactly this folder.
 */
final class OrphanedServer {
    private static final Logger log = LoggerFactory.getLogger(OrphanedServer.class);
    private static final Duration FAST_STOP_TIMEOUT = Duration.ofSeconds(20);
    private static final Duration IMMEDIATE_STOP_TIMEOUT = Duration.ofSeconds(10);

    private OrphanedServer() {}

    /** Afterwards nothing runs on this folder and nothing claims to. */
    static void clear(Path serverDirectory) throws IOException {
        Path pidFile = serverDirectory.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return;
        }
        Optional<ProcessHandle> server = readPid(pidFile)
                .flatMap(ProcessHandle::of)
                .filter(process -> worksIn(process.pid(), serverDirectory));
        if (server.isPresent()) {
            log.warn(
                    "stopping the postgres (process {}) that a killed exchange left",
                    server.get().pid());
            stop(server.get());
        }
        Files.deleteIfExists(pidFile);
    }

    private static void stop(ProcessHandle server) throws IOException {
        // INT rolls open transactions back and writes a checkpoint; QUIT leaves that to recovery.
        signal("INT", server);
        if (ended(server, FAST_STOP_TIMEOUT)) {
            return;
        }
        signal("QUIT", server);
        if (!ended(server, IMMEDIATE_STOP_TIMEOUT)) {
            throw new CannotStart(
                    Reason.DATA_IN_USE,
                    "the postgres of a killed exchange (process " + server.pid()
                            + ") does not stop; end it by hand and start again");
        }
    }

    /** A postmaster's working directory is its data directory; only the kernel can say so. */
    static boolean worksIn(long pid, Path serverDirectory) {
        Path process = Path.of("/proc", Long.toString(pid));
        try {
            return Files.readString(process.resolve("comm")).strip().equals("postgres")
                    && process.resolve("cwd").toRealPath().equals(serverDirectory.toRealPath());
        } catch (IOException e) {
            return false;
        }
    }

    private static Optional<Long> readPid(Path pidFile) throws IOException {
        List<String> lines = Files.readAllLines(pidFile);
        try {
            return lines.isEmpty()
                    ? Optional.empty()
                    : Optional.of(Long.valueOf(lines.get(0).strip()));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static void signal(String signal, ProcessHandle server) throws IOException {
        new ProcessBuilder("sh", "-c", "kill -" + signal + " " + server.pid()).start();
    }

    private static boolean ended(ProcessHandle server, Duration timeout) {
        try {
            server.onExit().get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (java.util.concurrent.ExecutionException
                | java.util.concurrent.TimeoutException e) {
            return !server.isAlive();
        }
    }
}
