package exchange.cli;

import exchange.ops.CannotStart;
import exchange.ops.NodeJvm;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Nodes as processes of this machine, and what they stand on. Their words are passed on with the
 * node's name before each line. Who ends without having been told to is started again.
 */
final class LocalCluster implements AutoCloseable {
    private static final List<String> NODE_OPTIONS = List.of("-Xmx1g", "-XX:+UseParallelGC");
    private static final String READY = "exchange ready on ";
    private static final long AGAIN_AFTER_MILLIS = 1_000;
    private static final long STOP_SECONDS = 10;

    private final PrintWriter out;
    private final Deque<AutoCloseable> kept = new ArrayDeque<>();
    private final List<Process> processes = new ArrayList<>();
    private CountDownLatch ready = new CountDownLatch(0);
    private boolean closed;

    LocalCluster(PrintWriter out) {
        this.out = out;
    }

    /** Closed when the nodes have ended, the last kept first. */
    synchronized <T extends AutoCloseable> T keep(T part) {
        kept.push(part);
        return part;
    }

    /** Starts a node for each environment. */
    synchronized void start(List<Map<String, String>> environments) {
        ready = new CountDownLatch(environments.size());
        for (int node = 0; node < environments.size(); node++) {
            processes.add(launch(environments.get(node)));
            Map<String, String> environment = environments.get(node);
            int index = node;
            Thread.ofPlatform()
                    .daemon()
                    .name("node-" + (node + 1))
                    .start(() -> follow(index, environment));
        }
    }

    /** Returns when each has taken its port. */
    void awaitReady() throws InterruptedException {
        ready.await();
    }

    private static Process launch(Map<String, String> environment) {
        ProcessBuilder builder =
                new ProcessBuilder(NodeJvm.command(NODE_OPTIONS, "run")).redirectErrorStream(true);
        builder.environment().putAll(environment);
        try {
            return builder.start();
        } catch (IOException e) {
            throw new CannotStart(CannotStart.Reason.FAULT, "cannot start a node: " + e, e);
        }
    }

    /** Passes on what the node says, and starts it again when it ends. */
    private void follow(int index, Map<String, String> environment) {
        boolean waitedFor = true;
        while (true) {
            Process process = process(index);
            try (BufferedReader lines = new BufferedReader(
                    new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    say(index, line);
                    if (waitedFor && line.startsWith(READY)) {
                        waitedFor = false;
                        ready.countDown();
                    }
                }
                int code = process.waitFor();
                TimeUnit.MILLISECONDS.sleep(AGAIN_AFTER_MILLIS);
                if (!restart(index, environment, code)) {
                    return;
                }
            } catch (IOException | InterruptedException e) {
                if (!isClosed()) {
                    say(index, "is not followed any more: " + e);
                }
                return;
            }
        }
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    private synchronized Process process(int index) {
        return processes.get(index);
    }

    private synchronized boolean restart(int index, Map<String, String> environment, int code) {
        if (closed) {
            return false;
        }
        say(index, "ended with exit code " + code + "; it is started again");
        processes.set(index, launch(environment));
        return true;
    }

    private synchronized void say(int index, String line) {
        out.println("node-" + (index + 1) + " | " + line);
        out.flush();
    }

    /** Ends the nodes together, then what they stood on. */
    @Override
    public void close() {
        List<Process> running;
        synchronized (this) {
            closed = true;
            running = List.copyOf(processes);
        }
        running.forEach(Process::destroy);
        for (Process process : running) {
            try {
                if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                    process.destroyForcibly().waitFor();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                process.destroyForcibly();
            }
        }
        closeKept();
    }

    private synchronized void closeKept() {
        while (!kept.isEmpty()) {
            try {
                kept.pop().close();
            } catch (Exception e) {
                out.println("exchange: did not stop in order: " + e);
            }
        }
    }
}
