package exchange.cli;

import static org.assertj.core.api.Assertions.assertThat;

import exchange.persistence.DataDirectory;
import exchange.persistence.EmbeddedPostgres;
import exchange.testkit.ChildJvm;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Starting and stopping as an operator sees it: real processes on a real data directory. */
class RunCommandTest {
    private static final int IN_ORDER = 143;

    @TempDir
    private Path home;

    private final List<Process> processes = new ArrayList<>();

    @AfterEach
    void killWhatIsLeft() throws Exception {
        for (Process process : processes) {
            process.destroy();
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        }
    }

    @Test
    void exchangeIsReadyOnceStopsInOrderAndComesBackAfterAKill() throws Exception {
        Path data = home.resolve("data");

        Process first = run(Map.of("SERVER_PORT", "0"));
        String ready = lineOf(first, "exchange ready");
        assertThat(ready)
                .matches("exchange ready on http://127\\.0\\.0\\.1:\\d+,"
                        + " admin admin@exchange\\.local, password \\w{20} \\(shown this once\\)");
        assertThat(ready)
                .contains(Files.readString(data.resolve("admin-password")).strip());
        assertThat(DataDirectory.publishedUrl(data).map(ready::contains)).contains(true);

        Process second = run(Map.of("SERVER_PORT", "0"));
        assertThat(outputOf(second))
                .contains("another exchange (process " + first.pid() + ") is running on " + data);
        assertThat(second.waitFor()).isEqualTo(4);

        first.destroy();
        assertThat(first.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(first.exitValue()).isEqualTo(IN_ORDER);
        assertThat(EmbeddedPostgres.running(data)).isEmpty();
        assertThat(DataDirectory.owner(data)).isEmpty();
        assertThat(data.resolve("postgres/postmaster.pid")).doesNotExist();

        Process third = run(Map.of("SERVER_PORT", "0"));
        assertThat(lineOf(third, "exchange ready"))
                .contains("admin admin@exchange.local")
                .doesNotContain("password");
        third.destroyForcibly().waitFor();
        assertThat(data.resolve("postgres/postmaster.pid")).exists();

        Process fourth = run(Map.of("SERVER_PORT", "0"));
        assertThat(lineOf(fourth, "exchange ready")).contains("http://127.0.0.1:");
    }

    @Test
    void busyPortIsToldAtOnceAndNothingIsStarted() throws Exception {
        try (var socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            String port = Integer.toString(socket.getLocalPort());

            Process process = run(Map.of("SERVER_PORT", port));

            assertThat(outputOf(process))
                    .startsWith("exchange: cannot listen on 127.0.0.1:" + port)
                    .contains("SERVER_PORT");
            assertThat(process.waitFor()).isEqualTo(3);
            assertThat(home.resolve("data")).doesNotExist();
        }
    }

    @Test
    void serverOfTheOperatorThatIsNotThereIsTold() throws Exception {
        Process process = run(Map.of(
                "SERVER_PORT", "0",
                "POSTGRES_HOST", "127.0.0.1",
                "POSTGRES_PORT", "1",
                "JWT_SECRET_KEY", "0123456789abcdef0123456789abcdef"));

        assertThat(outputOf(process)).contains("exchange: cannot").contains("127.0.0.1:1/exchange");
        assertThat(process.waitFor()).isEqualTo(7);
    }

    private Process run(Map<String, String> environment) throws IOException {
        ProcessBuilder builder = ChildJvm.of(List.of("-Dexchange.home=" + home), TestEdge.class)
                .redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        processes.add(process);
        return process;
    }

    private static String lineOf(Process process, String start) throws IOException {
        BufferedReader lines = process.inputReader();
        StringBuilder before = new StringBuilder();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith(start)) {
                return line;
            }
            before.append(line).append('\n');
        }
        throw new AssertionError("ended without saying \"" + start + "\":\n" + before);
    }

    private static String outputOf(Process process) throws IOException {
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
