package exchange.persistence;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * The process of an embedded server, started again when it ends without having been told to: it was
 * killed, or its disk was full. It comes back on the same port, so that nobody needs to be told.
 */
final class KeptServer implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(KeptServer.class);
    private static final long AGAIN_MIN_MILLIS = 200;
    private static final long AGAIN_MAX_MILLIS = 3_000;

    private final Path folder;
    private final Launch launch;
    private EmbeddedPostgres server;
    private boolean closed;

    /** Starts the server, always in the same folder and with the same settings. */
    interface Launch {
        EmbeddedPostgres launch() throws IOException;
    }

    KeptServer(Path folder, Launch launch) throws IOException {
        this.folder = folder;
        this.launch = launch;
        this.server = launch.launch();
        follow();
    }

    private void follow() throws IOException {
        String pid = Files.readAllLines(folder.resolve("postmaster.pid")).getFirst();
        ProcessHandle.of(Long.parseLong(pid.strip()))
                .ifPresentOrElse(
                        process -> process.onExit().thenRun(this::comeBack), this::comeBack);
    }

    private void comeBack() {
        Thread.ofPlatform().daemon().name("postgres-keeper").start(this::startAgain);
    }

    private void startAgain() {
        long wait = AGAIN_MIN_MILLIS;
        while (!tryToStartAgain(wait == AGAIN_MIN_MILLIS)) {
            try {
                TimeUnit.MILLISECONDS.sleep(wait);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
            wait = Math.min(2 * wait, AGAIN_MAX_MILLIS);
        }
    }

    /** Whether there is nothing more to try. */
    private synchronized boolean tryToStartAgain(boolean first) {
        if (closed) {
            return true;
        }
        if (first) {
            log.error("ALERT the PostgreSQL in {} has ended; it is started again", folder);
        }
        try {
            forgetOld();
            OrphanedServer.clear(folder);
            server = launch.launch();
            follow();
            log.info("the PostgreSQL in {} is there again", folder);
            return true;
        } catch (IOException | RuntimeException e) {
            log.warn("the PostgreSQL in {} does not start: {}", folder, e.toString());
            return false;
        }
    }

    /** It holds a lock on the folder. */
    private void forgetOld() {
        try {
            server.close();
        } catch (IOException | RuntimeException e) {
            log.debug("nothing was left to stop", e);
        }
    }

    @Override
    public synchronized void close() throws IOException {
        if (!closed) {
            closed = true;
            server.close();
        }
    }
}
