package exchange.testkit;

import exchange.Main;
import exchange.persistence.Database;
import exchange.persistence.EmbeddedPostgres;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The exchange as an operator runs it: a process of its own with its own data, to be killed and
 * started again.
 */
public final class ExchangeProcess implements AutoCloseable {
    public static final String ADMIN_EMAIL = "admin@example.com";
    public static final String ADMIN_PASSWORD = "an admin's long password";

    private static final Duration START_TIMEOUT = Duration.ofSeconds(120);

    private final Path data;
    private final Map<String, String> settings;
    private final int port;
    private Process process;

    public ExchangeProcess(Path data) throws IOException {
        this(data, Map.of());
    }

    /** @param signupCredit what new users get, as SIGNUP_CREDIT says it */
    public ExchangeProcess(Path data, String signupCredit) throws IOException {
        this(data, Map.of("SIGNUP_CREDIT", signupCredit));
    }

    /** @param settings over those that all have here */
    public ExchangeProcess(Path data, Map<String, String> settings) throws IOException {
        this.data = data;
        this.settings = Map.copyOf(settings);
        try (ServerSocket free = new ServerSocket(0)) {
            this.port = free.getLocalPort();
        }
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** Starts it and waits until its port is open. */
    public void start() throws IOException {
        process = command("run").start();
        long giveUp = System.nanoTime() + START_TIMEOUT.toNanos();
        while (!accepts()) {
            if (!process.isAlive() || System.nanoTime() > giveUp) {
                throw new IOException("the exchange did not start, see " + log() + ":\n"
                        + Files.readString(log()));
            }
            pause(50);
        }
    }

    /** Audits it from outside, while it runs or not; what it says goes to the log. */
    public int audit() throws IOException {
        try {
            return command("audit").start().waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private ProcessBuilder command(String verb) {
        ProcessBuilder builder = ChildJvm.of(List.of("-Xmx1g"), Main.class, verb);
        builder.redirectErrorStream(true);
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
        builder.environment()
                .putAll(Map.of(
                        "SERVER_PORT",
                        Integer.toString(port),
                        "DATA_DIR",
                        data.toString(),
                        "DEMO",
                        "false",
                        "SIGNUP_CREDIT",
                        "",
                        "ADMIN_EMAIL",
                        ADMIN_EMAIL,
                        "ADMIN_PASSWORD",
                        ADMIN_PASSWORD));
        builder.environment().putAll(settings);
        return builder;
    }

    private Path log() {
        return data.resolveSibling(data.getFileName() + ".log");
    }

    private boolean accepts() {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    /** kill -9: no goodbye, nothing flushed. */
    public void kill() {
        process.destroyForcibly();
        await();
    }

    /** SIGTERM, and waits for the end. */
    public void stop() {
        process.destroy();
        await();
    }

    private void await() {
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the exchange did not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Its database, while it runs. */
    public Database database() {
        return EmbeddedPostgres.running(data).orElseThrow();
    }

    static void pause(long millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        if (process != null && process.isAlive()) {
            stop();
        }
    }
}
