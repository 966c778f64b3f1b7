package exchange.persistence;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The process of an embedded server, started again when it ends without having been told to: it was
 * killed, or its disk was full. It comes back on the same port, so that nobody needs to be told,
 * and is tried again for as long as it does not stay.
 */
final class KeptServer implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(KeptServer.class);
    private static final long AGAIN_MIN_MILLIS = 200;
    private static final long AGAIN_MAX_MILLIS = 2_000;
    private static final long STAYED_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final EmbeddedPostgres first;
    private final Path folder;
    private final File words;
    private final List<String> command;
    private long waitMillis = AGAIN_MIN_MILLIS;
    private long startedNanos = System.nanoTime();
    private boolean stayed;
    private boolean closed;

    /**
     * Keeps a server that runs.
     *
     * @param folder where its files are
     * @param words what it says is added there
     */
    KeptServer(EmbeddedPostgres first, Path folder, File words) throws IOException {
        this.first = first;
        this.folder = folder;
        this.words = words;
        String pid = Files.readAllLines(folder.resolve("postmaster.pid")).getFirst();
        Path process = Path.of("/proc", pid.strip());
        this.command = command(Files.readString(process.resolve("cmdline")).split("\0"));
        ProcessHandle.of(Long.parseLong(pid.strip()))
                .orElseThrow(() -> new IOException("the server has ended at once"))
                .onExit()
                .thenRun(this::ended);
    }

    /** PostgreSQL refuses to be root, who therefore becomes nobody for it. */
    private static List<String> command(String[] arguments) {
        List<String> command = new ArrayList<>();
        if (System.getProperty("user.name").equals("root")) {
            command.addAll(List.of("unshare", "-U"));
        }
        command.addAll(List.of(arguments));
        return command;
    }

    private synchronized void ended() {
        if (closed) {
            return;
        }
        stayed = System.nanoTime() - startedNanos > STAYED_NANOS;
        if (stayed) {
            waitMillis = AGAIN_MIN_MILLIS;
        }
        Thread.ofPlatform().daemon().name("postgres-keeper").start(this::startAgain);
    }

    private void startAgain() {
        try {
            TimeUnit.MILLISECONDS.sleep(nextWait());
            if (!tryToStart()) {
                ended();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized long nextWait() {
        long wait = waitMillis;
        waitMillis = Math.min(2 * waitMillis, AGAIN_MAX_MILLIS);
        return wait;
    }

    private synchronized boolean tryToStart() {
        if (closed || isProcessEnding()) {
            return true;
        }
        if (stayed) {
            log.error("ALERT the PostgreSQL in {} has ended; it is started again", folder);
        }
        startedNanos = System.nanoTime();
        try {
            OrphanedServer.clear(folder);
            new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(Redirect.appendTo(words))
                    .start()
                    .onExit()
                    .thenRun(this::ended);
            return true;
        } catch (IOException e) {
            log.warn("the PostgreSQL in {} does not start: {}", folder, e.toString());
            return false;
        }
    }

    /** A signal of the terminal is meant for all: what ends by it has been told to. */
    private static boolean isProcessEnding() {
        try {
            Thread nothing = new Thread(() -> {});
            Runtime.getRuntime().addShutdownHook(nothing);
            Runtime.getRuntime().removeShutdownHook(nothing);
            return false;
        } catch (IllegalStateException e) {
            return true;
        }
    }

    /** Stops whoever works in the folder by now. */
    @Override
    public synchronized void close() throws IOException {
        if (!closed) {
            closed = true;
            first.close();
        }
    }
}
