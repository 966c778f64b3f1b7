package exchange.drill;

import exchange.ops.NodeJvm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One node of the cluster as a process, and what can be done to it. What it says is in a file of
 * the drill's folder. Nobody starts it again by itself.
 */
public final class DrillNode {
    private static final List<String> OPTIONS =
            List.of("-Xmx768m", "-XX:+UseParallelGC", "-XX:TieredStopAtLevel=1");
    private static final List<String> SETTINGS_OF_OTHERS =
            List.of("POSTGRES_", "SERVER_", "ADMIN_", "CLUSTER_", "EXCHANGE_");
    private static final Duration END_TIMEOUT = Duration.ofSeconds(30);
    private static final int ASK_MILLIS = 1_000;
    private static final long LOOK_MILLIS = 50;

    private final int number;
    private final Path folder;
    private final Ground ground;
    private final int port;
    private final int clusterPort;
    private final Map<String, String> settings;
    private final Optional<DatabaseProxy> proxy;
    private Process process;

    /** @param number from 1 */
    DrillNode(
            int number,
            Path folder,
            Ground ground,
            int port,
            int clusterPort,
            Map<String, String> settings,
            Optional<DatabaseProxy> proxy) {
        this.number = number;
        this.folder = folder;
        this.ground = ground;
        this.port = port;
        this.clusterPort = clusterPort;
        this.settings = new HashMap<>(settings);
        this.settings.put("SERVER_HOST", ground.apiHost(number));
        this.settings.put("CLUSTER_HOST", ground.clusterHost(number));
        this.settings.put("SERVER_PORT", Integer.toString(port));
        this.settings.put("CLUSTER_PORT", Integer.toString(clusterPort));
        this.settings.put("DATA_DIR", folder.resolve(this + "").toString());
        this.proxy = proxy;
    }

    /** From 1. */
    public int number() {
        return number;
    }

    public URI uri() {
        return URI.create("http://" + ground.apiHost(number) + ":" + port);
    }

    int clusterPort() {
        return clusterPort;
    }

    /** What it says. */
    public Path log() {
        return folder.resolve(this + ".log");
    }

    /** Its way to PostgreSQL, when the stage has proxies. */
    public DatabaseProxy proxy() {
        return proxy.orElseThrow(() -> new IllegalStateException("this stage has no proxies"));
    }

    /** Starts its process; {@link #awaitServing} says when it works. */
    public void start() {
        if (isAlive()) {
            throw new IllegalStateException(this + " runs already");
        }
        // Last, because the folder that this process was started with is among what it passes on.
        List<String> options = new ArrayList<>(OPTIONS);
        options.add("-Dexchange.home=" + folder);
        List<String> command = NodeJvm.command(options, "run");
        command.addAll(0, ground.launcher(number));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
        builder.environment()
                .keySet()
                .removeIf(name -> SETTINGS_OF_OTHERS.stream().anyMatch(name::startsWith));
        builder.environment().putAll(settings);
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + this, e);
        }
    }

    /** Waits until it is a member and takes what clients ask. */
    public void awaitServing(Duration limit) throws InterruptedException, TimeoutException {
        await("alive", limit);
    }

    /** Waits until it says that it is ready: it has books or ledgers of its own as well. */
    public void awaitReady(Duration limit) throws InterruptedException, TimeoutException {
        await("ready", limit);
    }

    private void await(String health, Duration limit)
            throws InterruptedException, TimeoutException {
        long giveUp = System.nanoTime() + limit.toNanos();
        while (!says(health)) {
            if (!isAlive() || System.nanoTime() > giveUp) {
                throw new TimeoutException(
                        this + (isAlive() ? " is not " + health + " in time" : " has ended")
                                + ", what it said is in " + log());
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
    }

    private boolean says(String health) {
        try {
            URI page = uri().resolve("/health/" + health);
            HttpURLConnection asked = (HttpURLConnection) page.toURL().openConnection();
            asked.setConnectTimeout(ASK_MILLIS);
            asked.setReadTimeout(ASK_MILLIS);
            return asked.getResponseCode() == HttpURLConnection.HTTP_OK;
        } catch (IOException e) {
            return false;
        }
    }

    public boolean isAlive() {
        return process != null && process.isAlive();
    }

    /** SIGKILL: no goodbye, nothing flushed. Returns when it is gone. */
    public void kill9() throws InterruptedException, TimeoutException {
        process.destroyForcibly();
        awaitEnd(END_TIMEOUT);
    }

    /** SIGTERM; {@link #awaitEnd} says when it has ended. */
    public void terminate() {
        process.destroy();
    }

    /** SIGSTOP: it stands still, and its connections stay open. */
    public void freeze() throws InterruptedException {
        signal("STOP");
    }

    /** SIGCONT: it goes on as if nothing had been. */
    public void thaw() throws InterruptedException {
        signal("CONT");
    }

    /** Collects what is garbage in its heap, all of it. */
    void collectGarbage() throws InterruptedException {
        run(jcmd().toString(), Long.toString(process.pid()), "GC.run");
    }

    /** Where the JDK has its tool for a running JVM; a mere JRE has none. */
    static Path jcmd() {
        return Path.of(System.getProperty("java.home"), "bin", "jcmd");
    }

    private void signal(String name) throws InterruptedException {
        run("kill", "-" + name, Long.toString(process.pid()));
    }

    private void run(String... command) throws InterruptedException {
        try {
            int code = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
            if (code != 0) {
                throw new IllegalStateException(
                        String.join(" ", command) + " failed for " + this + " with " + code);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until it has ended; returns its exit code. */
    public int awaitEnd(Duration limit) throws InterruptedException, TimeoutException {
        if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new TimeoutException(this + " did not end within " + limit.toSeconds() + " s");
        }
        return process.exitValue();
    }

    /** Its end, however it stands. */
    void end() {
        if (isAlive()) {
            process.destroyForcibly().onExit().join();
        }
    }

    @Override
    public String toString() {
        return "node-" + number;
    }
}
