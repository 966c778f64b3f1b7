package exchange.cli;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;

import exchange.Main;
import exchange.persistence.DataDirectory;
import exchange.persistence.OtherProcess;
import exchange.testkit.ChildJvm;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** The commands as an operator has them: real processes, their words and their exit codes. */
class CommandsTest {
    @TempDir
    private Path home;

    private record Outcome(int exitCode, String output) {}

    @Test
    void nothingIsStoppedWhereNothingRuns() throws Exception {
        assertThat(exchange("status").exitCode()).isEqualTo(3);
        Outcome stopped = exchange("stop");

        assertThat(stopped.exitCode()).isZero();
        assertThat(stopped.output()).contains("no exchange is running on " + home.resolve("data"));
    }

    @Test
    void runningExchangeIsShownAndStopped() throws Exception {
        Process running = OtherProcess.holding(home.resolve("data"));
        try {
            Outcome status = exchange("status");
            Outcome stop = exchange("stop");

            assertThat(status.exitCode()).isEqualTo(1);
            assertThat(status.output())
                    .contains("process   " + running.pid())
                    .contains("starting, takes no orders yet");
            assertThat(stop).isEqualTo(new Outcome(0, "stopped (process " + running.pid() + ")\n"));
            assertThat(running.waitFor(1, TimeUnit.SECONDS)).isTrue();
        } finally {
            running.destroyForcibly();
        }
    }

    @Test
    void exchangeThatAnswersIsHealthy() throws Exception {
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
        server.createContext("/", request -> {
            request.sendResponseHeaders(200, -1);
            request.close();
        });
        server.start();
        try (DataDirectory data = DataDirectory.open(home.resolve("data"), 0)) {
            String url = "http://127.0.0.1:" + server.getAddress().getPort();
            data.publishUrl(url);

            Outcome status = exchange("status");

            assertThat(status.exitCode()).isZero();
            assertThat(status.output()).contains("url       " + url).contains("health    answers");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void wrongSettingIsOneSentenceWithoutATrace() throws Exception {
        Files.writeString(home.resolve(".env"), "SERVER_PORT=70000\n");

        Outcome outcome = exchange("status");

        assertThat(outcome)
                .isEqualTo(new Outcome(
                        2,
                        "exchange: exchange.server.port (SERVER_PORT) must be 0 to 65535,"
                                + " found: 70000\n"));
    }

    @Test
    void replayFindsTheRunningExchangeAndItsAdmin() throws Exception {
        List<String> asked = new CopyOnWriteArrayList<>();
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
        server.createContext("/", request -> {
            String body = new String(request.getRequestBody().readAllBytes(), UTF_8);
            asked.add(request.getRequestURI() + " " + body);
            request.sendResponseHeaders(401, -1);
            request.close();
        });
        server.start();
        Path flow = Files.copy(Path.of("examples/flow.csv"), home.resolve("flow.csv"));
        try (DataDirectory data = DataDirectory.open(home.resolve("data"), 0)) {
            data.publishUrl("http://127.0.0.1:" + server.getAddress().getPort());
            data.keepSecret("admin-password", "made-at-first-start");

            Outcome replay = exchange("replay", flow.toString());

            assertThat(replay.exitCode()).isNotZero();
            assertThat(asked.get(0))
                    .startsWith("/api/v1/auth/login")
                    .contains("admin@exchange.local", "made-at-first-start");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void helpNamesEveryVerb() throws Exception {
        Outcome help = exchange("help");

        assertThat(help.exitCode()).isZero();
        assertThat(help.output()).contains("stop", "status", "replay", "help", "test", "format");
    }

    private Outcome exchange(String... arguments) throws IOException, InterruptedException {
        ProcessBuilder builder = ChildJvm.of(
                        List.of("-Dexchange.home=" + home), Main.class, arguments)
                .redirectErrorStream(true);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Outcome(process.waitFor(), output);
    }
}
